"""`advisor learn`: the course in this terminal."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

Words = Annotated[list[str] | None, typer.Argument(help="Say only this: status, pause, resume, pace, brief, summary …")]
AsOf = Annotated[datetime | None, typer.Option(help="As if it were then, where the course is.", formats=["%Y-%m-%dT%H:%M"])]
Content = Annotated[
    Path | None, typer.Option("--content", envvar="ADVISOR_CONTENT", help="A folder with dialogues/ and knowledge/ of your own.")
]
BAD_INPUT = 2
NO_COURSE = "There is no course here. Write knowledge/course.yaml; knowledge/README.md says how."


def learn(words: Words = None, as_of: AsOf = None, content: Content = None) -> None:
    """Take the course in this terminal; it resumes where you stopped."""
    from rich.console import Console

    from bot.content_files import library_at, shipped_content
    from bot.core.problems import LibraryError
    from bot.core.working_time import zone_named
    from bot.service import Advisor
    from bot.settings import Settings
    from bot.stores.database import StoreError, open_database
    from bot.stores.store import Store
    from bot.surfaces.terminal.learn import learn as learn_in_terminal
    from bot.tutor import Tutor

    try:
        library = library_at(content or shipped_content())
        advisor = Advisor(library, Store(open_database(Settings().advisor_database_url)))
    except (LibraryError, StoreError) as error:
        raise _fail(str(error)) from None
    if library.course is None:
        raise _fail(NO_COURSE)
    if as_of:
        moment = as_of.replace(tzinfo=zone_named(library.course.time_zone))
        advisor.clock = lambda: moment
    learn_in_terminal(Tutor(advisor, library.course), Console(highlight=False), input, " ".join(words or []))


def _fail(text: str) -> typer.Exit:
    typer.echo(text, err=True)
    return typer.Exit(BAD_INPUT)
