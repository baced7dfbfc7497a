"""What the app does in Slack, whichever listener it came through."""
