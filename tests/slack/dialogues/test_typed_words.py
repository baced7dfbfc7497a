"""What people type stays words: it pings nobody, formats nothing, and is in no log."""

import html
import logging
import re

import pytest

from bot.fake_slack.state.workspace import Message
from tests.support.slack.office import Talk
from tests.support.slack.words import UNSEEN, mrkdwn_in, shown

SPECIAL = re.compile(r"<[!@#]")

TYPED = [
    "<!channel> and <@U0ADVISOR>",
    "@channel @here @everyone",
    "*bold* _slanted_ ~struck~ `code`",
    "**bold** [link](https://example.org)",
    "> a quotation",
    "a & b < c > d",
    "<https://example.org|click here>",
    "{{ place }} {% if %}",
    "שלום \u202eabc",
]


def start(talk: Talk, words: str) -> Message:
    """A conversation with these words as its first answer, up to its end."""
    talk.person.mention(talk.channel, "How shall we water it?")
    assert talk.fill(words) == {}
    return talk.click("Yes, it does")


def texts(talk: Talk) -> list[str]:
    """Everything the app said that Slack reads for markup."""
    return [text for message in talk.said for text in mrkdwn_in(message)]


@pytest.mark.parametrize("words", TYPED)
def test_typed_words_ping_nobody_and_format_nothing(talk: Talk, words: str) -> None:
    start(talk, words)
    assert not [text for text in texts(talk) if SPECIAL.search(text)]
    broken = re.sub(r"([*_~`])", rf"\1{UNSEEN}", html.escape(words, quote=False))
    if broken != words:
        blocks = [text for text in texts(talk) if text not in {message.text for message in talk.said}]
        assert not [text for text in blocks if words in text]


@pytest.mark.parametrize("words", ["*bold* _slanted_ ~struck~", "a & b < c > d", "**bold** [link](https://example.org)"])
def test_typed_words_are_read_as_they_were_typed(talk: Talk, words: str) -> None:
    end = start(talk, words)
    assert f"Leave {words} to the rain" in shown(end)


def test_an_address_stays_whole(private: Talk) -> None:
    private.person.write("How shall we water it?")
    private.person.write("see https://example.org/garden?a=1&b=2")
    assert "see https://example.org/garden?a=1&b=2" in shown(private.last)


def test_every_text_is_marked_so_that_slack_links_no_names_in_it(talk: Talk) -> None:
    start(talk, "@channel")
    held = [part for message in talk.said for block in message.blocks for part in (block.get("text"), *block.get("elements", []))]
    assert all(part.get("verbatim") for part in held if part and part["type"] == "mrkdwn")


SECRET = "zebracrossing"


def test_typed_words_are_in_no_log(talk: Talk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    caplog.set_level(logging.INFO)
    office = talk.office
    office.slack.faults.fail(1, method="chat.update")
    office.slack.faults.cut(1, method="chat.postMessage")
    start(talk, SECRET)
    talk.person.mention(talk.channel, SECRET)
    dm = Talk(office, talk.person, talk.person.dm)
    for words in ("fence", SECRET, f"change {SECRET}"):
        dm.person.write(words)
    with monkeypatch.context() as broken:
        broken.setattr(office.advisor, "respond", _fails)
        dm.person.write(SECRET)
    assert "ValueError" in caplog.text, "the failure itself is in the log"
    assert SECRET not in caplog.text


def _fails(*args: object, **_: object) -> None:
    raise ValueError(f"cannot take {args}")


def test_a_failure_is_told_once_with_a_number_that_is_in_the_log(
    talk: Talk, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.start("Does it need a fence?")
    with monkeypatch.context() as broken:
        broken.setattr(talk.office.advisor, "respond", _fails)
        talk.click("Many rabbits")
    [whisper] = talk.whispers
    number = re.findall(r"[0-9a-f]{8}", whisper)[0]
    assert whisper == talk.phrase("error", id=number)
    assert number in caplog.text
    talk.click("Many rabbits")
    assert "Do you have wood?" in shown(talk.last), "nothing is lost"


def test_a_failure_in_a_modal_keeps_the_words_there(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    talk.start("What shall we plant?")
    with monkeypatch.context() as broken:
        broken.setattr(talk.office.advisor, "respond", _fails)
        errors = talk.fill("the yard")
    assert re.findall(r"[0-9a-f]{8}", errors["value"])
    assert talk.person.submit({"value": "the yard"}) == {}


def test_what_slack_will_never_take_is_told_to_the_person(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    talk.office.slack.faults.refuse("invalid_blocks", method="chat.postMessage")
    talk.click("Many rabbits")
    assert re.findall(r"[0-9a-f]{8}", shown(Talk(talk.office, talk.person, talk.person.dm).last))


def test_a_decision_for_a_channel_that_the_app_may_not_write_in_goes_on_in_private(talk: Talk) -> None:
    elsewhere = Talk(talk.office, talk.person, talk.office.channel(talk.person, with_us=False))
    talk.office.refusals = {"not_in_channel"}
    talk.person.command(elsewhere.channel)
    menu = elsewhere.person.sees(elsewhere.channel)[-1]
    talk.person.choose(menu, talk.phrase("in_a_thread"))
    talk.person.choose(menu, "fence")
    private = Talk(talk.office, talk.person, talk.person.dm)
    [told, asked] = private.said
    assert shown(told) == talk.phrase("goes_on_in_private")
    assert "Are there rabbits?" in shown(asked)
    private.click("Many rabbits")
    assert not private.last.thread
