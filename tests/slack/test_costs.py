"""What people's words and clicks cost, counted in transactions, statements and walks, which no machine makes faster or slower."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_bolt import BoltRequest
from sqlalchemy import event

from bot.core.dialogue import position
from bot.fake_slack.client.user import UserClient
from bot.fake_slack.server import StandIn
from bot.fake_slack.state.workspace import BOT_USER, TEAM
from bot.slack.blocks.action_ids import Click
from tests.support.slack.office import Works, small_library


class Counted(Works):
    """The app over a database that writes down what it is asked."""

    def __init__(self, folder: Path, slack: StandIn) -> None:
        super().__init__(small_library(), folder / "advisor.db", slack.api_url)
        self.asked: list[str] = []
        self.store.engine.dispose()
        event.listen(self.store.engine, "connect", lambda raw, _: raw.set_trace_callback(self.asked.append))
        self.slack, self._stamps = slack, itertools.count(1)
        self.user = UserClient(slack, "Ann").id
        self.channel = slack.workspace.add_channel("garden", [self.user, BOT_USER]).id

    def unsaid(self) -> int:
        """How much is still to be said."""
        with self.store.reading(self.desk.edge.now) as reading:
            return reading.unsaid()

    def sent(self, body: dict[str, Any]) -> None:
        """A payload, as Socket Mode brings it."""
        stamp = f"{next(self._stamps)}.0"
        response = self.app.dispatch(BoltRequest(body=json.dumps(body | {"event_id": stamp}), mode="socket_mode"))
        assert response.status == 200

    def locked(self) -> int:
        """How many transactions others had to wait for."""
        return sum(one.startswith("BEGIN IMMEDIATE") for one in self.asked)


@pytest.fixture
def works(tmp_path: Path) -> Iterator[Counted]:
    with StandIn() as slack:
        works = Counted(tmp_path, slack)
        yield works
        works.store.close()


def begun(works: Counted) -> tuple[str, str, Any]:
    """A conversation at its first question, with an answer that fits."""
    dialogue = next(id_ for id_, one in works.advisor.library.dialogues.items() if _chooses(one))
    name, question = next(iter(works.advisor.library.dialogues[dialogue].asked.items()))
    at = {"team": TEAM, "channel": works.channel, "who": "me"}
    result = works.advisor.begin(dialogue, f"slack:{TEAM}:{works.channel}:", f"{TEAM}/{works.user}", surface=at)
    assert result
    while works.sender.send_next():
        pass
    works.asked.clear()
    return result.stored.conversation.id, f"{dialogue}.{name}", question.options[0].id


def _chooses(dialogue: Any) -> bool:
    return next(iter(dialogue.asked.values())).type == "choice" and len(dialogue.questions) > 1


def click(works: Counted, conversation: str, key: str, value: str) -> dict[str, Any]:
    button = {"action_id": "give:0", "block_id": "b", "value": Click(conversation, 1, key, value).packed(), "type": "button"}
    return {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": works.user},
        "channel": {"id": works.channel},
        "container": {"message_ts": "1.0"},
        "trigger_id": "t",
        "actions": [button | {"action_ts": "7.0"}],
    }


def test_a_click_is_kept_in_one_transaction_and_said_in_two(works: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    conversation = begun(works)
    walks, run = list[Any](), position._Walking.run

    def counted(walking: Any) -> None:
        walks.append(walking)
        run(walking)

    monkeypatch.setattr(position._Walking, "run", counted)
    works.sender.start()
    try:
        works.sent(click(works, *conversation))
        assert len(walks) == 1  # from where the conversation stood
        assert not any(len(walking.steps) > 1 for walking in walks)
        works.slack.wait_until(lambda: works.unsaid() == 0)
        assert works.locked() == 3
    finally:
        works.sender.stop()


def test_a_click_needs_few_statements(works: Counted) -> None:
    conversation = begun(works)
    works.sent(click(works, *conversation))
    assert works.locked() == 1
    assert sum(one.startswith("COMMIT") for one in works.asked) == 1
    assert len([one for one in works.asked if not one.startswith(("BEGIN", "COMMIT", "PRAGMA"))]) <= 10, works.asked


@pytest.mark.parametrize("words", ["lunch at one?", "thanks all", "<@U0OTHER> can you look at this"])
def test_chatter_locks_nothing(works: Counted, words: str) -> None:
    begun(works)
    message = {"type": "message", "channel": "C9", "channel_type": "channel", "user": "U2", "text": words, "ts": "9.1"}
    works.sent({"type": "event_callback", "team_id": TEAM, "event": message})
    assert works.locked() == 0
