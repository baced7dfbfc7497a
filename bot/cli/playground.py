"""`advisor playground`: the whole Slack app in the browser, with a stand-in for Slack on this machine."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import Content, echo, fail, library_from, open_advisor

if TYPE_CHECKING:
    from bot.core.content.library import Library
    from bot.slack.features.quick_answers import Answers

Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Whether to open it in your browser.")]


def playground(
    content: Content = None,
    browser: Browser = True,
    anyone: Annotated[
        bool,
        typer.Option(
            "--anyone-on-this-network", help="Let others reach it, where ADVISOR_HOST is no address of this machine alone."
        ),
    ] = False,
) -> None:
    """Try the Slack app in your browser, without Slack. Authors see what they save at once."""
    from bot.playground.serve import CannotListen, playground_at, serve_playground
    from bot.services.content import shipped_content
    from bot.services.openings import understanding
    from bot.settings import read_settings

    advisor, folder = open_advisor(library_from(content)), content or shipped_content()
    advisor.understand = understanding(advisor.library, folder)
    settings = read_settings()
    try:
        made = playground_at(
            settings.advisor_host, settings.advisor_port, advisor, folder, lambda library: _answers(library, folder), anyone
        )
    except CannotListen as error:
        raise fail(str(error)) from None
    serve_playground(made, echo, browser)


def _answers(library: "Library", folder: Path) -> "Answers":
    from bot.services.search import index_of, thread_of

    return thread_of(library, index_of(library, folder), library.sources, library.phrases)
