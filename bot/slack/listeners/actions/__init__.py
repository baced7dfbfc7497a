"""Clicks and choices."""
