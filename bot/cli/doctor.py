"""`advisor doctor`: everything that must be right before people meet the advisor, looked at one by one."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli.common import Content, echo, fail, library_from, number_of, settings_here

if TYPE_CHECKING:
    from bot.core.content.library import Library
    from bot.settings import Settings
    from bot.slack.doctor import Finding

MANIFEST = "manifest.yml"


def doctor(content: Content = None) -> None:
    """Look at the settings, the content, the database and, with a token, at what Slack makes of the app; say what is
    wrong."""
    library = library_from(content)
    settings, transport = settings_here()
    echo(f"well   The settings make sense; Slack is reached over {transport}.")
    counted = number_of(len(library.dialogues), "dialogue"), number_of(len(library.topics), "topic")
    echo(f"well   The content loads: {' and '.join(counted)}.")
    wrong = 0
    for finding in _findings(library, settings):
        echo(f"{'well ' if finding.well else 'WRONG'}  {finding.words}")
        wrong += not finding.well
    if wrong:
        raise fail(f"{number_of(wrong, 'thing')} to mend.")


def _findings(library: "Library", settings: "Settings") -> Iterator["Finding"]:
    from bot.core.loading.yaml_reader import read_yaml
    from bot.services.content import shipped_content
    from bot.slack.doctor import Finding, slack_findings
    from bot.slack.installations import client_with

    yield from _database(library, settings)
    if not settings.slack_bot_token:
        yield Finding(True, "There is no SLACK_BOT_TOKEN, so Slack was not asked.")
        return
    client = client_with(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    manifest: Path = shipped_content() / MANIFEST
    config = settings.slack_config_token.get_secret_value() if settings.slack_config_token else ""
    yield from slack_findings(library, client, read_yaml(manifest.read_text(encoding="utf-8"), MANIFEST).value, config)


def _database(library: "Library", settings: "Settings") -> Iterator["Finding"]:
    from bot.services.conversations import Advisor
    from bot.slack.doctor import Finding
    from bot.storage.database import open_database
    from bot.storage.errors import StoreError
    from bot.storage.store import Store
    from bot.storage.tables import SCHEMA

    try:
        store = Store(open_database(settings.advisor_database_url))
    except StoreError as error:
        yield Finding(False, str(error))
        return
    advisor = Advisor(library, store)
    trouble, now = advisor.trouble(), advisor.clock().timestamp()
    with store.reading(now) as reading:
        kept, since, unsaid = sum(reading.statuses().values()), reading.waiting_since(), reading.unsaid()
    oldest = f", the oldest due for {max(0, int(now - since))} seconds" if since is not None else ""
    told = f"{store.engine.dialect.name}, version {SCHEMA} of the tables, {store.bytes():,} bytes, {kept} conversations"
    yield Finding(not trouble, trouble or f"The database answers: {told}; {unsaid} messages wait{oldest}.")
    store.close()
