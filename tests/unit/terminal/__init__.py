"""The advisor in a terminal."""
