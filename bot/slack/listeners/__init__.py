"""Where Slack's payloads arrive."""
