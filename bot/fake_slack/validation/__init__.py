"""Slack's documented limits on messages and blocks."""
