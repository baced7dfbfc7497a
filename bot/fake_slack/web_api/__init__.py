"""Slack's web API, as far as the app calls it."""
