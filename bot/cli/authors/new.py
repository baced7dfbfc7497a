"""`advisor new`: skeletons to begin from, with comments that say what each line is for."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.common import Content, echo, fail, library_from

new = typer.Typer(help="Begin a dialogue, a topic, or the folder of a whole organisation.", no_args_is_help=True)
_TOPIC = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@new.command()
def dialogue(
    name: Annotated[str, typer.Argument(help="Its id, in snake_case: which_room.")],
    content: Content = None,
) -> None:
    """Begin a dialogue, with a conversation that tests it."""
    from bot.authoring.skeleton import new_dialogue
    from bot.core.content.base import is_id
    from bot.services.content import shipped_content

    if not is_id(name):
        raise fail(f"“{name}” cannot be a dialogue's id. Use small letters, digits and “_”, and begin with a letter: which_room.")
    folder = content or shipped_content()
    _write(folder, new_dialogue(name, _first_source(content)))
    echo(f"Change its words, then: advisor check, advisor chat {name}, advisor test {name}.")


@new.command()
def topic(
    name: Annotated[str, typer.Argument(help="Its id, in kebab-case: room-booking.")],
    content: Content = None,
) -> None:
    """Begin a topic."""
    from bot.authoring.skeleton import new_topic
    from bot.services.content import shipped_content

    if not _TOPIC.fullmatch(name):
        raise fail(f"“{name}” cannot be a topic's id. Use small letters, digits and “-”: room-booking.")
    _write(content or shipped_content(), new_topic(name, _first_source(content), _today()))
    echo("Change its words, then: advisor check, advisor ask, with a question as people would ask it.")


@new.command(name="content")
def content_(folder: Annotated[Path, typer.Argument(help="A folder that is new or empty.")]) -> None:
    """Begin the folder of an organisation: a dialogue, three topics, sources, phrases and a test."""
    from bot.authoring.skeleton import new_content

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise fail(f"“{folder}” is there already, and not empty. Name a new folder.")
    _write(folder, new_content(_today()))
    echo(f"{folder / 'README.md'} says what to do with it. Begin with: advisor chat --content {folder}")


def _first_source(content: Path | None) -> str:
    sources = library_from(content).sources
    if not sources:
        raise fail("There is no source to cite yet. Write one into knowledge/sources.yaml first.")
    return next(iter(sources))


def _today() -> str:
    from bot.services.conversations import now_in_utc

    return now_in_utc().date().isoformat()


def _write(folder: Path, texts: Mapping[str, str]) -> None:
    """Write new files; one that is there already is not touched."""
    there = [path for path in texts if (folder / path).exists()]
    if there:
        raise fail(f"{', '.join(there)}: there already. Choose another name.")
    try:
        for path, text in texts.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
            echo(f"Written: {folder / path}")
    except OSError as error:
        raise fail(f"Nothing can be written to “{folder}”: {error.strerror}.") from None


def schema(folder: Annotated[Path, typer.Argument(help="Where to write them.")]) -> None:
    """Write the JSON Schema of every kind of YAML file, for editors that complete and check while you type."""
    from bot.authoring.schema import schemas

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in schemas().items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise fail(f"Nothing can be written to “{folder}”: {error.strerror}.") from None
    echo(f"Written to {folder}. The first line of a dialogue then is: # yaml-language-server: $schema=../{folder}/dialogue.json")
