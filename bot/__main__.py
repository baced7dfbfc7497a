"""`python -m bot` is the `advisor` command."""

from bot.cli.main import app

app()
