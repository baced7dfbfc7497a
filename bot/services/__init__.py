"""What the surfaces share around the core: content, conversations, course, search."""
