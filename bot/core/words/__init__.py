"""Words as they are compared: their stems, and whether a sentence says what an author lists."""
