"""Every reply of every dialogue as Slack would be sent it, held against the stand-in's own set of Slack's rules.

The rules (bot/fake_slack/validation/messages.py) were written from Slack's documentation, not from our blocks.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

import pytest

from bot.authoring.paths.pairwise import covering_answers
from bot.core.content.library import Library
from bot.core.dialogue import intents
from bot.core.dialogue.conversation import Answer, Conversation, Key
from bot.core.dialogue.intents import Command
from bot.core.dialogue.position import walk
from bot.core.dialogue.reply import Reply
from bot.core.dialogue.turn import take_turn
from bot.core.questions.answer import Value
from bot.core.quick_answers.composer import Composer, Wanted
from bot.core.search.results import Found
from bot.core.templating.values import UNSURE
from bot.fake_slack.validation.messages import check_message, check_view
from bot.services.content import shipped_content
from bot.slack.blocks import kit
from bot.slack.blocks.menu import menu
from bot.slack.blocks.question import modal_for
from bot.slack.blocks.topic import answer_blocks, for_modal, whole_topic_blocks
from bot.slack.outbox.turn_payloads import Told, aside_blocks, settled_blocks
from tests.support.shared_paths import shared_paths
from tests.support.slack.words import shown_blocks

TODAY = "1 January 2027"
DIALOGUES = sorted(path.stem for path in (shipped_content() / "dialogues").glob("*.yaml"))
OF_AN_OUTCOME = 2  # paths to each outcome that are shown here; tests/unit/shipped_content/test_paths.py renders them all as text


def conversations(library: Library, dialogue: str) -> Iterator[Conversation]:
    """Finished conversations: to every outcome, along its longest paths."""
    paths = shared_paths(library, dialogue)
    for outcome in library.dialogues[dialogue].outcomes:
        leading = sorted((path for path in paths.all if path.outcome == outcome), key=lambda path: -len(path.asked))
        for path in leading[:OF_AN_OUTCOME]:
            yield _with(library, dialogue, next(iter(covering_answers(paths, path))))


def _with(library: Library, dialogue: str, answers: Mapping[Key, Value]) -> Conversation:
    given = {key: Answer(_longest(library, key, value)) for key, value in answers.items()}
    return Conversation("c" * 12, dialogue, library.editions[dialogue], given)


def _longest(library: Library, key: Key, value: Value) -> Value:
    """What people type is as long as it may be, and full of what Slack would read as more than words."""
    question = library.question(key)
    if question is None or question.type != "text" or value == UNSURE:
        return value
    return ("<!channel> *x* _y_ & " * 100)[: int(question.most or 500)].strip()


def shown(library: Library, conversation: Conversation) -> Iterator[kit.Block]:
    """Every message about where a conversation stands, with all its further parts."""
    told = Told(library.phrases, "U1")
    reply = take_turn(library, conversation, intents.Show(), TODAY).reply
    yield _message(told, reply, conversation)
    for number in range(len(reply.guidance.sections) if reply.guidance else 0):
        section = take_turn(library, replace(conversation, shown=number), intents.More(), TODAY).reply
        yield _message(told, section, conversation)
    for message in (
        Command.WHY,
        Command.HELP,
        Command.SHOW_ANSWERS,
        intents.Say("\u202e😀 zebra"),
        Command.BACK,
    ):
        aside = take_turn(library, conversation, message, TODAY).reply
        yield kit.message(aside_blocks(aside, conversation), "aside") if aside.aside else _message(told, aside, conversation)


def _message(told: Told, reply: Reply, conversation: Conversation) -> kit.Block:
    return kit.message(told.shown(reply, conversation), "shown")


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_slack_would_show_it(library: Library, dialogue: str) -> None:
    seen: set[tuple[Key, ...]] = set()
    for finished in conversations(library, dialogue):
        for message in shown(library, finished):
            check_message(message)
        for step in walk(library, finished).asked:
            on_the_way = _before(library, finished, step.key)
            if on_the_way in seen:
                continue
            seen.add(on_the_way)
            partly = replace(finished, answers={key: finished.answers[key] for key in on_the_way})
            for message in shown(library, partly):
                check_message(message)


def _before(library: Library, finished: Conversation, key: Key) -> tuple[Key, ...]:
    keys = [step.key for step in walk(library, finished).asked]
    return tuple(keys[: keys.index(key)])


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_slack_would_show_its_lines_and_modals(library: Library, dialogue: str) -> None:
    for finished in islice(conversations(library, dialogue), 5):
        for line in take_turn(library, finished, Command.SHOW_ANSWERS, TODAY).reply.answers:
            blocks = settled_blocks(library.phrases, line, finished, "Ann")
            check_message(kit.message(blocks, "line"))
            reply = take_turn(library, replace(finished, reopened=line.key), intents.Show(), TODAY).reply
            assert reply.asks
            if reply.asks.type in {"text", "number", "date", "list"}:
                check_view(modal_for(library.phrases, reply.asks, "memo"))


def test_a_mark_at_the_end_of_a_text_is_followed_by_no_colon(library: Library) -> None:
    asked = _with(
        library,
        "intervention",
        {"intervention.service": "home care", "intervention.aims": ["efficiency"], "intervention.left_alone": "partly"},
    )
    aside = take_turn(library, asked, Command.SHOW_ANSWERS, TODAY).reply
    messages = next(shown(library, asked)), kit.message(aside_blocks(aside, asked), "aside")
    texts = [shown_blocks(message["blocks"]) for message in messages]
    assert "own money — For example" in texts[0]
    assert not [text for text in texts if re.search(r"[?:][*]*:", text)]


def test_slack_would_show_every_topic_and_the_menu(library: Library) -> None:
    check_message(menu(library, ask_who=True, ask_where=True))
    titles = {id_: dialogue.title for id_, dialogue in library.dialogues.items()}
    composer = Composer(library, library.sources, library.phrases, titles)
    for id_ in library.topics:
        answer = composer.about(id_, Wanted(id_), None, Found("answered"))
        blocks = answer_blocks(library.phrases, answer, "what?", shareable=True)
        for shown_whole in (blocks, whole_topic_blocks(library, answer)):
            check_message(kit.message(shown_whole, id_))
            check_view(kit.notice("title", for_modal(shown_whole), "close"))
            buttons = [one for block in shown_whole if block["type"] == "actions" for one in block["elements"]]
            assert len([one for one in buttons if one.get("style") == "primary"]) <= 1
            assert len([one for one in buttons if one["type"] == "static_select"]) <= 1
            assert len(buttons) <= 4


def test_the_rules_would_notice() -> None:
    with pytest.raises(Exception, match="invalid_blocks"):
        check_message({"text": "x", "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}]})


def test_typed_words_in_plain_text_do_not_look_like_a_ping_either() -> None:
    [heading] = kit.header("Care for \\<!channel\\>, \\<@U0ANN\\> and \\<\\#C0\\>")
    assert "<!" not in heading["text"]["text"]
    assert heading["text"]["text"].replace("\u200b", "") == "Care for <!channel>, <@U0ANN> and <#C0>"
