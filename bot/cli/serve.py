"""`advisor serve` and `advisor health`: Slack, or what stands in for it where no tokens are set."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.author import play_file
from bot.cli.common import Content, echo, fail, library_from, open_advisor, settings_here
from bot.cli.playground import Browser, playground

if TYPE_CHECKING:
    from bot.core.content.library import Library
    from bot.settings import Settings

EXAMPLE = "tests/conversations/commission_older_people.yaml"


def serve(content: Content = None, browser: Browser = True) -> None:
    """Serve Slack when its tokens are set; otherwise the playground in your browser."""
    from bot.core.openings.opening import understand_nothing
    from bot.services.content import shipped_content

    library = library_from(content)
    settings, transport = settings_here()
    if transport != "none":
        _serve_slack(library, settings, content)
        return
    echo("SLACK_BOT_TOKEN and SLACK_APP_TOKEN are not set, so the advisor talks here instead of in Slack.")
    if sys.stdin.isatty():
        playground(content, browser)
    else:
        echo(
            "There is no terminal either, so here is an example. `advisor playground` shows you the whole app in your browser.\n"
        )
        play_file(library, (content or shipped_content()) / EXAMPLE, understand_nothing)


def _serve_slack(library: "Library", settings: "Settings", content: Path | None) -> None:
    from slack_sdk.errors import SlackApiError, SlackClientError

    from bot.services.content import shipped_content
    from bot.services.openings import understanding
    from bot.services.search import index_of, thread_of
    from bot.settings import SettingsError
    from bot.slack.errors import reason_of
    from bot.slack.serve import serve_slack

    try:
        thread = thread_of(library, index_of(library, content or shipped_content()), library.sources, library.phrases)
        advisor = open_advisor(library)
        advisor.understand = understanding(library, content or shipped_content())
        serve_slack(advisor, settings, thread, echo)
    except SettingsError as error:
        raise fail(str(error)) from None
    except (SlackClientError, OSError) as error:
        reason = reason_of(error) if isinstance(error, SlackApiError) else type(error).__name__
        raise fail(f"Slack could not be reached at {settings.slack_api_url}: {reason}") from None


def migrate() -> None:
    """Bring the tables of the database up to date. Starting does so, too; this is for doing it beforehand."""
    from bot.settings import SettingsError, read_settings
    from bot.storage.database import open_database
    from bot.storage.errors import StoreError
    from bot.storage.tables import SCHEMA

    try:
        open_database(read_settings().advisor_database_url).dispose()
    except (SettingsError, StoreError) as error:
        raise fail(str(error)) from None
    echo(f"The tables are up to date (version {SCHEMA}).")


def health(content: Content = None) -> None:
    """Say whether the advisor can work: the content loads, the database answers, nothing is stuck."""
    if trouble := open_advisor(library_from(content)).trouble():
        raise fail(trouble)
    echo("All is well.")
