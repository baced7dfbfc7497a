"""The verbs of the `advisor` command; the only place where the parts meet."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.ask_command import ask, embed
from bot.learn_command import learn
from bot.playground_command import Browser, playground

if TYPE_CHECKING:
    from bot.authoring.conversation_files import Told
    from bot.core.library import Check, Library
    from bot.service import Advisor
    from bot.settings import Settings

# Each verb imports what it needs, so that `advisor ask` need not wait for a database and a Slack client that it does not use.

app = typer.Typer(help="A guided advisor for people who commission public services.", no_args_is_help=True, add_completion=False)
app.command()(ask)
app.command()(embed)
app.command()(learn)
app.command()(playground)

Content = Annotated[
    Path | None, typer.Option("--content", envvar="ADVISOR_CONTENT", help="A folder with dialogues/ and knowledge/ of your own.")
]
BAD_INPUT, WAITING = 2, 3
EXAMPLE = "tests/conversations/commission_older_people.yaml"


def say(text: str = "") -> None:
    """Print for the person at the terminal."""
    typer.echo(text)


def _fail(text: str) -> typer.Exit:
    typer.echo(text, err=True)
    return typer.Exit(BAD_INPUT)


def _library(content: Path | None, *further: "Check") -> "Library":
    from bot.content_files import library_at, shipped_content
    from bot.core.problems import LibraryError

    try:
        return library_at(content or shipped_content(), *further)
    except LibraryError as error:
        count = len(error.problems)
        raise _fail(f"{error}\n{_counted(count, 'problem')}; mend {'it' if count == 1 else 'them'} and try again.") from None


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _dialogue(library: "Library", name: str) -> str:
    from bot.core.problems import did_you_mean

    if name not in library.dialogues:
        known = ", ".join(sorted(library.dialogues))
        raise _fail(f"There is no dialogue “{name}”. {did_you_mean(name, library.dialogues)} There are: {known}.")
    return name


@app.command()
def check(content: Content = None) -> None:
    """Check the dialogues and the knowledge; list every problem at once."""
    from bot.authoring.asked_before.checks import unasked

    library = _library(content, unasked)
    for warning in library.warnings:
        say(str(warning))
    parts = {"dialogue": library.dialogues, "topic": library.topics, "table": library.tables}
    counted = ", ".join(_counted(len(part), name) for name, part in parts.items())
    say(f"{counted}: no errors, {_counted(len(library.warnings), 'warning')}.")


@app.command("list")
def list_(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False, content: Content = None) -> None:
    """List the dialogues, with their questions, options and outcomes."""
    from bot.core.menu import in_menu_order

    library = _library(content)
    listed = [_listed(library, id_) for id_ in in_menu_order(library)]
    if as_json:
        say(json.dumps({"dialogues": listed}, ensure_ascii=False, indent=2))
        return
    for one in listed:
        say(f"{one['id']:<24}{one['title']}\n{'':<24}{one['summary']}")


def _listed(library: "Library", id_: str) -> dict[str, object]:
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
    from bot.core.run import run_through
    from bot.core.yaml_reader import read_yaml
    from bot.service import day_in_words, now_in_utc

    library = _library(content)
    reading = read_yaml(_text_of(answers), str(answers))
    result = run_through(library, _dialogue(library, dialogue), reading, day_in_words(now_in_utc()))
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


def _advisor(library: "Library") -> "Advisor":
    from bot.service import Advisor
    from bot.settings import SettingsError, read_settings
    from bot.stores.database import StoreError, open_database
    from bot.stores.store import Store

    try:
        return Advisor(library, Store(open_database(read_settings().advisor_database_url)))
    except (SettingsError, StoreError) as error:
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
    _chat(library, dialogue)


def _chat(library: "Library", dialogue: str = "") -> None:
    from rich.console import Console

    from bot.surfaces.terminal.chat import chat as chat_in_terminal

    chat_in_terminal(_advisor(library), Console(highlight=False), input, dialogue)


@app.command("play")
def play_(
    conversation: Annotated[Path, typer.Argument(help="A conversation as in tests/conversations; see dialogues/README.md.")],
    content: Content = None,
) -> None:
    """Play a conversation from a file, and say where it does not go as expected."""
    _play(_library(content), conversation)


def transcript(told: "Told") -> str:
    """A conversation that was played, as people read it."""
    return "\n".join(f"{'You' if who == 'user' else 'Advisor'}: {words}\n" for who, words in told.lines)


def _play(library: "Library", path: Path) -> None:
    from bot.authoring.conversation_files import play, read_conversation

    try:
        told = play(library, read_conversation(_text_of(path), path.name))
    except ValueError as error:
        raise _fail(str(error)) from None
    say(transcript(told))
    if told.failures:
        raise _fail("Not as expected:\n" + "\n".join(told.failures))


@app.command("test")
def play_tests(
    dialogues: Annotated[list[str] | None, typer.Argument(help="Which dialogues; without any, all of them.")] = None,
    content: Content = None,
) -> None:
    """Play the conversations and decision tables of dialogues, and say where they do not go as told."""
    from bot.authoring.content_tests import played
    from bot.content_files import CONVERSATIONS, DECISIONS, read_tests, shipped_content

    library, folder = _library(content), content or shipped_content()
    chosen = [_dialogue(library, name) for name in dialogues or library.dialogues]
    told = played(library, chosen, read_tests(folder, DECISIONS), read_tests(folder, CONVERSATIONS))
    if told.failures:
        raise _fail("\n".join([*told.failures, "", f"{_counted(len(told.failures), 'difference')}; {told.counted}."]))
    say(f"All as told: {told.counted}.")


@app.command()
def paths(
    dialogue: Annotated[str, typer.Argument(help="Which dialogue; see `advisor list`. Without it, a line for each.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    content: Content = None,
) -> None:
    """Count the paths through a dialogue, where they lead, and in how many different words."""
    from bot.authoring.paths import TooManyForks
    from bot.authoring.paths_report import told
    from bot.core.language import LanguageError
    from bot.core.menu import in_menu_order
    from bot.service import day_in_words, now_in_utc

    library = _library(content)
    chosen = [_dialogue(library, dialogue)] if dialogue else in_menu_order(library)
    try:
        for text in told(library, chosen, day_in_words(now_in_utc()), as_json):
            say(text)
    except (LanguageError, TooManyForks) as error:
        raise _fail(str(error)) from None


@app.command()
def serve(content: Content = None, browser: Browser = True) -> None:
    """Serve Slack when its tokens are set; otherwise the playground in your browser."""
    from bot.content_files import shipped_content
    from bot.settings import SettingsError, read_settings

    library = _library(content)
    try:
        settings = read_settings()
        transport = settings.transport
    except SettingsError as error:
        raise _fail(str(error)) from None
    if transport != "none":
        _serve_slack(library, settings, content)
        return
    say("SLACK_BOT_TOKEN and SLACK_APP_TOKEN are not set, so the advisor talks here instead of in Slack.")
    if sys.stdin.isatty():
        playground(content, browser)
    else:
        say("There is no terminal either, so here is an example. `advisor playground` shows you the whole app in your browser.\n")
        _play(library, (content or shipped_content()) / EXAMPLE)


def _serve_slack(library: "Library", settings: "Settings", content: Path | None) -> None:
    from slack_sdk.errors import SlackClientError

    from bot.content_files import shipped_content
    from bot.core.search.search import search
    from bot.searching import index_of
    from bot.settings import SettingsError
    from bot.surfaces.slack.serve import serve_slack

    try:
        index = index_of(library, content or shipped_content())
        serve_slack(_advisor(library), settings, lambda question: search(index, question), say)
    except SettingsError as error:
        raise _fail(str(error)) from None
    except (SlackClientError, OSError) as error:
        raise _fail(f"Slack could not be reached at {settings.slack_api_url}: {_reason(error)}") from None


def _reason(error: Exception) -> str:
    response = getattr(error, "response", None)
    return str(response.get("error")) if response is not None else type(error).__name__


@app.command()
def read(
    topic: Annotated[str, typer.Argument(help="Which topic. Without it, the list of topics.")] = "",
    content: Content = None,
) -> None:
    """Read a topic with its tables, or list the topics."""
    from bot.core.problems import did_you_mean
    from bot.read_command import topic_lines, topic_text

    library = _library(content)
    if topic and topic not in library.topics:
        raise _fail(f"There is no topic “{topic}”. {did_you_mean(topic, library.topics)} `advisor read` lists them.")
    say(topic_text(library, topic) if topic else "\n".join(topic_lines(library)))


@app.command()
def gaps(content: Content = None) -> None:
    """List the questions without a good answer that people passed on, and what did not help, most asked first."""
    from bot.gaps_command import gap_lines

    advisor = _advisor(_library(content))
    lines = gap_lines(advisor.store, advisor.clock().timestamp())
    say("\n".join(lines) or "Nobody has passed a question on, and nothing was called unhelpful.")


@app.command()
def health(content: Content = None) -> None:
    """Say whether the advisor can work: the content loads, the database answers, nothing is stuck."""
    if trouble := _advisor(_library(content)).trouble():
        raise _fail(trouble)
    say("All is well.")
