"""Everything behind the page: the workspace, the app at work in it, the people, and the content as it is saved."""

import secrets
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from bot.core.content.library import Library
from bot.core.dialogue.conversation import Conversation
from bot.core.dialogue.intents import Show
from bot.fake_slack.server import StandIn
from bot.fake_slack.state.workspace import BOT_USER, TEAM, Channel, User
from bot.playground.app_runner import AppRunner
from bot.playground.background_jobs import BackgroundJobs, post_scheduled
from bot.playground.browser_user import SLACKBOT, BrowserUser
from bot.playground.clock import Clock
from bot.playground.content_watcher import ContentWatcher
from bot.playground.persistence import Persistence
from bot.services.access import Caller, Permitted
from bot.services.conversations import Advisor
from bot.slack.outbox.turn_payloads import Told
from bot.slack.payloads import person
from bot.storage.conversations import StoredConversation

PEOPLE, ADMINISTRATOR = ("Amina", "Ben", "Carys"), "Amina"
TEAM_CHANNELS, WITHOUT_US, NEWCOMERS = ("team", "market-shaping"), "lunch", "new-starters"
PATIENCE = 5.0  # seconds that the app has to finish before time is moved


class Playground:
    """A workspace with the advisor in it."""

    def __init__(self, slack: StandIn, advisor: Advisor, content: ContentWatcher, time: Clock) -> None:
        self.slack, self.content, self.time = slack, content, time
        slack.bot_token, slack.app_token = (f"{kind}-{secrets.token_hex(16)}" for kind in ("xoxb", "xapp"))
        self.app = AppRunner(slack, advisor, content)
        self.persistence = Persistence(slack.workspace, advisor.store.engine, time)
        self.jobs = BackgroundJobs([content.look, lambda: post_scheduled(slack), self._clear_faults, self.persistence.keep])
        self.token = secrets.token_urlsafe(16)
        self.twice = False  # whether every button is clicked twice
        self.refusing_until: datetime | None = None
        self._browser_users: dict[str, BrowserUser] = {}
        self._read: dict[tuple[str, str], str] = {}

    def start(self) -> None:
        """Bring back what was, and let the app begin to work."""
        if not self.persistence.recall():
            self._furnish()
        self._opened = f"{self.time.seconds():.6f}"
        self.content.changed, self.content.looked = self._renewed, self.slack.workspace.notify
        self.slack.start()
        self.app.start()
        self.jobs.start()

    def stop(self) -> None:
        """Keep what is, and end."""
        self.jobs.stop()
        self.app.stop()
        self.slack.stop()

    def _furnish(self) -> None:
        workspace = self.slack.workspace
        workspace.users[SLACKBOT.id] = SLACKBOT
        people = [workspace.add_user(name, admin=name == ADMINISTRATOR).id for name in PEOPLE]
        for name in TEAM_CHANNELS:
            workspace.add_channel(name, [*people, BOT_USER])
        workspace.add_channel(WITHOUT_US, people)
        workspace.add_channel(NEWCOMERS, [people[0], BOT_USER])

    # People and places

    @property
    def people(self) -> list[User]:
        """Those whom one can be."""
        return [user for user in self.slack.workspace.users.values() if not user.bot]

    def client(self, id_: str) -> BrowserUser:
        """Somebody at the page; the first of all for nobody known."""
        user = next((one for one in self.people if one.id == id_), self.people[0])
        with self.slack.workspace.changed:
            return self._browser_users.setdefault(user.id, BrowserUser(self.slack, user))

    def channels(self, user: str) -> list[Channel]:
        """The channels that somebody is in, without direct messages."""
        return [one for one in self.slack.workspace.channels.values() if one.kind != "im" and user in one.members]

    def unread(self, user: str, channel: Channel) -> int:
        """How many messages of others came since somebody looked."""
        since = self._read.get((user, channel.id), self._opened)
        seen = self.slack.workspace.seen_by(user, channel.id)
        return sum(one.ts > since and one.user != user for one in seen)

    def looked_at(self, user: str, channel: Channel) -> None:
        """Somebody has this channel before them."""
        seen = self.slack.workspace.seen_by(user, channel.id)
        if seen:
            self._read[user, channel.id] = seen[-1].ts

    # Trouble

    def clear_faults_after(self, seconds: float) -> datetime:
        """Let the trouble that was ordered last for so long; until when that is."""
        self.refusing_until = self.app.advisor.clock().astimezone() + timedelta(seconds=seconds)
        return self.refusing_until

    def _clear_faults(self) -> None:
        if self.refusing_until and self.app.advisor.clock() >= self.refusing_until:
            self.refusing_until = None
            self.slack.faults.clear()
            self.slack.workspace.notify()

    # Time

    def move_to(self, moment: datetime) -> int:
        """Let it become later; what was scheduled is said on the way, each message in its time. How many those were."""
        with suppress(TimeoutError):  # in a trouble that lasts, what is still to be said comes later
            self.slack.wait_until(lambda: not self.unsaid(), PATIENCE)
        due = [one for one in self.scheduled() if one <= moment]
        for one in [*due, moment]:
            self.time.move_to(one)
            post_scheduled(self.slack)
        self.slack.workspace.notify()
        return len(due)

    def scheduled(self) -> list[datetime]:
        """When scheduled messages are to be said, the first one first."""
        with self.slack.workspace.changed:
            times = [float(one["post_at"]) for one in self.slack.workspace.scheduled.values()]
        return [datetime.fromtimestamp(one, UTC) for one in sorted(times)]

    # Conversations

    def conversation_at(self, channel: str, thread: str) -> StoredConversation | None:
        """The conversation that was used last in a thread, a direct message, or a channel as a whole."""
        advisor = self.app.advisor
        with advisor.store.reading(advisor.clock().timestamp()) as transaction:
            return next(iter(transaction.held_at(f"slack:{TEAM}:{channel}:{thread}", most=1)), None)

    def unsaid(self) -> int:
        """How much the app has still to say."""
        advisor = self.app.advisor
        with advisor.store.reading(advisor.clock().timestamp()) as transaction:
            return transaction.unsaid()

    def _renewed(self, library: Library) -> None:
        """The content was saved: conversations that are open, and each person's last one, are walked again at once."""
        advisor = self.app.advisor
        advisor.library = library
        for user in self.people:
            who = person(TEAM, user.id)
            with advisor.store.reading(advisor.clock().timestamp()) as transaction:
                held = transaction.held_by(who)
            for stored in [*held[:1], *(one for one in held[1:] if one.status == "open")]:
                if _is_edited(library, stored.conversation):
                    found = advisor.access.to(stored, Caller(who))
                    if isinstance(found, Permitted):
                        advisor.respond(found, Show(), user.id, payloads_for=Told(library.phrases, user.id))

    def empty(self) -> None:
        """Begin again, today: no messages, and nothing that anybody said."""
        advisor, workspace = self.app.advisor, self.slack.workspace
        with advisor.store.transaction(advisor.clock().timestamp()) as transaction:
            transaction.forget_workspace(TEAM)
        with workspace.changed:
            workspace.messages.clear()
            workspace.scheduled.clear()
            workspace.files.clear()
            self.time.ahead = timedelta()
            workspace.notify()


def _is_edited(library: Library, conversation: Conversation) -> bool:
    dialogue = conversation.dialogue
    return dialogue in library.dialogues and library.editions[dialogue] != conversation.edition
