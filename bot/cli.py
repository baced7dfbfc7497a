"""The verbs of the `advisor` command; the only place where the parts meet."""

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.content_files import library_at, shipped_content
from bot.core.library import Library
from bot.core.menu import in_menu_order
from bot.core.problems import LibraryError, did_you_mean
from bot.core.run import run_through
from bot.core.yaml_reader import read_yaml
from bot.service import Advisor
from bot.settings import Settings
from bot.stores.database import StoreError, open_database
from bot.stores.store import Store
from bot.surfaces.terminal.chat import chat as chat_in_terminal

app = typer.Typer(help="A guided advisor for people who commission public services.", no_args_is_help=True, add_completion=False)

Content = Annotated[
    Path | None, typer.Option("--content", envvar="ADVISOR_CONTENT", help="A folder with dialogues/ and knowledge/ of your own.")
]
BAD_INPUT, WAITING = 2, 3


def say(text: str = "") -> None:
    """Print for the person at the terminal."""
    typer.echo(text)


def _fail(text: str) -> typer.Exit:
    typer.echo(text, err=True)
    return typer.Exit(BAD_INPUT)


def _library(content: Path | None) -> Library:
    try:
        return library_at(content or shipped_content())
    except LibraryError as error:
        raise _fail(f"{error}\n{_counted(len(error.problems), 'problem')}. Nothing was started.") from None


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _today() -> str:
    now = datetime.now(UTC)
    return f"{now.day} {now:%B %Y}"


def _dialogue(library: Library, name: str) -> str:
    if name not in library.dialogues:
        known = ", ".join(sorted(library.dialogues))
        raise _fail(f"There is no dialogue “{name}”. {did_you_mean(name, library.dialogues)} There are: {known}.")
    return name


@app.command()
def check(content: Content = None) -> None:
    """Check the dialogues and the knowledge; list every problem at once."""
    library = _library(content)
    for warning in library.warnings:
        say(str(warning))
    parts = {"dialogue": library.dialogues, "topic": library.topics, "table": library.tables}
    counted = ", ".join(_counted(len(part), name) for name, part in parts.items())
    say(f"{counted}: no errors, {_counted(len(library.warnings), 'warning')}.")


@app.command("list")
def list_(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False, content: Content = None) -> None:
    """List the dialogues, with their questions, options and outcomes."""
    library = _library(content)
    listed = [_listed(library, id_) for id_ in in_menu_order(library)]
    if as_json:
        say(json.dumps({"dialogues": listed}, ensure_ascii=False, indent=2))
        return
    for one in listed:
        say(f"{one['id']:<24}{one['title']}\n{'':<24}{one['summary']}")


def _listed(library: Library, id_: str) -> dict[str, object]:
    dialogue = library.dialogues[id_]
    questions = [
        {
            "id": name,
            "ask": question.ask,
            "type": question.type,
            "options": [{"id": option.id, "label": option.label} for option in question.options],
            "unsure": bool(question.unsure),
        }
        for name, question in dialogue.asked.items()
    ]
    outcomes = [{"id": name, "title": outcome.title} for name, outcome in dialogue.outcomes.items()]
    told = {"id": id_, "title": dialogue.title, "summary": dialogue.summary, "group": dialogue.group}
    return told | {"edition": library.editions[id_], "calls": list(dialogue.calls), "questions": questions, "outcomes": outcomes}


@app.command()
def run(
    dialogue: Annotated[str, typer.Argument(help="Which dialogue; see `advisor list`.")],
    answers: Annotated[Path, typer.Option(help="YAML: question id, then option id, value or `unsure`; - for standard input.")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    content: Content = None,
) -> None:
    """Go through a dialogue without a person, with answers from a file."""
    library = _library(content)
    reading = read_yaml(_text_of(answers), str(answers))
    if reading.problems:
        raise _fail("\n".join(map(str, reading.problems)))
    result = run_through(library, _dialogue(library, dialogue), reading.value, _today())
    typer.echo(
        json.dumps(asdict(result), ensure_ascii=False, indent=2) if as_json else result.text,
        err=result.status == "invalid" and not as_json,
    )
    raise typer.Exit({"finished": 0, "waiting": WAITING, "invalid": BAD_INPUT}[result.status])


def _text_of(path: Path) -> str:
    try:
        return sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise _fail(f"The answer file “{path}” cannot be read. Name a text file, or - for standard input.") from None


def _store(settings: Settings) -> Store:
    try:
        return Store(open_database(settings.advisor_database_url))
    except StoreError as error:
        raise _fail(str(error)) from None


@app.command()
def chat(
    dialogue: Annotated[str, typer.Argument(help="Which dialogue; see `advisor list`. Without it, a menu.")] = "",
    content: Content = None,
) -> None:
    """Talk to the advisor in this terminal; it resumes where you stopped."""
    library = _library(content)
    if dialogue:
        _dialogue(library, dialogue)
    chat_in_terminal(Advisor(library, _store(Settings())), Console(highlight=False), input, dialogue)
