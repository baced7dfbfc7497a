"""What kind of value each expression of an author's text or condition has, and where kinds do not fit together."""
