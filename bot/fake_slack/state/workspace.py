"""The workspace: people, channels and messages, as Slack would have them. Nothing but state, safe for many threads."""

import itertools
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from bot.fake_slack import Json
from bot.fake_slack.state.changes import Changes
from bot.fake_slack.state.files import Files
from bot.fake_slack.validation.messages import Refused

TEAM, APP, BOT, BOT_USER = "T0TEAM", "A0ADVISOR", "B0ADVISOR", "U0ADVISOR"
ORGANISATION = "E0ORG"  # that the workspace belongs to, where an organisation installs the app for all of its own


@dataclass(frozen=True)
class User:
    """Somebody in the workspace."""

    id: str
    name: str
    bot: bool = False
    admin: bool = False
    zone: str = "Europe/London"

    def as_slack(self) -> Json:
        """As users.info tells of them."""
        return {
            "id": self.id,
            "team_id": TEAM,
            "name": self.name.lower(),
            "real_name": self.name,
            "is_bot": self.bot,
            "is_admin": self.admin,
            "deleted": False,
            "tz": self.zone,
        }


@dataclass(frozen=True)
class Channel:
    """A channel, or a direct message (`kind` is channel, private or im)."""

    id: str
    name: str
    kind: str
    members: frozenset[str]
    archived: bool = False

    def as_slack(self) -> Json:
        """As conversations.info tells of it."""
        im = {"is_im": True, "user": next((one for one in self.members if one != BOT_USER), BOT_USER)}
        own = im if self.kind == "im" else {"is_im": False, "name": self.name, "is_private": self.kind == "private"}
        return {"id": self.id, "is_archived": self.archived, "is_channel": self.kind == "channel", **own}


