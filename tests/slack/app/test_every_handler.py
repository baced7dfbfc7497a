"""Everything that can be clicked or sent, tried by people who have no part in it: the list comes from the app itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from slack_bolt.listener import CustomListener

from bot.core.content.library import Library
from bot.fake_slack.client.payloads import Payloads
from bot.fake_slack.client.user import UserClient
from bot.fake_slack.state.deliveries import EVENT, INTERACTION
from bot.fake_slack.state.views import View
from bot.fake_slack.state.workspace import TEAM, Channel, Message, User
from bot.slack.blocks.action_ids import Click, Opened
from bot.slack.payloads import Spot
from bot.storage.conversations import StoredConversation
from bot.storage.tables import WORKSPACES
from tests.support.slack.http_office import HttpOffice
from tests.support.slack.office import Office, Talk
from tests.support.slack.words import shown, shown_blocks

SECRET = "behind the old chapel"


class ForeignPayloads(Payloads):
    """What Slack would send for a person of another workspace, rightly signed."""

    def _interaction(self, type_: str, user: User, **more: Any) -> dict[str, Any]:
        body = super()._interaction(type_, user, **more)
        return {**body, "team": {"id": "T0FOREIGN", "domain": "elsewhere"}, "user": {**body["user"], "team_id": "T0FOREIGN"}}

    def event(self, event: dict[str, Any]) -> dict[str, Any]:
        theirs = {"team_id": "T0FOREIGN", "context_team_id": "T0FOREIGN", "authorizations": [{"team_id": "T0FOREIGN"}]}
        return super().event(event) | theirs

    def command(self, user: User, channel: Channel, command: str, text: str, url: str) -> dict[str, Any]:
        return super().command(user, channel, command, text, url) | {"team_id": "T0FOREIGN"}


@pytest.fixture(scope="module", params=[Office, HttpOffice], ids=["socket", "http"])
def office(request: pytest.FixtureRequest, garden: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The app, over each transport."""
    made = request.param(garden, tmp_path_factory.mktemp("office") / "advisor.db").open()
    yield made
    made.close()


def newest(office: Office, channel: str) -> str:
    """The conversation that was used last in a channel."""
    with office.store.reading(0) as reading:
        return reading.held_at(f"slack:{TEAM}:{channel}:")[0].conversation.id


def stored(office: Office, id_: str) -> StoredConversation | None:
    with office.store.reading(0) as reading:
        return reading.look_up(id_)


def settings(office: Office) -> dict[str, Any]:
    with office.store.reading(0) as reading:
        return reading.settings_of(WORKSPACES, TEAM)


def shown_to(who: UserClient, office: Office, before: int) -> str:
    """All that the app said since, to anybody, and what this person sees in a modal or on the Home tab."""
    office.settled()
    messages = [shown(message) for message in office.slack.workspace.messages[before:] if message.ours]
    views = [office.slack.views.top(who.id), office.slack.views.homes.get(who.id)]
    return "\n".join([*messages, *(shown_blocks(view.content["blocks"]) for view in views if view)])


