"""Words for one person alone: said once Slack is acknowledged, and wherever that person can read them."""

import logging
from collections.abc import Callable

import pytest

from bot.fake_slack.state.workspace import Channel, Message
from bot.storage.tables import WORKSPACES
from tests.support.slack.office import Office, Talk
from tests.support.slack.words import labels, shown

NOWHERE = {"not_in_channel", "channel_not_found"}  # of a word in a channel that the app is not in


@pytest.fixture(params=["channel", "private", "im"])
def elsewhere(office: Office, request: pytest.FixtureRequest) -> Talk:
    """Ann in a channel, or a conversation with Bo, that the app is not in."""
    ann, bo = office.person("Ann"), office.person("Bo")
    office.refusals = NOWHERE
    return Talk(office, ann, office.channel(ann, bo, kind=request.param, with_us=False))


def latest(talk: Talk) -> Message:
    """The last message that this person alone sees."""
    talk.office.settled()
    return next(message for message in reversed(talk.person.sees(talk.channel)) if message.only_for)


def in_private(talk: Talk) -> Talk:
    """The same person in the direct message with the app."""
    return Talk(talk.office, talk.person, talk.person.dm)


def refused_click(office: Office) -> Talk:
    """Bo clicks in what Ann started for herself."""
    ann, bo = office.person("Ann"), office.person("Bo")
    channel = office.channel(ann, bo)
    asked = Talk(office, ann, channel).start("Does it need a fence?")
    bo.click(asked, "Many rabbits")
    return Talk(office, bo, channel)


@pytest.mark.parametrize("trouble", ["fail", "rate_limit"])
def test_slack_failing_loses_no_word(office: Office, trouble: str) -> None:
    getattr(office.slack.faults, trouble)(2, method="chat.postEphemeral")
    bo = refused_click(office)
    assert bo.whispers == [bo.phrase("may_not_answer")]
    assert office.slack.faults.coming == 0


def test_the_same_delivery_again_is_one_word(office: Office) -> None:
    bo = refused_click(office)
    office.slack.deliveries.again(office.slack.deliveries.all[-1])
    assert bo.whispers == [bo.phrase("may_not_answer")]


def test_an_answer_reaches_its_asker_in_a_channel_that_the_app_is_not_in(elsewhere: Talk) -> None:
    elsewhere.person.command(elsewhere.channel, "ask about animals")
    elsewhere.person.click(latest(elsewhere), "Hedgehogs in the garden")
    assert "Hedgehogs eat slugs" in elsewhere.whispers[-1]
    elsewhere.person.click(latest(elsewhere), elsewhere.phrase("action_helpful"))
    assert elsewhere.whispers[-1] == elsewhere.phrase("thanks")
    elsewhere.person.command(elsewhere.channel, "ask about nothing")
    elsewhere.person.click(latest(elsewhere), elsewhere.phrase("action_pass_on"))
    assert elsewhere.whispers[-1] == elsewhere.phrase("passed_on")
    assert in_private(elsewhere).said == []


def test_it_is_shared_with_a_channel_that_the_app_is_not_in(office: Office) -> None:
    office.refusals, ann = NOWHERE, office.person()
    talk = Talk(office, ann, office.channel(ann, with_us=False))
    ann.command(talk.channel, "ask about hedgehogs")
    ann.click(latest(talk), talk.phrase("action_share"))
    assert "Hedgehogs eat slugs" in shown(talk.last)


def expire(office: Office, monkeypatch: pytest.MonkeyPatch, how: Callable[[str], None]) -> None:
    """From now on Slack's addresses are no good."""
    triggers = office.slack.triggers
    hand_out = triggers.address

    def address(user: str, channel: str, message: Message | None = None) -> str:
        name = hand_out(user, channel, message)
        how(name)
        return name

    monkeypatch.setattr(triggers, "address", address)


