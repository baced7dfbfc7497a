"""The app beside a stand-in for Slack, in your browser."""
