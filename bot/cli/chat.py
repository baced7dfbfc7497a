"""`advisor chat`: a conversation in this terminal."""

from functools import cache
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
    from bot.services.openings import recogniser_of
    from bot.terminal.chat import chat as chat_in_terminal

    library = library_from(content)
    understand = cache(lambda: recogniser_of(library, content or shipped_content()))  # not before somebody says a sentence
    if dialogue:
        dialogue_named(library, dialogue)
    chat_in_terminal(
        open_advisor(library), Console(highlight=False), input, dialogue, lambda sentence: understand().read(sentence)
    )