@pytest.mark.parametrize("facts", [{"until": 0.0}, {"uses": 5}], ids=["expired_url", "used_url"])
def test_the_last_resort_is_a_direct_message(elsewhere: Talk, monkeypatch: pytest.MonkeyPatch, facts: dict[str, float]) -> None:
    office = elsewhere.office
    office.refusals = NOWHERE | {"expired_url", "used_url"}
    elsewhere.person.command(elsewhere.channel, "ask about nothing")
    menu = latest(elsewhere)
    expire(office, monkeypatch, lambda name: office.slack.triggers.addresses[name].__dict__.update(facts))
    elsewhere.person.click(menu, elsewhere.phrase("action_pass_on"))
    assert [shown(message) for message in in_private(elsewhere).said] == [elsewhere.phrase("passed_on")]


@pytest.mark.parametrize("trouble", ["fail", "rate_limit"])
def test_the_address_is_tried_again(elsewhere: Talk, trouble: str) -> None:
    elsewhere.person.command(elsewhere.channel, "ask about nothing")
    getattr(elsewhere.office.slack.faults, trouble)(1, method="response_url")
    elsewhere.person.click(latest(elsewhere), elsewhere.phrase("action_pass_on"))
    assert elsewhere.whispers[-1] == elsewhere.phrase("passed_on")
    assert elsewhere.office.slack.faults.coming == 0
    assert in_private(elsewhere).said == []


def test_an_address_that_is_out_of_reach_is_done_without(talk: Talk) -> None:
    away = Talk(talk.office, talk.person, talk.office.channel(talk.person, with_us=False))
    talk.office.refusals = NOWHERE
    away.person.command(away.channel, "ask about nothing")
    talk.office.slack.faults.fail(99, method="response_url")
    away.person.click(latest(away), away.phrase("action_pass_on"))
    assert [shown(message) for message in in_private(away).said] == [away.phrase("passed_on")]
    talk.office.slack.faults.clear()


def test_no_address_is_logged_or_kept(elsewhere: Talk, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="slack_sdk.webhook"), caplog.at_level(logging.DEBUG, logger="bot"):
        elsewhere.person.command(elsewhere.channel, "ask about nothing")
        elsewhere.person.click(latest(elsewhere), elsewhere.phrase("action_pass_on"))
        assert elsewhere.whispers[-1] == elsewhere.phrase("passed_on")
    name = list(elsewhere.office.slack.triggers.addresses)[-1]
    assert name not in caplog.text
    assert elsewhere.office.unsaid() == 0


def test_an_app_that_was_put_out_of_the_channel_tells_in_private(talk: Talk) -> None:
    asked = talk.start("Does it need a fence?")
    talk.office.settled()
    talk.office.slack.workspace.change_channel(talk.channel.id, members=frozenset({talk.person.id}))
    talk.office.refusals = NOWHERE
    talk.person.click(asked, talk.phrase("action_why"))
    assert [shown(message) for message in in_private(talk).said] == ["Rabbits eat everything."]
    talk.person.click(asked, "Many rabbits")
    assert talk.phrase("goes_on_in_private") in [shown(message) for message in in_private(talk).said]
    assert "Do you have wood?" in shown(in_private(talk).last)
    talk.person.write("no wood")
    assert "Which colour should it have?" in shown(in_private(talk).last)


