"""What Slack's own client does for a user: types, clicks, submits."""
