"""What is to be said in Slack, and the worker that says it."""
