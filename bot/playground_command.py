"""`advisor playground`: the whole Slack app in the browser, with a stand-in for Slack on this machine."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.core.library import Library
    from bot.surfaces.slack.asking import Search

Content = Annotated[
    Path | None, typer.Option("--content", envvar="ADVISOR_CONTENT", help="A folder with dialogues/ and knowledge/ of your own.")
]
Browser = Annotated[bool, typer.Option("--browser/--no-browser", help="Whether to open it in your browser.")]
BAD_INPUT = 2


def playground(content: Content = None, browser: Browser = True) -> None:
    """Try the Slack app in your browser, without Slack. Authors see what they save at once."""
    from bot.content_files import library_at, shipped_content
    from bot.core.problems import LibraryError
    from bot.service import Advisor
    from bot.settings import SettingsError, read_settings
    from bot.stores.database import StoreError, open_database
    from bot.stores.store import Store
    from bot.surfaces.playground.start import CannotListen, playground_at, serve_playground

    folder = content or shipped_content()
    try:
        settings = read_settings()
        advisor = Advisor(library_at(folder), Store(open_database(settings.advisor_database_url)))
        made = playground_at(
            settings.advisor_host, settings.advisor_port, advisor, folder, lambda library: _search(library, folder)
        )
    except (LibraryError, SettingsError, StoreError, CannotListen) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from None
    serve_playground(made, typer.echo, browser)


def _search(library: "Library", folder: Path) -> "Search":
    from bot.core.search.search import search
    from bot.searching import index_of

    index = index_of(library, folder)
    return lambda question: search(index, question)
