"""The stand-in for Slack does as Slack does."""
