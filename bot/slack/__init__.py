"""The advisor in Slack."""