@dataclass(frozen=True)
class Attempt:
    """What Eve knows of Ann's conversation, and where she acts."""

    office: Office
    eve: UserClient
    there: Message
    conversation: str
    version: int

    def clicks(self) -> None:
        for verb in self.office.desk.clicks:
            for value in values(self.conversation, self.version):
                click(self.office, self.eve, self.there, verb, value)

    def forms(self) -> None:
        """Modals that the app opened for somebody else, and those that it never opened."""
        given = Click(self.conversation, self.version, "garden.sun")
        memos = [Opened(given, who, channel).packed() for who in ("U0ANN", self.eve.id) for channel in (self.there.channel, "")]
        for memo in [*memos, given.packed(), "", "{}"]:
            for callback in (*self.office.desk.modals, "another"):
                self.form(callback, memo)

    def form(self, callback: str, memo: str) -> None:
        element = {"type": "plain_text_input", "action_id": "value"}
        block = {"type": "input", "block_id": "value", "label": {"type": "plain_text", "text": "?"}, "element": element}
        title = {"type": "plain_text", "text": "A form"}
        content = {"type": "modal", "callback_id": callback, "private_metadata": memo, "title": title, "blocks": [block]}
        view = View("V0EVE", self.eve.id, {**content, "submit": title}, "1.a", "V0EVE")
        state = {"value": {"value": {"type": "plain_text_input", "value": "all day"}}}
        self.office.slack.deliveries.send(INTERACTION, self.eve.payloads.submission(self.eve.user, view, state), 20)

    def words(self) -> None:
        for words in ("change 1", "back", "all day", "answers", "start again", "resume", "where am i", "record"):
            at = self.office.slack.workspace.channels[self.there.channel]
            self.eve.mention(at, words, thread=self.there.thread)
            self.eve.post(at, words, thread=self.there.thread)

    def commands(self) -> None:
        at = self.office.slack.workspace.channels[self.there.channel]
        verbs = self.office.desk.commanding.verbs(Spot("", ""), "", "")
        assert len(verbs) > 5
        for words in (*verbs, "", "record", "start garden", "onboard status"):
            self.eve.command(at, words)

    def shortcuts(self) -> None:
        for callback in ("start_a_decision", "of another manifest"):
            self.eve.shortcut(callback)

    def message_shortcuts(self) -> None:
        at = self.office.slack.workspace.channels[self.there.channel]
        self.eve.message_shortcut(self.eve.post(at, "sun", thread=self.there.thread), "ask_about_this")

    def home(self) -> None:
        for tab in ("home", "messages"):
            self.eve.open_app(tab)

    def joins(self) -> None:
        at = self.office.slack.workspace.channels[self.there.channel]
        self.office.slack.deliveries.send(EVENT, self.eve.payloads.joined(self.eve.user, at, self.eve.user), 20)

    def removals(self) -> None:
        """Those of another workspace: what it takes away is its own."""
        for event in ({"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"bot": ["U0ADVISOR"]}}):
            self.office.slack.deliveries.send(EVENT, ForeignPayloads(self.office.slack).event(event), 20)

    def others(self) -> None:
        self.office.slack.deliveries.send(EVENT, self.eve.payloads.event({"type": "reaction_added", "user": self.eve.id}), 20)


# By the name of the listener in bot/slack/app.py. Whoever adds one says here how a stranger would misuse it.
MISUSES: dict[str, Callable[[Attempt], None]] = {
    "acted": Attempt.clicks, "submitted": Attempt.forms, "heard": Attempt.words, "commanded": Attempt.commands,
    "start": Attempt.shortcuts, "ask": Attempt.message_shortcuts, "home_opened": Attempt.home, "joined": Attempt.joins,
    "uninstalled": Attempt.removals, "revoked": Attempt.removals, "passed_over": Attempt.others,
}  # fmt: skip


def test_every_listener_of_the_app_is_tried(office: Office) -> None:
    listeners = [listener for listener in office.app._listeners if isinstance(listener, CustomListener)]
    assert {listener.ack_function.__name__ for listener in listeners} | {
        function.__name__ for listener in listeners for function in listener.lazy_functions
    } == set(MISUSES)


@pytest.mark.parametrize("who", ["in the channel", "elsewhere", "of another workspace"])
def test_no_handler_hands_on_or_changes_what_is_somebody_elses(office: Office, who: str) -> None:
    ann, eve = office.person(), office.person("Eve")
    talk = Talk(office, ann, office.channel(ann, eve, kind="private"))
    talk.start("What shall we plant?")
    talk.fill(SECRET)
    there = talk.last if who != "elsewhere" else Talk(office, eve, eve.dm).start("Does it need a fence?")
    if who == "of another workspace":
        eve.payloads = ForeignPayloads(office.slack)
    mine, chosen = newest(office, talk.channel.id), settings(office)
    before_all = stored(office, mine)
    assert before_all
    before = len(office.slack.workspace.messages)
    attempt = Attempt(office, eve, there, mine, before_all.conversation.version)
    for listener, misuse in MISUSES.items():
        misuse(attempt)
        assert SECRET not in shown_to(eve, office, before), listener
        assert stored(office, mine) == before_all, listener
        assert settings(office) == chosen, listener


def values(conversation: str, version: int) -> Iterator[str]:
    """What a button of this conversation could carry."""
    for key, what in (
        ("garden.sun", "all_day"),
        ("garden.place", "change"),
        ("", "show"),
        ("", "answers"),
        ("", "water"),
        ("", ""),
    ):
        yield Click(conversation, version, key, what).packed()


def click(office: Office, who: UserClient, at: Any, verb: str, value: str) -> None:
    channel = office.channel(who).id
    action = {
        "type": "button", "action_id": f"{verb}:0", "block_id": f"{value}|x", "value": value, "selected_conversation": channel,
        "selected_conversations": [channel],
    }  # fmt: skip
    url = office.slack.response_url(office.slack.triggers.address(who.id, at.channel, at))
    office.slack.deliveries.send(INTERACTION, who.payloads.click(who.user, at, {}, action, url), 20)


@pytest.mark.parametrize("leave", ["Permitted(", "Administrator(", "Learner("])
def test_only_the_gate_gives_leave(leave: str) -> None:
    assert who_says(leave) == ["access.py"]


def test_in_slack_one_place_says_who_acts() -> None:
    assert who_says("Caller(", "bot/slack") == ["context.py", "reminders.py"]  # which carries out what was let in


def test_what_is_chosen_is_kept_in_one_place() -> None:
    assert who_says("transaction.choose(") == [
        "housekeeping.py",
        "preferences.py",
    ]  # the last digest's day


def who_says(words: str, below: str = "bot") -> list[str]:
    return sorted(path.name for path in (Path(__file__).parents[3] / below).rglob("*.py") if words in path.read_text())
