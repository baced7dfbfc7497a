"""Quick questions."""
