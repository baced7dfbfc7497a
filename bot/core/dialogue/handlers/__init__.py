"""What each intent does to a conversation."""
