"""Where people talk to the advisor."""
