"""Conditions and texts."""
