"""What Slack refuses for good: the answer is kept, and the person is told how to go on, with a number that is in the log."""

import logging
import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import OperationalError

from bot.fake_slack.state.workspace import TEAM
from bot.slack.blocks import kit
from bot.slack.outbox.worker import Sender
from bot.slack.payloads import Spot
from tests.support.slack.fixtures import OpenOffice
from tests.support.slack.office import Talk
from tests.support.slack.words import labels, shown


def in_private(talk: Talk) -> Talk:
    return Talk(talk.office, talk.person, talk.person.dm)


@pytest.mark.parametrize("error", ["msg_too_long", "invalid_blocks", "missing_scope", "no_permission"])
def test_a_refused_question(talk: Talk, error: str, caplog: pytest.LogCaptureFixture) -> None:
    talk.start("Does it need a fence?")
    talk.office.settled()
    talk.office.slack.faults.refuse(error, method="chat.postMessage")
    with caplog.at_level(logging.ERROR):
        talk.click("Many rabbits")
        [told] = in_private(talk).said
    number = re.findall(r"[0-9a-f]{8}", shown(told))[-1]
    assert shown(told) == talk.phrase("not_said", id=number)
    assert number in caplog.text
    assert error in caplog.text
    talk.person.command(talk.channel, "resume")
    assert "Do you have wood?" in shown(talk.last), "the answer is kept"


@pytest.mark.parametrize("error", ["msg_too_long", "invalid_blocks"])
def test_an_answered_question_that_cannot_be_shown_as_it_should_be_looks_answered_all_the_same(talk: Talk, error: str) -> None:
    talk.start("Does it need a fence?")
    talk.office.settled()
    talk.office.slack.faults.refuse(error, method="chat.update")
    talk.click("Many rabbits")
    answered, asked = talk.said[-2:]
    assert (shown(answered), labels(answered)) == ("Are there rabbits? Many rabbits", [])
    assert "Do you have wood?" in shown(asked)


@pytest.mark.parametrize("error", ["thread_not_found", "cannot_reply_to_message", "restricted_action_thread_locked"])
def test_a_thread_that_is_gone_or_closed_goes_on_in_private(talk: Talk, error: str) -> None:
    talk.start("Does it need a fence?")
    talk.office.settled()
    talk.office.slack.faults.refuse(error, method="chat.postMessage")
    talk.click("Many rabbits")
    [told, asked] = in_private(talk).said
    assert shown(told) == talk.phrase("thread_gone")
    assert "Do you have wood?" in shown(asked)
    talk.person.write("no wood")
    assert "Which colour should it have?" in shown(in_private(talk).last)


@pytest.mark.parametrize("error", ["thread_not_found", "cannot_reply_to_message", "restricted_action_thread_locked"])
def test_what_anyone_may_answer_goes_on_in_a_new_thread(talk: Talk, error: str) -> None:
    talk.person.mention(talk.channel)
    talk.choose(talk.phrase("anyone_here"))
    asked = talk.choose("Does it need a fence?")
    talk.office.slack.faults.refuse(error, method="chat.postMessage")
    again = talk.click("Many rabbits")
    assert "Do you have wood?" in shown(again)
    assert (asked.thread != again.ts, again.thread) == (True, "")
    talk.person.post(talk.channel, "no wood", thread=again.ts)
    assert "Which colour should it have?" in shown(talk.last)
    assert talk.last.thread == again.ts


@pytest.mark.parametrize("error", ["channel_not_found", "not_in_channel", "is_archived", "restricted_action"])
def test_a_channel_that_the_app_may_not_write_in(talk: Talk, error: str) -> None:
    talk.start("Does it need a fence?")
    talk.office.settled()
    talk.office.slack.faults.refuse(error, method="chat.postMessage")
    talk.click("Many rabbits")
    [told, asked] = in_private(talk).said
    assert shown(told) == talk.phrase("goes_on_in_private")
    assert "Do you have wood?" in shown(asked)
    talk.person.write("no wood")
    assert "Which colour should it have?" in shown(in_private(talk).last)


@pytest.mark.parametrize("error", ["channel_not_found", "not_in_channel", "is_archived", "restricted_action"])
def test_what_is_for_anyone_there_stays_there(talk: Talk, error: str) -> None:
    talk.person.mention(talk.channel)
    talk.choose(talk.phrase("anyone_here"))
    talk.choose("Does it need a fence?")
    talk.office.settled()
    talk.office.slack.faults.refuse(error, method="chat.postMessage")
    talk.click("Many rabbits")
    assert [shown(message) for message in in_private(talk).said] == [talk.phrase("cannot_speak_there")]


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "internal_error", "ratelimited", "of_tomorrow"])
def test_what_may_pass_is_tried_again(talk: Talk, error: str) -> None:
    talk.start("Does it need a fence?")
    talk.office.settled()
    talk.office.slack.faults.refuse(error, method="chat.postMessage")
    talk.click("Many rabbits")
    assert "Do you have wood?" in shown(talk.last)
    assert talk.office.slack.faults.coming == 0


def test_a_menu_in_a_channel_that_is_closed_to_the_app(talk: Talk) -> None:
    talk.office.slack.faults.refuse("restricted_action", method="chat.postMessage")
    talk.person.mention(talk.channel)
    talk.office.settled()
    assert [shown(message) for message in in_private(talk).said] == [talk.phrase("cannot_speak_there")]


def test_what_cannot_be_said_does_not_keep_the_rest_unsaid(open_office: OpenOffice, caplog: pytest.LogCaptureFixture) -> None:
    now = datetime(2027, 1, 1, tzinfo=UTC)
    office = open_office(clock=lambda: now)
    office.sender.stop()
    talk = Talk(office, ann := office.person(), office.channel(ann))
    spot, words = Spot(TEAM, talk.channel.id), kit.message(kit.sections("words"), "words")
    with office.store.transaction(0.0) as transaction:
        for payload in ({"kind": "of tomorrow"}, {"kind": "post", "user": "", "ts": "", "opens": False, **words}):
            transaction.enqueue("in order", {"at": spot.at, **payload})
    sender = Sender(office.advisor, office.workspaces)
    for _ in range(30):
        while sender.send_next():
            pass
        now += timedelta(minutes=10)
    assert [shown(message) for message in talk.said] == ["words"]
    assert "could not be said" in caplog.text


def test_an_error_of_ours_on_the_home_tab_is_told_in_private(private: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    private.person.open_app()
    private.office.settled()
    home = private.office.slack.views.homes[private.person.id]
    monkeypatch.setattr(private.office.advisor, "begin", None)
    private.person.click(home, "Does it need a fence?")
    number = re.findall(r"[0-9a-f]{8}", shown(private.last))[-1]
    assert shown(private.last) == private.phrase("error", id=number)


def test_an_error_of_the_store_is_told_at_once(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = talk.start("Does it need a fence?")
    talk.office.settled()

    def down(_: float) -> None:
        raise OperationalError("", {}, Exception())

    with monkeypatch.context() as broken:
        broken.setattr(talk.office.store, "transaction", down)
        talk.person.click(asked, "Many rabbits")
    assert talk.whispers[-1] == talk.phrase("not_kept_click")
    talk.click("Many rabbits")
    assert "Do you have wood?" in shown(talk.last)
