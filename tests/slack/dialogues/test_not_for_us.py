"""Words that are for colleagues, or for nobody: notes, calls, emoji, quotations, and what apps post."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.fake_slack.state.deliveries import EVENT
from bot.fake_slack.state.workspace import BOT_USER, Message
from tests.support.slack.fixtures import BOTH_TRANSPORTS, undisturbed
from tests.support.slack.office import Office, Talk
from tests.support.slack.words import shown


@pytest.fixture(params=BOTH_TRANSPORTS, ids=["socket", "http"])
def office(request: pytest.FixtureRequest) -> Iterator[Office]:
    """The office over each transport, as what comes in is read by neither of them."""
    yield from undisturbed(request.getfixturevalue(request.param))


def post(talk: Talk, text: str, thread: str = "", mention: bool = False, **more: Any) -> Message:
    """A message with its text as Slack sends it, and further facts of the event."""
    message = talk.office.slack.workspace.post(talk.channel.id, talk.person.id, text, thread=thread)
    payload = talk.person.payloads.message(message, talk.channel, mention)
    payload["event"] |= more
    assert talk.office.slack.deliveries.send(EVENT, payload, 20).acknowledged
    return message


@pytest.mark.parametrize(
    "note",
    [
        "<!subteam^S0CARE|@carers> does anybody know?",
        "<!subteam^S0CARE>",
        "<!here> what do you think",
        "<!channel> please read",
        "<!everyone>",
        "👍",
        ":thumbsup:",
        ":wave::skin-tone-3: 🎉",
    ],
)
def test_a_note_to_colleagues_is_no_answer(talk: Talk, note: str) -> None:
    asked = talk.start("What shall we plant?")
    post(talk, note, asked.thread)
    assert talk.last == asked
    post(talk, "the yard", asked.thread)
    assert "How much sun does the yard get?" in shown(talk.last)


@pytest.mark.parametrize("note", ["👍", ":ok_hand:"])
def test_an_emoji_to_the_app_brings_the_question_again(private: Talk, note: str) -> None:
    private.person.write("garden")
    asked = shown(private.last)
    private.person.write(note)
    assert shown(private.last) == asked


def test_who_calls_others_in_private_is_heard_without_the_call(private: Talk) -> None:
    private.person.write("garden")
    post(private, "<!here> the yard")
    assert "How much sun does the yard get?" in shown(private.last)


QUOTED = [
    f"just type `<@{BOT_USER}> fence` there",
    f"```\n<@{BOT_USER}> fence\n```",
    f"&gt; <@{BOT_USER}> fence\nis what she wrote",
    f"&gt;&gt;&gt; she wrote\n<@{BOT_USER}> fence",
]


@pytest.mark.parametrize("text", QUOTED)
def test_a_mention_in_code_or_in_a_quotation_is_about_us_and_not_to_us(talk: Talk, text: str) -> None:
    for mention in (True, False):
        post(talk, text, mention=mention)
    assert talk.said == []


def test_a_mention_beside_a_quotation_is_to_us(talk: Talk) -> None:
    post(talk, f"&gt; what she wrote\n<@{BOT_USER}>", mention=True)
    assert len(talk.said) == 1


OTHERS: list[dict[str, Any]] = [
    {"bot_profile": {"id": "B0OTHER", "app_id": "A0OTHER"}},
    {"app_id": "A0OTHER"},
    {"bot_id": "B0OTHER"},
    {"user": "USLACKBOT"},
]


@pytest.mark.parametrize("more", OTHERS, ids=["bot profile", "app id", "bot id", "Slackbot's reminder"])
@pytest.mark.parametrize("mention", [True, False])
def test_what_apps_and_slackbot_post_is_not_for_us(private: Talk, talk: Talk, more: dict[str, Any], mention: bool) -> None:
    post(talk, f"<@{BOT_USER}> fence", mention=mention, **more)
    post(private, "Reminder: fence.", **more)
    assert talk.said == private.said == []


@pytest.mark.parametrize("words", ["“help”", '"help"', "‘help’", "«help»", " “help” "])
def test_a_command_in_quotation_marks_is_the_command(talk: Talk, words: str) -> None:
    talk.person.command(talk.channel, words)
    assert talk.whispers == [talk.phrase("slack_help")]


def test_a_question_in_quotation_marks_is_the_question(talk: Talk) -> None:
    talk.person.command(talk.channel, "ask “hedgehogs”")
    assert "Hedgehogs in the garden" in talk.whispers[-1]


def about(office: Office, **message: Any) -> str:
    """What somebody sees who asks about a message."""
    ann = office.person()
    channel = office.channel(ann, with_us=False)
    post_ = office.slack.workspace.post(channel.id, ann.id, message.pop("text", ""))
    payload = ann.payloads.message_shortcut(ann.user, post_, "ask_about_this", "")
    payload["message"] |= message
    assert office.slack.deliveries.send("interactive", payload, 20).acknowledged
    modal = office.slack.wait_until(lambda: ann.modal)
    return "\n".join(str(block.get("text") or block.get("elements")) for block in modal.content["blocks"])


FORWARDED: list[dict[str, Any]] = [
    {"attachments": [{"is_share": True, "text": "what about hedgehogs?", "fallback": "[12:00] Bo: what"}]},
    {"attachments": [{"fallback": "a card about hedgehogs"}]},
    {"attachments": [{"title": "Hedgehogs", "fields": [{"title": "Animal", "value": "hedgehog"}]}]},
    {"text": "look at this", "attachments": [{"text": "hedgehogs &amp; co"}]},
    {"files": [{"name": "notes.txt", "preview": "hedgehogs"}]},
]


@pytest.mark.parametrize("message", FORWARDED)
def test_what_a_message_forwards_is_read(office: Office, message: dict[str, Any]) -> None:
    assert "Hedgehogs in the garden" in about(office, **message)


@pytest.mark.parametrize(
    "message", [{}, {"attachments": [{"image_url": "https://example.org/a.png"}]}, {"files": [{"name": "a"}]}]
)
def test_where_there_are_no_words_it_says_so(office: Office, message: dict[str, Any]) -> None:
    words = office.advisor.library.phrases.say("ask_no_words").partition("`")[0]
    assert words in about(office, **message)
