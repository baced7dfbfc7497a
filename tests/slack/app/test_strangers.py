"""What strangers try: somebody else in the channel, another workspace's person, somebody who is no administrator."""

from typing import Any

import pytest

from bot.fake_slack.client.payloads import Payloads
from bot.fake_slack.client.user import UserClient
from bot.fake_slack.state.deliveries import INTERACTION
from bot.fake_slack.state.workspace import TEAM, User
from bot.slack.blocks.action_ids import COLLEAGUES, START, WELCOME, Click
from bot.storage.tables import WORKSPACES
from tests.slack.dialogues.test_feedback import choose_channel
from tests.support.slack.office import Office, Talk

FOREIGN = "T0FOREIGN"


class ForeignPayloads(Payloads):
    """What Slack would send for a person of another workspace, rightly signed."""

    def _interaction(self, type_: str, user: User, **more: Any) -> dict[str, Any]:
        body = super()._interaction(type_, user, **more)
        return {**body, "team": {"id": FOREIGN, "domain": "elsewhere"}, "user": {**body["user"], "team_id": FOREIGN}}


@pytest.fixture
def bo(office: Office) -> UserClient:
    """Who is in Ann's channel."""
    return office.person("Bo")


@pytest.fixture
def ann(office: Office, bo: UserClient) -> Talk:
    """Ann in a private channel in which Bo is, too."""
    person = office.person()
    return Talk(office, person, office.channel(person, bo, kind="private"))


@pytest.fixture(params=["in the channel", "of another workspace"])
def stranger(request: pytest.FixtureRequest, ann: Talk, bo: UserClient) -> UserClient:
    """Somebody who has no part in Ann's decision."""
    if request.param == "of another workspace":
        bo.payloads = ForeignPayloads(ann.office.slack)
    return bo


def test_nobody_passes_on_what_somebody_else_said_for_themselves(ann: Talk, stranger: UserClient) -> None:
    office = ann.office
    there = Talk(office, stranger, office.channel(stranger))
    choose_channel(office, there.channel)
    ann.start("Does it need a fence?")
    ann.click("Many rabbits", "Plenty of wood", "Green")
    stranger.click(ann.last, ann.phrase("action_colleague"))
    assert there.said == []


def test_an_offer_begins_a_strangers_own_decision_without_anybody_elses_answers(ann: Talk, stranger: UserClient) -> None:
    ann.start("What shall we plant?")
    ann.fill("the secret garden")
    mine = held(ann)[0]
    offer = Click(mine.conversation.id, mine.conversation.version, "", "water").packed()
    stranger._use(ann.last, {"block_id": "b"}, {"type": "button", "action_id": f"{START}:water"}, {"value": offer})
    ann.office.settled()
    [theirs] = [stored for stored in held(ann) if stored.conversation.id != mine.conversation.id]
    assert theirs.conversation.dialogue == "water"
    assert theirs.conversation.answers == {}


def held(talk: Talk) -> list[Any]:
    """The conversations of Ann's and Bo's channel."""
    with talk.office.store.transaction(0.0) as transaction:
        stored = [*transaction.held_at("slack:", most=9)]
    return [one for one in stored if one.place.split(":")[2] == talk.channel.id]


def settings(office: Office) -> dict[str, Any]:
    with office.store.transaction(0.0) as transaction:
        return transaction.settings_of(WORKSPACES, TEAM)


@pytest.mark.parametrize(("action", "name"), [(COLLEAGUES, "colleagues"), (WELCOME, "welcome")])
def test_only_an_administrator_chooses_channels_for_all(ann: Talk, action: str, name: str) -> None:
    office = ann.office
    boss = choose_channel(office, office.channel(ann.person))
    home = office.slack.views.homes[boss.id]
    before, elsewhere = settings(office).get(name), office.channel(ann.person).id
    kind, chosen = {
        COLLEAGUES: ("conversations_select", ("selected_conversation", elsewhere)),
        WELCOME: ("multi_conversations_select", ("selected_conversations", [elsewhere])),
    }[action]
    clicked = {"type": kind, "action_id": action, "block_id": "b", **dict([chosen])}
    forged = ann.person.payloads.click_in_view(ann.person.user, home, {}, clicked)
    office.slack.deliveries.send(INTERACTION, forged, 20)
    office.settled()
    assert settings(office).get(name) == before
    assert ann.person.modal is not None
    assert ann.phrase("for_administrators") in str(ann.person.modal.content)
