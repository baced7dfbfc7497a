"""The verbs for those who write dialogues: begin, check, see, compare."""
