"""Many conversations while everything fails: afterwards nothing that was acknowledged may be lost, doubled or
unsaid."""
