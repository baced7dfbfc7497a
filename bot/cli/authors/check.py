"""`advisor check`: every mistake in the dialogues and the knowledge, for people, for a program, or for GitHub."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import BAD_INPUT, Content, echo, number_of

if TYPE_CHECKING:
    from bot.core.content.library import Library
    from bot.core.problems import Problem


class Format(StrEnum):
    """How problems are told."""

    text = "text"
    json = "json"
    github = "github"


def check(
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    form: Annotated[Format, typer.Option("--format", help="For people, a program, or as notes on GitHub.")] = Format.text,
    content: Content = None,
) -> None:
    """Check the dialogues and the knowledge; list every problem at once."""
    from bot.authoring.author_checks import author_checks
    from bot.core.problems import LibraryError, is_error
    from bot.services.content import library_at, shipped_content

    library = None
    try:
        library = library_at(content or shipped_content(), author_checks)
        problems = library.warnings
    except LibraryError as error:
        problems = error.problems
    tell = {Format.json: _json, Format.github: _github}.get(Format.json if as_json else form, _text)
    tell(problems, library)
    if any(map(is_error, problems)):
        raise typer.Exit(BAD_INPUT)


def _text(problems: Iterable["Problem"], library: "Library | None") -> None:
    from bot.core.problems import is_error

    errors = [problem for problem in problems if is_error(problem)]
    for problem in problems:
        typer.echo(str(problem), err=bool(errors))
    if library is None:
        typer.echo(
            f"{number_of(len(errors), 'problem')}; mend {'it' if len(errors) == 1 else 'them'} and try again."
            " Each code is explained in docs/problems.md.",
            err=True,
        )
        return
    parts = {"dialogue": library.dialogues, "topic": library.topics, "table": library.tables}
    counted = ", ".join(number_of(len(part), name) for name, part in parts.items())
    echo(f"{counted}: no errors, {number_of(len(library.warnings), 'warning')}.")


def _json(problems: Iterable["Problem"], library: "Library | None") -> None:
    echo(json.dumps({"problems": [asdict(problem) for problem in problems]}, ensure_ascii=False, indent=2))


def _github(problems: Iterable["Problem"], library: "Library | None") -> None:
    """Notes at their lines: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions."""
    for problem in problems:
        place = f"file={_escaped(problem.file)},line={problem.line},col={problem.column},title={problem.code}"
        echo(f"::{problem.severity} {place}::{_escaped(f'{problem.message} {problem.cure}'.strip())}")


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
