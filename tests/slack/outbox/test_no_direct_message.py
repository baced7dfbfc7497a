"""Slack does not take a direct message to somebody: they are told so where they acted, and never that it was sent."""

import pytest

from bot.fake_slack.state.workspace import Message
from tests.support.slack.course_place import Place
from tests.support.slack.office import Talk
from tests.support.slack.words import shown, shown_blocks

REFUSALS = ["user_disabled", "cannot_dm_bot", "messages_tab_disabled", "user_not_found"]


def refuse(talk: Talk, error: str, method: str = "conversations.open") -> None:
    talk.office.refusals = {error}
    talk.office.slack.faults.refuse(error, times=99, method=method)


@pytest.fixture
def talk_refused(talk: Talk) -> Talk:
    refuse(talk, "cannot_dm_bot")
    return talk


@pytest.mark.parametrize("error", REFUSALS)
def test_a_decision_begun_by_a_command(talk: Talk, error: str) -> None:
    refuse(talk, error)
    talk.person.command(talk.channel, "start water")
    assert talk.whispers == [talk.phrase("cannot_write_in_private")]
    talk.office.slack.faults.clear()


@pytest.mark.parametrize("error", REFUSALS)
def test_a_direct_message_that_opens_and_takes_nothing(talk: Talk, error: str) -> None:
    refuse(talk, error, "chat.postMessage")
    talk.person.command(talk.channel, "start water")
    assert talk.whispers == [talk.phrase("cannot_write_in_private")]
    talk.office.slack.faults.clear()


def in_modal(talk: Talk) -> str:
    return shown_blocks(talk.person.modal.content["blocks"]) if talk.person.modal else ""


def whispered(talk: Talk) -> Message:
    talk.office.settled()
    return next(message for message in reversed(talk.person.sees(talk.channel)) if message.only_for)


def test_a_decision_chosen_in_the_menu(talk_refused: Talk) -> None:
    talk = talk_refused
    talk.person.command(talk.channel)
    talk.person.choose(whispered(talk), "water")
    [menu] = talk.whispers
    assert talk.phrase("cannot_write_in_private") in menu
    assert talk.phrase("started_in_private") not in menu
    talk.office.slack.faults.clear()
    talk.person.choose(whispered(talk), "water")
    assert "Which garden is it about?" in shown(Talk(talk.office, talk.person, talk.person.dm).last)


def test_a_decision_begun_on_the_home_tab(talk_refused: Talk) -> None:
    talk = talk_refused
    talk.person.open_app()
    home = talk.office.slack.wait_until(lambda: talk.office.slack.views.homes.get(talk.person.id))
    talk.person.click(home, "Does it need a fence?")
    refused = talk.phrase("cannot_write_in_private")
    talk.office.slack.wait_until(lambda: refused in in_modal(talk))
    assert talk.phrase("starting_in_private") not in in_modal(talk)
    talk.office.slack.faults.clear()


def test_a_decision_that_is_resumed(talk: Talk) -> None:
    talk.person.command(talk.channel, "start water")
    talk.office.settled()
    refuse(talk, "messages_tab_disabled", "chat.postMessage")
    talk.person.command(talk.channel, "resume")
    assert talk.whispers == [talk.phrase("started_in_private"), talk.phrase("cannot_write_in_private")]
    talk.office.slack.faults.clear()


def test_a_course_that_is_begun(place: Place) -> None:
    ada = place.somebody()
    place.office.refusals = {"cannot_dm_bot"}
    place.office.slack.faults.refuse("cannot_dm_bot", times=99, method="conversations.open")
    channel = place.office.channel(ada.person)
    talk = Talk(place.office, ada.person, channel)
    talk.person.command(channel, "onboard")
    assert talk.whispers == [talk.phrase("cannot_write_in_private")]
    place.office.slack.faults.clear()
