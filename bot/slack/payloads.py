"""What Slack sends, read into what we need of it."""

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from slack_bolt.request.internals import extract_enterprise_id, extract_is_enterprise_install, extract_team_id

from bot.storage.deliveries import Act, Delivery

Payload = Mapping[str, Any]

ME, PRIVATE, THREAD = "me", "private", "thread"  # who may answer (or ANYONE), and where
PEOPLE = ("U", "W")  # with which the ids of people begin

SLACKBOT = "USLACKBOT"  # who says the reminders that people set for themselves

# Somebody, a user group, or everybody in a channel.
_CALLED = re.compile(r"<(?:@[UW][A-Z0-9]+|!subteam\^[A-Z0-9]+|!here|!channel|!everyone)(?:\|[^>]*)?>")
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_LINK = re.compile(r"<(?:mailto:)?([^|>]+)(?:\|([^>]*))?>")
_QUOTED = re.compile(r"```.*?```|`[^`\n]*`|^(?:&gt;){3}.*|^&gt;[^\n]*", re.S | re.M)  # code and quotations
_EMOJI = re.compile(r":[a-z0-9_+'-]+:")
_OPENING, _CLOSING = "“„\"'‘«`", "”“\"'’»`"
_DOUBLE_CLICK = 1.0  # seconds within which a second click is the same one


@dataclass(frozen=True)
class Spot:
    """Where something happens in Slack: a workspace, a channel, and a thread in it (empty: none).

    A person's id for a channel is the direct message with them, which whoever speaks there opens first.
    """

    team: str
    channel: str
    thread: str = ""
    enterprise: str = ""  # of an organisation-wide installation

    @property
    def place(self) -> str:
        """The spot as conversations are kept by it."""
        return f"slack:{self.team}:{self.channel}:{self.thread}"

    @property
    def private(self) -> bool:
        """Whether it is a direct message."""
        return self.channel.startswith(("D", *PEOPLE))

    @property
    def at(self) -> dict[str, str]:
        """The spot as payloads for the outbox name it."""
        return asdict(self)


def person(team: str, user: str) -> str:
    """A person as conversations are kept by them."""
    return f"{team}/{user}"


@dataclass(frozen=True)
class Spoken:
    """A message somebody typed."""

    spot: Spot
    user: str
    text: str
    ts: str
    mentioned: bool
    for_colleagues: bool = False  # it calls others (or us, in which case the same arrives as a mention), or is a mere emoji

    @property
    def event(self) -> str:
        """Its name as a delivery; one mention arrives as two events with different ids, so those do not serve."""
        return f"message:{self.spot.team}:{self.spot.channel}:{self.ts}"


def typed(text: str) -> str:
    """A message's text as the person typed it: without mentions, with links and escapes undone.

    >>> typed("<@U0ADVISOR> home care &amp; <https://example.org|example.org>")
    'home care & example.org'
    """
    words = _CALLED.sub("", text)
    words = _LINK.sub(lambda match: match[2] or match[1], words)
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()


def unquoted(text: str) -> str:
    """The text without the quotation marks around it, as a command is copied from a page.

    >>> unquoted("“help”"), unquoted("what is “value”")
    ('help', 'what is “value”')
    """
    words = text.strip()
    inside = words[1:-1]
    marked = len(words) > 2 and words[0] in _OPENING and words[-1] in _CLOSING
    return inside.strip() if marked and not any(mark in inside for mark in (words[0], words[-1])) else words


def is_emoji(text: str) -> bool:
    """Whether there is nothing to read but emoji.

    >>> is_emoji(":thumbsup::skin-tone-2:"), is_emoji("👍🏽 🎉"), is_emoji("5 👍"), is_emoji("?")
    (True, True, False, False)
    """
    rest = _EMOJI.sub("", text)
    signs = "".join(rest.split())
    kinds = {unicodedata.category(sign) for sign in signs} - {"Mn", "Cf", "Me"}  # which only change the sign before them
    return bool(text.strip()) and (not signs or (bool(kinds) and kinds <= {"So", "Sk"}))


def spoken(body: Payload) -> Spoken | None:
    """The message in an event; None for what is not a person's new message to us or before us."""
    event = body.get("event") or {}
    mentioned, text = event.get("type") == "app_mention", str(event.get("text") or "")
    if not _is_persons(event) or (mentioned and _only_quoted(body, text)):
        return None
    spot = Spot(team_of(body), str(event.get("channel", "")), str(event.get("thread_ts") or ""), enterprise_of(body))
    words = typed(text)
    for_colleagues = bool(_CALLED.search(text)) or is_emoji(words)
    shown = "" if is_emoji(words) else words
    return Spoken(spot, str(event["user"]), shown, str(event.get("ts", "")), mentioned, for_colleagues)


def _is_persons(event: Payload) -> bool:
    """Whether a person typed it, and neither an app nor Slack itself."""
    apps = event.get("bot_id") or event.get("bot_profile") or event.get("app_id") or event.get("user") in (None, "", SLACKBOT)
    return not apps and event.get("subtype") in (None, "file_share", "thread_broadcast")


