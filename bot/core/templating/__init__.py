"""Conditions and texts with Jinja2, and the Markdown of texts."""
