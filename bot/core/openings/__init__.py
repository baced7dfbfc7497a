"""Openings: the sentence that somebody begins with, and what is understood of it."""
