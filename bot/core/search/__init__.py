"""Search: from a question as typed to the topics that answer it, or an honest "nothing on that"."""
