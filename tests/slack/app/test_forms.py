"""A form belongs to whoever opened it, where it was opened, also in a decision that anyone may answer."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot.core.templating.markdown import plain
from bot.fake_slack.client.user import UserClient
from bot.fake_slack.state.deliveries import INTERACTION
from bot.fake_slack.state.workspace import TEAM
from bot.services.access import ANYONE
from bot.slack.blocks.action_ids import Click, Opened
from tests.support.slack.fixtures import BOTH_TRANSPORTS, undisturbed
from tests.support.slack.office import Office, Talk


@pytest.fixture(params=BOTH_TRANSPORTS, ids=["socket", "http"])
def office(request: pytest.FixtureRequest) -> Iterator[Office]:
    """The office over each transport."""
    yield from undisturbed(request.getfixturevalue(request.param))


@pytest.fixture
def eve(office: Office) -> UserClient:
    """Who is in Ann's channel."""
    return office.person("Eve")


@pytest.fixture
def ann(office: Office, eve: UserClient) -> Talk:
    """Ann in a channel with Eve."""
    person = office.person()
    return Talk(office, person, office.channel(person, eve))


def for_anyone(ann: Talk) -> Click:
    """A decision of Ann's that anyone in the channel may answer: what a form of its open question is about."""
    ann.start("What shall we plant?")
    with ann.office.store.transaction(0.0) as transaction:
        [held] = transaction.held_at(f"slack:{TEAM}:{ann.channel.id}:")
        transaction.save(replace(held, surface={**held.surface, "who": ANYONE}))
    return Click(held.conversation.id, held.conversation.version, "garden.place")


def submitted(ann: Talk, eve: UserClient, memo: str) -> Any:
    """What Slack is answered when Eve sends a form with this memo."""
    state = {"values": {"value": {"value": {"type": "plain_text_input", "value": "the orchard"}}}}
    view = {"id": "V0EVE", "type": "modal", "callback_id": "answer", "private_metadata": memo, "hash": "1.a", "state": state}
    payload = eve.payloads._interaction("view_submission", eve.user, view=view)
    return ann.office.slack.deliveries.send(INTERACTION, payload, 20).answer


def test_who_opened_it_in_the_channel_may_send_it(ann: Talk, eve: UserClient) -> None:
    assert not submitted(ann, eve, Opened(for_anyone(ann), eve.id, ann.channel.id).packed())
    assert "the orchard" in str(ann.last.blocks)


@pytest.mark.parametrize("opened", ["nowhere", "for the starter", "elsewhere", "by an older version"])
def test_any_other_form_is_refused_with_a_reason(ann: Talk, eve: UserClient, opened: str) -> None:
    about = for_anyone(ann)
    memo = {
        "nowhere": Opened(about, eve.id, "").packed(),
        "for the starter": Opened(about, ann.person.id, ann.channel.id).packed(),
        "elsewhere": Opened(about, eve.id, eve.dm.id).packed(),
        "by an older version": about.packed(),
    }[opened]
    why = "gone_on" if opened == "by an older version" else "may_not_answer"
    assert submitted(ann, eve, memo)["errors"] == {"value": plain(ann.office.advisor.library.phrases.say(why))}
    assert "the orchard" not in str(ann.last.blocks)
