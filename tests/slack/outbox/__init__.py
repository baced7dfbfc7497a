"""What is said in Slack, and when it cannot be."""