def test_so_it_does_when_the_open_question_was_to_change(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    asked = talk.click("Many rabbits")
    talk.office.slack.workspace.change_channel(talk.channel.id, members=frozenset({talk.person.id}))
    talk.office.refusals = NOWHERE
    talk.person.click(asked, talk.phrase("action_back"))
    [told, question] = in_private(talk).said
    assert shown(told) == talk.phrase("goes_on_in_private")
    assert "Are there rabbits?" in shown(question)
    in_private(talk).click("No rabbits")
    assert "Do you have wood?" in shown(in_private(talk).last)


def test_an_open_question_that_was_deleted_is_asked_anew(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    asked = talk.click("Many rabbits")
    talk.office.slack.workspace.delete(asked)
    talk.office.refusals = {"message_not_found"}
    talk.person.mention(talk.channel, "back", thread=asked.thread)
    assert "Are there rabbits?" in shown(talk.last)
    talk.click("No rabbits")
    assert "Do you have wood?" in shown(talk.last)


def test_a_summary_that_reaches_no_colleague_is_told(talk: Talk) -> None:
    away: Channel = talk.office.channel(with_us=False)
    with talk.office.store.transaction(0.0) as transaction:
        transaction.choose(WORKSPACES, "T0TEAM", colleagues=away.id)
    talk.start("Does it need a fence?")
    talk.click("Many rabbits", "Plenty of wood", "Green")
    talk.office.refusals = NOWHERE
    talk.office.slack.faults.fail(1, method="conversations.info")
    talk.press("action_colleague")
    assert talk.phrase("colleagues_out_of_reach", channel="") in [shown(message) for message in in_private(talk).said]
    with talk.office.store.transaction(0.0) as transaction:
        transaction.choose(WORKSPACES, "T0TEAM", colleagues="")


# Modals


def asked_about(talk: Talk, words: str) -> None:
    """Somebody's message is asked about, in a modal."""
    message = talk.person.post(talk.channel, words)
    talk.person.message_shortcut(message, "ask_about_this")


def in_modal(talk: Talk) -> str:
    """What stands in the modal."""
    talk.office.settled()
    modal = talk.person.modal
    assert modal is not None
    return shown(Message("", "", "", "", tuple(modal.content["blocks"])))


def press_in_modal(talk: Talk, label: str) -> None:
    modal = talk.person.modal
    assert modal is not None
    talk.person.click(modal, label)
    talk.office.settled()


def test_an_answer_in_a_modal_goes_on_there(elsewhere: Talk) -> None:
    asked_about(elsewhere, "which animals?")
    press_in_modal(elsewhere, "Hedgehogs in the garden")
    assert "do no harm" in in_modal(elsewhere)
    press_in_modal(elsewhere, elsewhere.phrase("action_more"))
    assert "come and go by night" in in_modal(elsewhere)
    assert "Rabbits" in in_modal(elsewhere), "its table is a list, as modals show none"
    press_in_modal(elsewhere, elsewhere.phrase("action_helpful"))
    assert elsewhere.phrase("thanks") in in_modal(elsewhere)
    assert elsewhere.person.modal
    elsewhere.person.close(elsewhere.person.modal)
    assert "come and go by night" in in_modal(elsewhere), "what was read is still there"
    assert elsewhere.whispers == []


def test_what_was_missing_is_asked_upon_the_modal(elsewhere: Talk) -> None:
    asked_about(elsewhere, "hedgehogs?")
    press_in_modal(elsewhere, elsewhere.phrase("action_not_helpful"))
    assert elsewhere.person.submit({"value": "what they drink"}) == {}
    assert "do no harm" in in_modal(elsewhere)
    with elsewhere.office.store.transaction(0.0) as transaction:
        assert ("hedgehogs", "what they drink") in transaction.unhelpful()


def test_a_decision_begins_in_private_from_a_modal(elsewhere: Talk) -> None:
    asked_about(elsewhere, "hedgehogs?")
    press_in_modal(elsewhere, "Does it need a fence?")
    assert "Are there rabbits?" in shown(in_private(elsewhere).last)
    assert elsewhere.phrase("starting_in_private") in in_modal(elsewhere)


def test_nothing_is_shared_from_a_modal(elsewhere: Talk) -> None:
    asked_about(elsewhere, "hedgehogs?")
    modal = elsewhere.person.modal
    assert modal is not None
    assert elsewhere.phrase("action_share") not in labels(Message("", "", "", "", tuple(modal.content["blocks"])))


def test_a_modal_that_cannot_be_opened_leaves_the_answer_to_the_asker(elsewhere: Talk) -> None:
    elsewhere.office.slack.faults.refuse("expired_trigger_id", method="views.open")
    asked_about(elsewhere, "hedgehogs?")
    assert "do no harm" in elsewhere.whispers[-1]


def test_a_word_on_the_home_tab_that_cannot_be_shown_is_sent(private: Talk) -> None:
    private.person.open_app()
    private.office.settled()
    home = private.office.slack.views.homes[private.person.id]
    private.office.slack.faults.refuse("expired_trigger_id", method="views.open")
    private.person.click(home, "Does it need a fence?")
    assert private.phrase("starting_in_private") in [shown(message) for message in private.said]
