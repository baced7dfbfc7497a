"""What typed words say, for authors' conditions: nothing, one of some words, the same as others."""

from pathlib import Path
from typing import Any

import pytest

from bot.core.content.question import Option, Question
from bot.core.questions.answers import fitting
from bot.core.templating.templates import LanguageError, holds, worked_out
from bot.core.templating.typed_words import SAY_NOTHING
from bot.core.templating.values import UNSURE, Group, Typed

NOTHING = [
    "unknown",
    "n/a",
    "N/A.",
    "No idea",
    "no idea yet",
    "not known yet",
    "TBC",
    "?",
    "--",
    "I don’t know",
    "dunno",
    "Not sure.",
]
SOMETHING = [
    "unknown demand will rise",
    "ask finance",
    "none of the wards has beds",
    "count admissions",
    "NA beds",
    "not sure start",
]


@pytest.mark.parametrize("text", NOTHING)
def test_words_that_say_nothing(text: str) -> None:
    assert holds("typed is says_nothing", {"typed": Typed(text)})


@pytest.mark.parametrize("text", SOMETHING)
def test_words_that_say_something(text: str) -> None:
    assert not holds("typed is says_nothing", {"typed": Typed(text)})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The carers' forum", True),
        ("CARERS", True),
        ("Service-users of the centre", True),
        ("Caring staff", False),
        ("Careers service", False),
    ],
)
def test_words_are_found_as_a_whole(text: str, found: bool) -> None:
    assert holds("typed is mentions(['carers', 'service users'])", {"typed": Typed(text)}) is found


@pytest.mark.parametrize(("text", "found"), [("To reduce falls", True), ("Together we can", False), ("Go to", False)])
def test_words_that_stand_first(text: str, found: bool) -> None:
    assert holds("typed is begins_with(['to'])", {"typed": Typed(text)}) is found


@pytest.mark.parametrize(
    ("text", "found"), [("Are beds short?", True), ("“Are beds short?” ", True), ("Why? Beds are short", False)]
)
def test_marks_that_stand_last(text: str, found: bool) -> None:
    assert holds("typed is ends_with(['?'])", {"typed": Typed(text)}) is found


def test_the_same_words_count_once() -> None:
    said = [Group({"statement": Typed(words)}) for words in ("Beds are short.", "beds are  short", "Beds are long")]
    assert worked_out("said | unique(attribute='statement') | map(attribute='statement')", {"said": said}) == [
        said[0]["statement"],
        said[2]["statement"],
    ]
    assert worked_out("['a', 'A.', 'b'] | unique", {}) == ["a", "b"]
    with pytest.raises(LanguageError, match="no “name”"):
        worked_out("said | unique(attribute='name')", {"said": said})


def test_an_answer_that_says_nothing_is_i_dont_know() -> None:
    aim = Question(ask="Which aim?", type="text", unsure=True)
    assert [fitting(aim, text) for text in ("n/a", "not known yet", "fewer falls")] == [UNSURE, UNSURE, "fewer falls"]


def test_nothing_is_read_into_other_answers() -> None:
    needed = Question(ask="Which service?", type="text")
    choice = Question(ask="Any?", options=(Option(id="none", label="None"),), unsure=True)
    stored: list[tuple[Question, Any]] = [(needed, "n/a"), (choice, "none")]
    assert all(fitting(question, value) == value for question, value in stored)


def test_the_list_for_authors_is_the_list() -> None:
    readme = " ".join((Path(__file__).parents[4] / "dialogues/README.md").read_text().split())
    assert [words for words in SAY_NOTHING if f"`{words}`" not in readme] == []
