"""What an administrator wants to know before anybody sees the bot: settings, database, Slack's view of it, and every payload."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.core.content.library import Library
from bot.slack.errors import reason_of
from bot.slack.every_payload import Shown, every_payload
from bot.slack.installations import SCOPES

MOST_TOLD, MOST_WAITS = 10, 5
REFUSED = frozenset({"invalid_blocks", "invalid_message", "invalid_view", "invalid_arguments"})


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    well: bool
    words: str


def slack_findings(library: Library, client: WebClient, manifest: Mapping[str, Any], config_token: str = "") -> Iterator[Finding]:
    """What Slack says of the token, the scopes, the manifest and of everything the app can send."""
    try:
        told = client.auth_test()
    except SlackApiError as error:
        yield Finding(False, f"Slack does not take the token: {reason_of(error)}.")
        return
    except (SlackClientError, OSError) as error:
        yield Finding(False, f"Slack cannot be reached at {client.base_url}: {type(error).__name__}.")
        return
    yield Finding(True, f"Slack knows the token: {told['user']} in {told['team']}.")
    yield _scopes(str(told.headers.get("x-oauth-scopes", "")))
    yield _manifest(client, manifest, config_token, str(told["bot_id"]))
    yield from _payloads(library, client)


def _scopes(held: str) -> Finding:
    missing = sorted({*SCOPES} - {scope.strip() for scope in held.split(",")})
    if missing:
        return Finding(
            False, f"The token lacks {', '.join(missing)}. Add them under OAuth & Permissions, and install the app again."
        )
    return Finding(True, f"The token has all {len(SCOPES)} scopes.")


def _manifest(client: WebClient, ours: Mapping[str, Any], config_token: str, bot: str) -> Finding:
    if not config_token:
        how = "Set SLACK_CONFIG_TOKEN, an app configuration token, to have it compared."
        return Finding(True, f"The app's manifest was not looked at: only its owner may read it. {how}")
    try:
        app = client.bots_info(bot=bot)["bot"]["app_id"]
        theirs = client.api_call(
            "apps.manifest.export", json={"app_id": app}, headers={"Authorization": f"Bearer {config_token}"}
        )
    except SlackApiError as error:
        return Finding(False, f"The app's manifest cannot be read: {reason_of(error)}.")
    told = list(differences(ours, theirs["manifest"]))
    if told:
        return Finding(False, "The app's manifest differs from manifest.yml: " + "; ".join(told[:MOST_TOLD]) + ".")
    return Finding(True, "The app's manifest asks for all that manifest.yml does.")


def differences(ours: Any, theirs: Any, place: str = "") -> Iterator[str]:
    """What of our manifest the app's does not have; what Slack adds of its own is no difference."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        for name, value in ours.items():
            if name != "_metadata":
                yield from differences(value, theirs.get(name), f"{place}.{name}".strip("."))
    elif isinstance(ours, list) and isinstance(theirs, list):
        missing = [one for one in ours if one not in theirs]
        if missing:
            yield f"{place} lacks {json.dumps(missing)}"
    elif ours != theirs:
        yield f"{place} is {json.dumps(theirs)}, not {json.dumps(ours)}"


def _payloads(library: Library, client: WebClient) -> Iterator[Finding]:
    """One finding for all that Slack would show, and one for each payload that it would not."""
    seen, wrong = set[str](), 0
    for shown in every_payload(library):
        text = json.dumps(shown.content, sort_keys=True)
        if text in seen:
            continue
        seen.add(text)
        if fault := _fault(client, shown):
            wrong += 1
            if wrong <= MOST_TOLD:
                yield Finding(False, f"Slack would not show {shown.name}: {fault}")
            if not fault.startswith("/"):
                return
    yield Finding(not wrong, f"Slack was asked about {len(seen)} messages and views: it would show {len(seen) - wrong}.")


def _fault(client: WebClient, shown: Shown) -> str:
    """What Slack says against a payload, with where; empty when it would show it."""
    held = {"view" if shown.is_view else "message": json.dumps(shown.content)}
    try:
        _patiently(lambda: client.api_call("blocks.validate", params=held))
    except SlackApiError as error:
        if reason_of(error) not in REFUSED:
            return f"{reason_of(error)}, so the rest was not asked."
        return "; ".join(f"{one.get('pointer')}: {one.get('message')}" for one in error.response.get("errors") or ())[:500] or "/"
    return ""


def _patiently(ask: Callable[[], object]) -> None:
    """Ask, and again when Slack says that it was too much at once."""
    for attempt in range(MOST_WAITS + 1):
        try:
            ask()
            return
        except SlackApiError as error:
            if error.response.status_code != 429 or attempt == MOST_WAITS:
                raise
            time.sleep(float(error.response.headers.get("Retry-After", 1)))
