"""What the content that comes with the advisor must be."""
