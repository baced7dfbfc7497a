"""Everything that can be clicked or sent, tried by people who have no part in it: the list comes from the app itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.core.content.library import Library
from bot.fake_slack.client.payloads import Payloads
from bot.fake_slack.client.user import UserClient
from bot.fake_slack.state.deliveries import INTERACTION
from bot.fake_slack.state.workspace import TEAM, User
from bot.slack.blocks.action_ids import Click
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
    assert len(office.desk.clicks) > 10
    for verb in office.desk.clicks:
        for value in values(mine, before_all.conversation.version):
            click(office, eve, there, verb, value)
        assert SECRET not in shown_to(eve, office, before), verb
        assert stored(office, mine) == before_all, verb
        assert settings(office) == chosen, verb


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


def test_only_the_gate_makes_a_permitted_conversation() -> None:
    made = [path for path in (Path(__file__).parents[3] / "bot").rglob("*.py") if "Permitted(" in path.read_text()]
    assert [path.name for path in made] == ["access.py"]
