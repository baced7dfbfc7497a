"""`advisor diff` and `advisor what-if`: what an edit, or another answer, would change."""

import json
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from bot.cli.common import BAD_INPUT, Content, dialogue_named, echo, fail, library_from, text_of


class Format(StrEnum):
    """How a difference is told."""

    markdown = "markdown"
    json = "json"


def diff(
    old: Annotated[str, typer.Argument(help="A content folder, or a revision of git such as main.")],
    new: Annotated[str, typer.Argument(help="Another; without it, the content as it is now.")] = "",
    form: Annotated[Format, typer.Option("--format", help="For a pull request, or for a program.")] = Format.markdown,
    content: Content = None,
) -> None:
    """Say what an edit means: outcomes that change, questions asked, sources, and rows of decision tables that fail."""
    from bot.authoring.changes import changes
    from bot.authoring.changes_told import as_data, in_markdown
    from bot.authoring.content_tests import answers_of_tests, readable_rows
    from bot.services.content import CONVERSATIONS, DECISIONS, read_tests, shipped_content
    from bot.services.revisions import RevisionError, content_at

    folder = content or shipped_content()
    with TemporaryDirectory() as before, TemporaryDirectory() as after:
        try:
            places = [content_at(old, folder, Path(before)), content_at(new, folder, Path(after)) if new else folder]
        except RevisionError as error:
            raise fail(str(error)) from None
        was, now = (library_from(place) for place in places)
        tables, conversations = read_tests(places[1], DECISIONS), read_tests(places[1], CONVERSATIONS)
        found = changes(was, now, answers_of_tests(now, tables, conversations), readable_rows(tables))
    if form is Format.json:
        echo(json.dumps(as_data(was, now, found), ensure_ascii=False, indent=2, default=str))
    else:
        echo(in_markdown(was, now, found).rstrip())


def what_if(
    dialogue: Annotated[str, typer.Argument(help="Which dialogue; see `advisor list`.")],
    answers: Annotated[Path, typer.Option(help="YAML: question id, then option id, value or `unsure`; - for standard input.")],
    change: Annotated[list[str], typer.Option(help="question=answer; may be given several times.")],
    content: Content = None,
) -> None:
    """Compare what some answers lead to with what they would lead to if some of them were others."""
    from bot.authoring.batch_run import run_through
    from bot.core.loading.yaml_reader import read_yaml
    from bot.core.working_days import day_in_words
    from bot.services.conversations import now_in_utc

    library, today = library_from(content), day_in_words(now_in_utc())
    id_, reading = dialogue_named(library, dialogue), read_yaml(text_of(answers), str(answers))
    as_said = run_through(library, id_, reading, today)
    changed = {name.strip(): read_yaml(value, "--change").value for name, _, value in (one.partition("=") for one in change)}
    if isinstance(reading.value, dict):
        reading.value = {**reading.value, **changed}
    otherwise = run_through(library, id_, reading, today)
    for title, run in (("As said", as_said), (f"With {', '.join(change)}", otherwise)):
        ends = run.outcomes[-1] if run.outcomes and run.status == "finished" else run.status
        echo(f"— {title}: {ends} —\n\n{run.text}\n")
    if "invalid" in (as_said.status, otherwise.status):
        raise typer.Exit(BAD_INPUT)
