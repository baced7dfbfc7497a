"""`advisor begin`: what the advisor understands of the sentence that somebody begins with."""

import json
import sys
from typing import Annotated

import typer

from bot.cli.common import Content, library_from


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
