"""A conversation through a dialogue: intents in, replies out."""
