"""The verbs of the `advisor` command."""
