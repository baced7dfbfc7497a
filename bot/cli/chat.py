"""`advisor chat`: a conversation in this terminal. `advisor begin`: what a first sentence is understood as."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import Content, dialogue_named, echo, fail, library_from, open_advisor

if TYPE_CHECKING:
    from bot.services.conversations import Advisor


def chat(
    dialogue: Annotated[str, typer.Argument(help="Which dialogue; see `advisor list`. Without it, a menu.")] = "",
    record: Annotated[Path | None, typer.Option(help="Begin anew, and write the conversation to this file as a test.")] = None,
    content: Content = None,
) -> None:
    """Talk to the advisor in this terminal; it resumes where you stopped."""
    from rich.console import Console

    from bot.cli.quick_answers import quick_answers
    from bot.services.content import shipped_content
    from bot.services.openings import understanding
    from bot.terminal.chat import chat as chat_in_terminal

    library = library_from(content)
    if dialogue:
        dialogue_named(library, dialogue)
    understand = understanding(library, content or shipped_content())
    advisor = open_advisor(library, kept=record is None)
    if record and record.exists():
        raise fail(f"“{record}” is there already. Name a new file.")
    chat_in_terminal(
        advisor, Console(highlight=False), input, dialogue, understand, quick_answers(library, content or shipped_content())
    )
    if record:
        _record(advisor, record)


def _record(advisor: "Advisor", file: Path) -> None:
    from bot.authoring.export_test import copied
    from bot.terminal.menu import PLACE

    last = advisor.latest(PLACE, statuses=("open", "stopped", "finished"))
    if last is None or not last.conversation.answers:
        raise fail("Nothing was answered, so nothing is written.")
    try:
        file.write_text(copied(advisor.library, last.conversation), encoding="utf-8")
    except OSError as error:
        raise fail(f"Nothing can be written to “{file}”: {error.strerror}.") from None
    echo(
        f"Written to {file}. Give it a title that says what it shows; `advisor test` plays it if it lies in tests/conversations."
    )


def begin(
    sentence: Annotated[list[str] | None, typer.Argument(help="Without it, one sentence a line from standard input.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, one line for each sentence.")] = False,
    content: Content = None,
) -> None:
    """Say which dialogue a sentence begins, about which service, and which answers it gives already."""
    from bot.core.openings.recogniser import as_told
    from bot.core.openings.understood import understood_words
    from bot.core.templating.markdown import plain
    from bot.services.content import shipped_content
    from bot.services.openings import recogniser_of

    library = library_from(content)
    recogniser = recogniser_of(library, content or shipped_content())
    for typed in [" ".join(sentence)] if sentence else (line.rstrip("\r\n") for line in sys.stdin):
        opening = recogniser.read(typed)
        told = json.dumps(as_told(opening), ensure_ascii=False) if as_json else plain(understood_words(library, opening)) + "\n"
        typer.echo(told)
