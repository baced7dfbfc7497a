"""The Slack surface, through the real Bolt app and a stand-in for Slack."""
