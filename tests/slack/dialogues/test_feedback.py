"""After the guidance: whether it helped, and asking a colleague."""

import pytest

from bot.fake_slack.client.user import UserClient
from bot.fake_slack.state.workspace import Channel
from bot.slack.blocks.action_ids import COLLEAGUE, COLLEAGUES
from tests.support.slack.office import Office, Talk
from tests.support.slack.words import shown, shown_blocks


@pytest.fixture
def finished(talk: Talk) -> Talk:
    """Ann has her advice."""
    talk.start("Does it need a fence?")
    talk.click("Many rabbits", "Plenty of wood", "Green")
    return talk


def choose_channel(office: Office, channel: Channel) -> UserClient:
    """An administrator chooses on the Home tab where colleagues are asked."""
    boss = office.person("Max", user=office.slack.workspace.add_user("Max", admin=True))
    boss.open_app()
    office.settled()
    home = office.slack.views.homes[boss.id]
    block = next(one for one in home.content["blocks"] if COLLEAGUES in str(one))
    element = block["elements"][0]
    where = {"type": element["type"], "action_id": COLLEAGUES, "block_id": block["block_id"]}
    chosen = {**where, "selected_conversation": channel.id}
    office.slack.deliveries.send("interactive", boss.payloads.click_in_view(boss.user, home, {}, chosen), 20)
    office.settled()
    return boss


def opinions(talk: Talk) -> list[tuple[str, str]]:
    with talk.office.store.transaction(0.0) as transaction:
        return transaction.unhelpful()


def test_what_was_missing_is_kept_without_a_name(finished: Talk) -> None:
    finished.press("action_not_helpful")
    assert finished.person.modal is not None
    assert finished.person.submit({"value": "where to buy nails"}) == {}
    assert ("fence.done", "where to buy nails") in opinions(finished)


def test_an_outcome_asks_for_an_opinion_as_an_answer_does(finished: Talk) -> None:
    assert [block["type"] for block in finished.last.blocks].count("context_actions") == 1


def test_what_helped_is_thanked_for(finished: Talk) -> None:
    before = opinions(finished)
    finished.press("action_helpful")
    assert finished.whispers == [finished.phrase("thanks")]
    assert opinions(finished) == before


def test_without_a_channel_for_colleagues_that_is_said(finished: Talk) -> None:
    finished.press("action_colleague")
    assert finished.whispers == [finished.phrase("no_colleagues")]


def test_colleagues_get_a_summary_with_a_link(finished: Talk) -> None:
    office = finished.office
    bo = office.person("Bo")
    there = Talk(office, bo, office.channel(bo))
    choose_channel(office, there.channel)
    office.slack.faults.fail(1, method="chat.getPermalink")
    outcome = finished.last
    finished.press("action_colleague")
    assert finished.whispers == [finished.phrase("colleagues_asked", channel=f"#{there.channel.name}", linked=True)]
    [asked] = there.said
    assert f"{finished.person.user.name} would like a second opinion on: Build the fence in Green" in shown(asked)
    assert "Are there rabbits? — Many rabbits" in shown(asked)
    assert "It is time for a fence." in shown(asked), "the advice, in a sentence"
    assert outcome.ts.replace(".", "") in str(asked.blocks), "the link leads to the outcome"


def test_what_was_said_in_private_is_posted_without_a_link_that_nobody_could_follow(private: Talk) -> None:
    office = private.office
    bo = office.person("Bo")
    there = Talk(office, bo, office.channel(bo))
    choose_channel(office, there.channel)
    private.person.write("Does it need a fence?")
    outcome = private.click("Many rabbits", "Plenty of wood", "Green")
    button = next(one for block in outcome.blocks for one in block.get("elements", ()) if COLLEAGUE in one.get("action_id", ""))
    assert button["confirm"]["text"]["text"] == private.phrase("colleague_sure"), "nothing is posted before it is said where"
    private.press("action_colleague")
    assert private.whispers == [private.phrase("colleagues_asked", channel=f"#{there.channel.name}", linked=False)]
    [asked] = there.said
    assert "Are there rabbits? — Many rabbits" in shown(asked)
    assert private.phrase("the_conversation") not in shown(asked)


def test_a_channel_for_colleagues_that_the_app_is_not_in_is_said_when_it_is_chosen(finished: Talk) -> None:
    away = finished.office.channel(with_us=False)
    boss = choose_channel(finished.office, away)
    assert boss.modal is not None
    assert finished.phrase("colleagues_invite_me", channel=f"#{away.name}") == shown_blocks(boss.modal.content["blocks"])
    finished.press("action_colleague")
    assert finished.whispers == [finished.phrase("colleagues_out_of_reach", channel=f"#{away.name}")]
    assert Talk(finished.office, finished.person, finished.person.dm).said == [], "one word is enough"


def test_a_summary_that_slack_refuses_later_is_told_with_what_to_do(finished: Talk) -> None:
    away = finished.office.channel(with_us=False)
    choose_channel(finished.office, away)
    finished.office.refusals = {"not_in_channel"}
    finished.office.slack.faults.fail(1, method="conversations.info")
    finished.press("action_colleague")
    assert finished.whispers == [finished.phrase("colleagues_asked", channel="", linked=True)]
    told = Talk(finished.office, finished.person, finished.person.dm).last
    assert shown(told) == finished.phrase("colleagues_out_of_reach", channel="")


# Once more


def decisions(talk: Talk) -> str:
    """Those of this person, as they are listed."""
    talk.person.command(talk.channel, "my decisions")
    return talk.whispers[-1]


def test_starting_again_keeps_what_was_finished(finished: Talk) -> None:
    outcome = finished.last
    finished.press("action_start_again")
    assert "Are there rabbits?" in shown(finished.last)
    assert finished.phrase("started_anew") in shown(finished.last)
    assert decisions(finished).count("Does it need a fence?") == 2
    assert "Many rabbits" in decisions(finished)
    finished.click("No rabbits")
    finished.person.click(outcome, finished.phrase("action_answers"))
    assert "Many rabbits" in finished.whispers[-1], "the finished one is as it was"


def test_a_second_click_on_start_again_says_what_happened(finished: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.slack.payloads._DOUBLE_CLICK", 1e-6)  # a moment is over at once
    outcome = finished.last
    finished.press("action_start_again")
    asked = finished.last
    finished.person.click(outcome, finished.phrase("action_start_again"))
    assert finished.whispers == [finished.phrase("started_anew_already")]
    assert finished.last == asked


def test_starting_again_while_an_answer_is_looked_at_again_loses_nothing(finished: Talk) -> None:
    outcome = finished.last
    finished.press("action_back")
    finished.person.click(outcome, finished.phrase("action_start_again"))
    assert "Are there rabbits?" in shown(finished.last)
    assert "Many rabbits" in decisions(finished)
