"""A conversation through a dialogue."""
