"""What the verbs share: the content, the advisor, and how mistakes are told."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from bot.core.content.library import Library
    from bot.core.loading.loader import Check
    from bot.services.conversations import Advisor
    from bot.settings import Settings

Content = Annotated[
    Path | None, typer.Option("--content", envvar="ADVISOR_CONTENT", help="A folder with dialogues/ and knowledge/ of your own.")
]
BAD_INPUT = 2


def echo(text: str = "") -> None:
    """Print for the person at the terminal."""
    typer.echo(text)


def fail(text: str) -> typer.Exit:
    """Say what is wrong; raise what this returns."""
    typer.echo(text, err=True)
    return typer.Exit(BAD_INPUT)


def settings_here() -> "tuple[Settings, Literal['socket', 'http', 'none']]":
    """The settings, and how Slack is reached with them."""
    from bot.settings import SettingsError, read_settings

    try:
        settings = read_settings()
        return settings, settings.transport
    except SettingsError as error:
        raise fail(str(error)) from None


def library_from(content: Path | None, *further: "Check") -> "Library":
    """The library of a content folder, or of the content that comes with the advisor."""
    from bot.core.problems import LibraryError
    from bot.services import content as files

    try:
        return files.library_at(content or files.shipped_content(), *further)
    except LibraryError as error:
        count = sum(problem.severity == "error" for problem in error.problems)
        raise fail(f"{error}\n{number_of(count, 'problem')}; mend {'it' if count == 1 else 'them'} and try again.") from None


def number_of(number: int, what: str) -> str:
    """A number of things."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def dialogue_named(library: "Library", name: str) -> str:
    """The name, if there is such a dialogue."""
    from bot.core.problems import did_you_mean

    if name not in library.dialogues:
        known = ", ".join(sorted(library.dialogues))
        raise fail(f"There is no dialogue “{name}”. {did_you_mean(name, library.dialogues)} There are: {known}.")
    return name


def open_advisor(library: "Library", kept: bool = True) -> "Advisor":
    """The advisor over the database of the settings; one that is not `kept` forgets everything at its end."""
    from bot.services.conversations import Advisor
    from bot.settings import SettingsError, read_settings
    from bot.storage.database import open_database
    from bot.storage.errors import StoreError
    from bot.storage.store import Store

    try:
        return Advisor(library, Store(open_database(read_settings().advisor_database_url if kept else "sqlite://")))
    except (SettingsError, StoreError) as error:
        raise fail(str(error)) from None


def text_of(path: Path) -> str:
    """The text of an answer file, or of standard input."""
    try:
        return sys.stdin.read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise fail(f"The answer file “{path}” cannot be read. Name a text file, or - for standard input.") from None
