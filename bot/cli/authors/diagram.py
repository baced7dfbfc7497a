"""`advisor diagram`: a dialogue as Mermaid text or as a picture, with one way through it and what the tests visit."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import Content, dialogue_named, echo, fail, library_from, text_of

if TYPE_CHECKING:
    from bot.core.content.library import Library
    from bot.core.dialogue.position import Position


class Format(StrEnum):
    """What a diagram is made as."""

    mermaid = "mermaid"
    svg = "svg"
    png = "png"


def diagram(
    dialogue: Annotated[str, typer.Argument(help="Which dialogue; see `advisor list`.")],
    form: Annotated[Format, typer.Option("--format", help="Text for Markdown pages, or a picture.")] = Format.mermaid,
    answers: Annotated[Path | None, typer.Option(help="A file of answers, as for `advisor run`: its way is drawn thick.")] = None,
    to: Annotated[Path | None, typer.Option(help="The file to write; without it, standard output.")] = None,
    content: Content = None,
) -> None:
    """Draw a dialogue: questions, calls, outcomes, where they lead, and which of it no test visits (broken lines)."""
    from bot.authoring.content_tests import walks_of_tests
    from bot.authoring.diagram.graph import graph_of
    from bot.authoring.diagram.mermaid import mermaid
    from bot.services.content import CONVERSATIONS, DECISIONS, read_tests, shipped_content

    library, folder = library_from(content), content or shipped_content()
    id_ = dialogue_named(library, dialogue)
    tests = walks_of_tests(library, id_, read_tests(folder, DECISIONS), read_tests(folder, CONVERSATIONS))
    graph = graph_of(library, id_, tests, _way(library, id_, answers) if answers else None)
    if form is Format.mermaid:
        _write(to, mermaid(graph).encode())
        return
    try:
        from bot.authoring.diagram.picture import png, svg
    except ImportError:
        raise fail('Pictures need two packages more: pip install "commissioning-advisor[diagram]".') from None
    _write(to, svg(graph).encode() if form is Format.svg else png(graph))


def _way(library: "Library", id_: str, answers: Path) -> "Position":
    from bot.authoring.batch_run import accepted
    from bot.core.dialogue.conversation import Conversation
    from bot.core.dialogue.position import walk
    from bot.core.loading.yaml_reader import read_yaml

    reading = read_yaml(text_of(answers), str(answers))
    given, problems = accepted(library, id_, reading.value)
    if problems := [*map(str, reading.problems), *problems]:
        raise fail("\n".join(problems))
    return walk(library, Conversation("diagram", id_, library.editions[id_], given))


def _write(file: Path | None, made: bytes) -> None:
    try:
        if file:
            file.write_bytes(made)
            echo(f"Written to {file}.")
        else:
            typer.get_binary_stream("stdout").write(made)
    except OSError as error:
        raise fail(f"Nothing can be written to “{file}”: {error.strerror}.") from None
