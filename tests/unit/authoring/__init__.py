"""For those who write dialogues."""
