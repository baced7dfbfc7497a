"""`advisor chat`: a conversation in this terminal."""

from typing import Annotated

import typer

from bot.cli.common import Content, dialogue_named, library_from, open_advisor


def chat(
    dialogue: Annotated[str, typer.Argument(help="Which dialogue; see `advisor list`. Without it, a menu.")] = "",
    content: Content = None,
) -> None:
    """Talk to the advisor in this terminal; it resumes where you stopped."""
    from rich.console import Console

    from bot.services.content import shipped_content
    from bot.services.openings import understanding
    from bot.terminal.chat import chat as chat_in_terminal

    library = library_from(content)
    if dialogue:
        dialogue_named(library, dialogue)
    understand = understanding(library, content or shipped_content())
    chat_in_terminal(open_advisor(library), Console(highlight=False), input, dialogue, understand)
