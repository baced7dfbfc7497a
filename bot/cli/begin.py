"""`advisor begin`: what the advisor understands of the sentence that somebody begins with."""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import Content, library_from

if TYPE_CHECKING:
    from bot.core.content.library import Library
    from bot.core.openings.recogniser import Opening


def begin(
    sentence: Annotated[list[str] | None, typer.Argument(help="Without it, one sentence a line from standard input.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, one line for each sentence.")] = False,
    content: Content = None,
) -> None:
    """Say which dialogue a sentence begins, about which service, and which answers it gives already."""
    from bot.core.openings.recogniser import as_told
    from bot.services.content import shipped_content
    from bot.services.openings import recogniser_of

    library = library_from(content)
    recogniser = recogniser_of(library, content or shipped_content())
    for typed in [" ".join(sentence)] if sentence else (line.rstrip("\r\n") for line in sys.stdin):
        opening = recogniser.read(typed)
        typer.echo(json.dumps(as_told(opening), ensure_ascii=False) if as_json else f"{understood(library, opening)}\n")


def understood(library: "Library", opening: "Opening") -> str:
    """What was understood, for people."""
    from bot.core.dialogue.reply_builder import answer_words
    from bot.core.templating.markdown import plain

    answers = [
        answer_words(library, question, value) for key, value in opening.answers.items() if (question := library.question(key))
    ]
    titles = [library.dialogues[id_].title for id_ in opening.offers]
    say = library.phrases.say
    if not opening.dialogue:
        return plain(say("opening_none"))
    return plain(say("opening_understood", service=opening.service, answers=answers, dialogue=titles[0], others=titles[1:]))
