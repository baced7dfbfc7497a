"""The course in Slack."""
