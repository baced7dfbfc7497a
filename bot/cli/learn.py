"""`advisor learn`: the course in this terminal."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import Content, fail, library_from, open_advisor

if TYPE_CHECKING:
    from bot.services.course import CourseService

Words = Annotated[list[str] | None, typer.Argument(help="Say only this: status, pause, resume, pace, brief, summary …")]
AsOf = Annotated[datetime | None, typer.Option(help="As if it were then, where the course is.", formats=["%Y-%m-%dT%H:%M"])]
SaveAs = Annotated[
    Path | None, typer.Option("--save-as", help="With brief or summary: keep it in this file, as Markdown.", dir_okay=False)
]
NO_COURSE = "There is no course here. Write knowledge/course.yaml; knowledge/README.md says how."


def learn(words: Words = None, as_of: AsOf = None, save_as: SaveAs = None, content: Content = None) -> None:
    """Take the course in this terminal; it resumes where you stopped."""
    from rich.console import Console

    from bot.cli.quick_answers import quick_answers
    from bot.core.working_days import zone_named
    from bot.services.content import shipped_content
    from bot.services.course import CourseService
    from bot.terminal.course import learn as learn_in_terminal

    library, said = library_from(content), " ".join(words or [])
    advisor = open_advisor(library)
    if library.course is None:
        raise fail(NO_COURSE)
    if as_of:
        moment = as_of.replace(tzinfo=zone_named(library.course.time_zone))
        advisor.clock = lambda: moment
    course_service, console = CourseService(advisor, library.course), Console(highlight=False)
    if save_as:
        typer.echo(_saved(course_service, said, save_as))
    else:
        learn_in_terminal(course_service, console, input, said, quick_answers(library, content or shipped_content()))


def _saved(course_service: "CourseService", said: str, file: Path) -> str:
    """Keep the document that these words ask for; what is said of it."""
    from bot.core.course.intent_parser import course_command
    from bot.terminal.course import document_meant, learner_here

    which = document_meant(course_command(said))
    if which is None:
        raise fail("Say which: advisor learn brief --save-as FILE, or advisor learn summary --save-as FILE.")
    text = course_service.document(learner_here(course_service), which)
    if not text:
        raise fail(course_service.library.phrases.say("course_no_brief"))
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise fail(f"{file} cannot be written: {error.strerror}") from None
    return course_service.library.phrases.say("course_saved", file=file)
