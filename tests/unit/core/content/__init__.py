"""What the authors wrote, as models."""
