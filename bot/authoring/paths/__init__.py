"""All paths through a dialogue."""
