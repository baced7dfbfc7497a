"""The engine: pure, text and values in, values out."""