@dataclass(frozen=True)
class Message:
    """A message as it stands; an edit makes another one with the same ts."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: tuple[Json, ...] = ()
    thread: str = ""  # the ts of the message that it answers
    metadata: Json | None = field(default=None, repr=False)
    only_for: str = ""  # the one person who sees it
    edits: int = 0
    files: tuple[str, ...] = ()  # their ids

    @property
    def ours(self) -> bool:
        """Whether the app said it."""
        return self.user == BOT_USER

    def as_slack(self, root: bool = False, with_metadata: bool = False) -> Json:
        """As the Web API and payloads show it; `root`: others have answered it."""
        shown: Json = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text, "team": TEAM}
        shown |= {"bot_id": BOT, "app_id": APP} if self.ours else {}
        shown |= {"blocks": list(self.blocks)} if self.blocks else {}
        shown |= {"thread_ts": self.thread or self.ts} if self.thread or root else {}
        shown |= {"edited": {"user": self.user, "ts": self.ts}} if self.edits else {}
        return shown | ({"metadata": self.metadata} if with_metadata and self.metadata else {})


class Workspace:
    """Everything that a workspace holds. `changed` is told of every change."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock, self.changed = clock, Changes()
        self.users = {BOT_USER: User(BOT_USER, "advisor", bot=True)}
        self.channels: dict[str, Channel] = {}
        self.messages: list[Message] = []  # all of them, in the order they came
        self.deleted: set[tuple[str, str]] = set()  # by channel and ts
        self.scheduled: dict[str, Json] = {}
        self.files = Files()
        self._numbers = itertools.count(1)
        self._latest = 0

    def wait_until(self, holds: Callable[[], Any], seconds: float = 20.0) -> Any:
        """Wait for what is to become true of the workspace; what it gave. Raises TimeoutError."""
        until = time.monotonic() + seconds
        with self.changed:
            while not (found := holds()):
                if time.monotonic() > until:
                    raise TimeoutError(f"after {seconds} s it still does not hold")
                self.changed.wait(0.005)  # what is waited for may also depend on the app's own store
        return found

    def notify(self) -> None:
        """Let everybody look again."""
        with self.changed:
            self.changed.notify_all()

    def new_id(self, letter: str) -> str:
        """An id like Slack's."""
        return f"{letter}0{next(self._numbers):08X}"

    def count_from(self, number: int) -> None:
        """Begin at this number with new ids, as what an id of earlier days stands for is still known to the app."""
        self._numbers = itertools.count(number)

    def new_ts(self) -> str:
        """A time stamp later than all before it."""
        with self.changed:
            self._latest = max(int(self.clock() * 1_000_000), self._latest + 1)
            return f"{self._latest // 1_000_000}.{self._latest % 1_000_000:06}"

    # People and channels

    def add_user(self, name: str, admin: bool = False, zone: str = "Europe/London") -> User:
        """Somebody new."""
        with self.changed:
            user = User(self.new_id("U"), name, admin=admin, zone=zone)
            self.users[user.id] = user
            return user

    def add_channel(self, name: str, members: Iterable[str], kind: str = "channel") -> Channel:
        """A channel with these members."""
        with self.changed:
            channel = Channel(self.new_id("D" if kind == "im" else "C"), name, kind, frozenset(members))
            self.channels[channel.id] = channel
            return channel

    def change_channel(self, id_: str, **facts: Any) -> None:
        """Archive a channel, or change its members."""
        with self.changed:
            self.channels[id_] = replace(self.channels[id_], **facts)
            self.changed.notify_all()

    def direct_message(self, user: str) -> Channel:
        """The direct message between a person and the app."""
        if user not in self.users:
            raise Refused("user_not_found")
        with self.changed:
            members = frozenset({user, BOT_USER})
            known = next((one for one in self.channels.values() if one.kind == "im" and one.members == members), None)
            return known or self.add_channel("", members, "im")

    def channel(self, id_: Any) -> Channel:
        """The channel with this id or name, or the direct message with this person. Raises Refused."""
        if id_ in self.users:
            return self.direct_message(id_)
        found = self.channels.get(id_) or next(
            (one for one in self.channels.values() if one.name and f"#{one.name}" == id_), None
        )
        if found is None or (found.kind != "channel" and BOT_USER not in found.members):
            raise Refused("channel_not_found")
        return found

    # Messages

    def post(self, channel: str, user: str, text: str, **more: Any) -> Message:
        """Put a message into a channel, or before one person's eyes."""
        with self.changed:
            more["blocks"] = self.with_ids(more.get("blocks") or ())
            if thread := more.get("thread"):
                more["thread"] = self._thread_of(channel, thread)
            said = Message(channel, self.new_ts(), user, text, **more)
            self.messages.append(said)
            self.changed.notify_all()
            return said

    def _thread_of(self, channel: str, ts: str) -> str:
        """The thread that an answer to this message stands in; none where it was deleted before anybody answered."""
        if (channel, ts) in self.deleted:
            return ts if any((one.channel, one.thread) == (channel, ts) for one in self.messages) else ""
        return self.find(channel, ts).thread or ts

    def edit(self, message: Message, **changes: Any) -> Message:
        """Let a message read otherwise."""
        with self.changed:
            if "blocks" in changes:
                changes["blocks"] = self.with_ids(changes["blocks"])
            edited = replace(message, edits=message.edits + 1, **changes)
            self.messages[self.messages.index(message)] = edited
            self.changed.notify_all()
            return edited

    def delete(self, message: Message) -> None:
        """Take a message away."""
        with self.changed:
            self.messages.remove(message)
            self.deleted.add((message.channel, message.ts))
            self.changed.notify_all()

    def find(self, channel: str, ts: str, error: str = "thread_not_found") -> Message:
        """The message of this channel with this ts, as it stands now. Raises Refused."""
        with self.changed:
            found = next((one for one in self.messages if (one.channel, one.ts) == (channel, ts) and not one.only_for), None)
        if found is None:
            raise Refused(error)
        return found

    def thread(self, channel: str, ts: str) -> list[Message]:
        """A message and its answers, oldest first."""
        with self.changed:
            return [one for one in self.messages if one.channel == channel and ts in (one.ts, one.thread) and not one.only_for]

    def top(self, channel: str) -> list[Message]:
        """The messages of a channel outside its threads, oldest first."""
        with self.changed:
            return [one for one in self.messages if one.channel == channel and not one.thread and not one.only_for]

    def seen_by(self, user: str, channel: str) -> list[Message]:
        """What somebody sees in a channel and its threads, oldest first."""
        with self.changed:
            return [one for one in self.messages if one.channel == channel and one.only_for in ("", user)]

    def is_root(self, message: Message) -> bool:
        """Whether a message has answers."""
        return any(one.thread == message.ts for one in self.messages if one.channel == message.channel)

    def with_ids(self, blocks: Iterable[Json]) -> tuple[Json, ...]:
        """Blocks with the ids that Slack gives where an app gave none."""
        return tuple({**block, "block_id": block.get("block_id") or self.new_id("b")} for block in blocks)
