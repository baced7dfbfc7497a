"""Parts of finished advice, read by number or by name; and questions in between."""

import pytest

from bot.core.content.library import Library
from bot.core.content.question import Question
from bot.core.dialogue import intents
from bot.core.dialogue.part_meant import part_meant
from bot.core.dialogue.question_between import is_question_between
from bot.core.loading.loader import load_library
from tests.support.small_library import VISIT, CoreTalk, finished, small_texts

TOPIC = """---
title: Levers for change
answer: A lever moves something.
cite: ["doc:one"]
reviewed: 2026-11-01
owner: Somebody
---
A lever moves something that is heavy.
"""
PARTS = VISIT.replace("{title: First, say: One.}", "{title: What it costs to stay, say: One.}").replace(
    "    more:", "    topics: [levers]\n    more:"
)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library({**small_texts(visit=PARTS), "knowledge/topics/levers.md": TOPIC})


@pytest.fixture
def talk(library: Library) -> CoreTalk:
    return finished(CoreTalk(library, "visit"))


@pytest.mark.parametrize("words", ["more 1", "1", "read 1", "What it costs to stay", "more on what it costs", "part 1"])
def test_a_part_is_opened_by_its_number_or_its_name(talk: CoreTalk, words: str) -> None:
    reply = talk.say(words)

    assert reply.section is not None
    assert (reply.section.text, reply.notes) == ("One.", ("1 of 2",))


@pytest.mark.parametrize("words", ["Levers for change", "read on levers for change", "levers for"])
def test_a_topic_to_read_on_is_opened_by_its_title(talk: CoreTalk, words: str) -> None:
    reply = talk.say(words)

    assert reply.section is not None
    assert "heavy" in reply.section.text
    assert [source.id for source in reply.section.sources] == ["doc:one"]


@pytest.mark.parametrize("words", ["more 9", "nonsense", "change"])
def test_what_names_no_part_opens_none(talk: CoreTalk, words: str) -> None:
    assert talk.say(words).section is None


def test_nothing_is_opened_while_a_question_waits(library: Library) -> None:
    asked = CoreTalk(library, "visit")
    asked.say("home care")

    assert part_meant(library, asked.conversation, "more 1") is None
    assert isinstance(part_meant(library, finished(CoreTalk(library, "visit")).conversation, "more 1"), intents.More)


CHOICE = Question.model_validate(
    {"ask": "Which?", "options": [{"id": "who", "label": "Who decides"}, {"id": "b", "label": "Beds"}]}
)
TEXT = Question.model_validate({"ask": "Which service?", "type": "text"})


@pytest.mark.parametrize(
    ("question", "words", "asks"),
    [
        (CHOICE, "what do you mean by outcome?", True),
        (CHOICE, "Who decides", False),
        (CHOICE, "who decid", False),
        (CHOICE, "back", False),
        (TEXT, "what we do for carers", False),
        (TEXT, "what do you mean by service?", True),
        (None, "what is a lever?", True),
        (None, "change 2", False),
        (CHOICE, "  ", False),
    ],
)
def test_a_question_in_between_is_told_from_an_answer(question: Question | None, words: str, asks: bool) -> None:
    has_answer = words != "who decid"

    assert is_question_between(question, words, lambda _: has_answer) is asks
    assert not is_question_between(question, words, lambda _: False)