def _only_quoted(body: Payload, text: str) -> bool:
    """Whether a mention of us stands in code or in a quotation only, so that we are talked about and not to."""
    us = {one.get("user_id") for one in body.get("authorizations") or () if one.get("is_bot")} - {None}
    called = {found[1] for found in _MENTION.finditer(text)}
    left = {found[1] for found in _MENTION.finditer(_QUOTED.sub("", text))}
    return bool(called) and not (left & us if called & us else left)


def text_of(message: Payload) -> str:
    """All that is to be read in a message: its own words, and those of what it forwards or has attached."""
    attached = [part for one in message.get("attachments") or () for part in _attached(one)]
    files = [str(one.get("preview") or "") for one in message.get("files") or () if isinstance(one, Mapping)]
    return typed("\n".join(part for part in (str(message.get("text") or ""), *attached, *files) if part))


def _attached(attachment: Payload) -> list[str]:
    own = [str(attachment.get(name) or "") for name in ("pretext", "title", "text")]
    fields = [f"{one.get('title') or ''} {one.get('value') or ''}" for one in attachment.get("fields") or ()]
    return [*own, *fields] if any(own) or fields else [str(attachment.get("fallback") or "")]


def team_of(body: Payload) -> str:
    """The workspace a payload comes from, or the organisation that installed the app for all its workspaces.

    In an organisation people and channels have one id everywhere, and a click may name no workspace, or another than a message.
    """
    enterprise = enterprise_of(body)
    if enterprise and extract_is_enterprise_install(dict(body)):
        return enterprise
    return str(extract_team_id(dict(body)) or body.get("team_id") or enterprise)


def enterprise_of(body: Payload) -> str:
    """The organisation a payload comes from, if it is one."""
    return str(extract_enterprise_id(dict(body)) or "")


def user_of(body: Payload) -> str:
    """Who did it."""
    user = body.get("user")
    return str(body.get("user_id") or (user.get("id") if isinstance(user, Mapping) else user) or "")


def delivery_of(body: Payload) -> str:
    """The name of a delivery that is no message: what Slack calls it, or the envelope it came in over Socket Mode."""
    return str(body.get("trigger_id") or body.get("event_id") or body.get("envelope_id") or "")[:150]


@dataclass(frozen=True)
class Clicked:
    """Something clicked or chosen in a message, in a modal, or on the Home tab."""

    spot: Spot
    user: str
    ts: str  # of the message, empty for one only this person sees, and where there is none
    action: str
    value: str
    block: str
    chosen: str
    state: Payload
    trigger: str
    stamp: str
    several: tuple[str, ...] = ()  # of a select in which one may choose several
    url: str = ""  # where Slack takes an answer to this click: a secret, never to be logged
    modal: str = ""  # the modal that it was clicked in

    @property
    def event(self) -> Delivery:
        """What was clicked and when, so that a double click is one click."""
        what = json.dumps(
            [self.spot.channel, self.modal, self.ts, self.action, self.value, self.block, self.chosen, self.state], sort_keys=True
        )
        name = f"click:{self.spot.team}:{self.user}:{sha256(what.encode()).hexdigest()[:32]}"
        if self.stamp.replace(".", "", 1).isdigit():
            return Act(name, float(self.stamp), _DOUBLE_CLICK)
        return f"click:{self.spot.team}:{self.user}:{self.trigger or self.stamp}"[:180]


def clicked(body: Payload) -> Clicked:
    """The click in a payload of block actions."""
    action = body["actions"][0]
    container, message, view = body.get("container") or {}, body.get("message") or {}, body.get("view") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id") or ""
    hidden = bool(container.get("is_ephemeral"))
    ts = str(container.get("message_ts") or message.get("ts") or "")
    thread = str(message.get("thread_ts") or container.get("thread_ts") or "")
    chosen = (action.get("selected_option") or {}).get("value") or action.get("selected_conversation") or ""
    return Clicked(
        spot=Spot(team_of(body), str(channel), thread, enterprise_of(body)),
        user=user_of(body),
        ts="" if hidden else ts,
        action=str(action.get("action_id", "")),
        value=str(action.get("value", "")),
        block=str(action.get("block_id", "")),
        chosen=str(chosen),
        state=(body.get("state") or {}).get("values") or {},
        trigger=str(body.get("trigger_id") or ""),
        stamp=str(action.get("action_ts") or ""),
        several=tuple(map(str, action.get("selected_conversations") or ())),
        url=str(body.get("response_url") or ""),
        modal=str(view.get("id") or "") if view.get("type") == "modal" else "",
    )


def ticked(state: Payload) -> list[str]:
    """The boxes ticked in a message."""
    elements = [block["ticks"] for block in state.values() if "ticks" in block]
    return [str(option["value"]) for element in elements for option in element.get("selected_options") or ()]


def picked(state: Payload, action: str, default: str) -> str:
    """The option chosen in the element with this action id."""
    for block in state.values():
        if action in block and block[action].get("selected_option"):
            return str(block[action]["selected_option"]["value"])
    return default


def submitted(state: Payload) -> dict[str, str]:
    """What was filled in, by the id of its field."""
    values = {}
    for name, block in state.items():
        element = block.get("value") or {}
        chosen = (element.get("selected_option") or {}).get("value")
        values[name] = str(chosen or element.get("selected_date") or element.get("value") or "")
    return values
