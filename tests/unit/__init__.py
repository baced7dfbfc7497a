"""The advisor without Slack, laid out as bot/ is."""
