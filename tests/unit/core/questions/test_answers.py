"""What may be answered to each type of question, and what is said of everything else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.content.phrases import Phrases
from bot.core.content.question import Question
from bot.core.loading.yaml_reader import read_yaml
from bot.core.questions.answer import InvalidAnswer
from bot.core.questions.answers import fits, fitting, meant
from bot.core.questions.entries import entries_in
from bot.core.templating.markdown import plain
from bot.core.templating.templates import holds, rendered
from tests.support.small_library import SHIPPED_PHRASES

PHRASES = Phrases(phrases=read_yaml(SHIPPED_PHRASES, "phrases.yaml").value)
OPTIONS = [{"id": "a", "label": "Apples"}, {"id": "b", "label": "Pears"}, {"id": "c", "label": "Plums"}]


def question(type_: str = "choice", **more: Any) -> Question:
    return Question.model_validate({"ask": "What?", "type": type_, **more})


def people(**more: Any) -> Question:
    return question("list", fields={"name": {"ask": "Who?", "most": 5}, "fruit": {"ask": "Which?", "options": OPTIONS}}, **more)


CHOICE, CHOICES = question(options=OPTIONS), question("choices", options=OPTIONS, most=2)
NUMBER, POUNDS, DATE, TEXT, LIST = (
    question("number"),
    question("number", unit="£"),
    question("date"),
    question("text"),
    question("list"),
)


@pytest.mark.parametrize(
    ("asked", "raw", "stored"),
    [
        (CHOICE, "b", "b"),
        (CHOICES, ["c", "a", "c"], ["a", "c"]),
        (CHOICES, "b", ["b"]),
        (question("choices", options=OPTIONS, least=0), [], []),
        (question("scale", least=1, most=5), "3.0", 3),
        (NUMBER, "1,000", 1000),
        (NUMBER, "1,234,567.5", 1234567.5),
        (NUMBER, " £5 ", 5),
        (NUMBER, "-0.25", -0.25),
        (NUMBER, ".5", 0.5),
        (NUMBER, "7.", 7),
        (NUMBER, "1e3", 1000),
        (NUMBER, 12.0, 12),
        (POUNDS, "£1,500", 1500),
        (question("number", unit="days"), "12 days", 12),
        (DATE, "2027-03-31", "2027-03-31"),
        (DATE, "1/2/2027", "2027-02-01"),
        (DATE, "31/3/27", "2027-03-31"),
        (DATE, "31.3.2027", "2027-03-31"),
        (DATE, "31 March 2027", "2027-03-31"),
        (DATE, "3 mar, 2027", "2027-03-03"),
        (TEXT, "  home\r\ncare ", "home\ncare"),
        (TEXT, "رعاية 👩‍👩‍👧 café", "رعاية 👩‍👩‍👧 café"),
        (TEXT, "a\x00b\x1b\u202ec\ud83d", "abc"),
        (TEXT, 2027, "2027"),
        (LIST, ["x", " y "], ["x", "y"]),
        (LIST, "x", ["x"]),
        (people(), [{"fruit": "a", "name": "Ann"}], [{"name": "Ann", "fruit": "a"}]),
        (question("text", unsure=True), " Unsure ", "unsure"),
        (question("list", unsure=True), "unsure", "unsure"),
    ],
)
def test_what_fits_is_kept_so_and_fits_again(asked: Question, raw: object, stored: object) -> None:
    assert fitting(asked, raw) == stored
    assert type(fitting(asked, raw)) is type(stored)
    assert fits(asked, stored)


WHOLE = question("number", whole=True, least=1, most=9)
NOT_NUMBERS = [
    "nan",
    "inf",
    "-Infinity",
    "1e999",
    "1e16",
    "9" * 5000,
    "12,5",
    "1,00",
    ",5",
    "1_000",
    "0x1f",
    "٣",
    "²",
    "five",
    "",
    "-",
    ".",
    "5 5",
]


@pytest.mark.parametrize(
    ("asked", "raw", "phrase"),
    [
        *((NUMBER, raw, "not_a_number") for raw in [*NOT_NUMBERS, float("nan"), float("inf"), True, None, [1], {"a": 1}]),
        (WHOLE, "2.5", "not_whole"),
        (WHOLE, "0", "out_of_range"),
        (WHOLE, "10", "out_of_range"),
        *((CHOICE, raw, "not_an_option") for raw in ["Apples", "", "d", "unsure", None, 1, ["a"], {"a": "b"}, "x" * 99999, "👍"]),
        (CHOICES, [], "too_few_ticked"),
        (CHOICES, ["a", "b", "c"], "too_many_ticked"),
        (CHOICES, ["a", "d"], "not_an_option"),
        (CHOICES, ["a", None], "not_an_option"),
        *((DATE, raw, "not_a_date") for raw in ["31/2/2027", "3/31/2027", "2027", "tomorrow", "", None, "٣١/٣/", "0/0/0"]),
        *((TEXT, raw, "empty") for raw in ["", "  \n ", "\u200b", "\u200d", "\x00", "\u202e"]),
        *((TEXT, raw, "not_words") for raw in [None, True, ["a"], {"a": 1}, "unsure", " UNSURE "]),
        (TEXT, "x" * 501, "too_long"),
        (question("text", least=3), "ab", "too_short"),
        (LIST, [], "too_few_entries"),
        (question("list", most=2), ["a", "b", "c"], "too_many_entries"),
        (LIST, ["x", " "], "empty"),
        (people(), ["Ann"], "not_an_entry"),
        (people(), [{"name": "Ann"}], "not_an_entry"),
        (people(), [{"name": "Ann", "fruit": "a", "more": "x"}], "not_an_entry"),
        (people(), [{"name": "Ann", "fruit": "Apples"}], "not_an_option"),
        (people(), [{"name": "Annabel", "fruit": "a"}], "too_long"),
        (people(), [{"name": "", "fruit": "a"}], "empty"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(asked: Question, raw: object, phrase: str) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        fitting(asked, raw)
    assert caught.value.phrase == phrase
    assert 10 < len(plain(caught.value.said(PHRASES))) < 300


def test_what_was_said_is_quoted_as_typed_and_shortly() -> None:
    with pytest.raises(InvalidAnswer) as caught:
        fitting(NUMBER, "*five* <https://evil.example>" + "x" * 9999)
    said = caught.value.said(PHRASES)
    assert "\\*five\\* \\<https" in said
    assert len(said) < 200


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
QUESTIONS = [
    CHOICE,
    CHOICES,
    NUMBER,
    POUNDS,
    WHOLE,
    DATE,
    TEXT,
    LIST,
    people(),
    question("text", unsure=True),
    people(unsure=True),
]


@given(st.sampled_from(QUESTIONS), ANYTHING)
def test_anything_at_all_is_kept_or_refused_and_what_is_kept_can_be_shown(asked: Question, raw: object) -> None:
    try:
        stored = fitting(asked, raw)
    except InvalidAnswer as invalid:
        invalid.said(PHRASES)
        return
    assert fits(asked, stored)
    assert rendered("{{ answer }}", {"answer": meant(asked, stored, "not known")}).strip() or stored == []


@pytest.mark.parametrize(
    "asked", [question("choices", options=OPTIONS, unsure=True), question("list", unsure=True), people(unsure=True)]
)
def test_unsure_about_several_things_means_that_none_is_known(asked: Question) -> None:
    names = {"answer": meant(asked, "unsure", "not known")}
    for condition in (
        "answer is unsure",
        "answer | count == 0",
        "not answer",
        'not "a" in answer',
        "(answer + [1]) | count == 1",
    ):
        assert holds(condition, names), condition
    for condition in ("answer | count > 0", '"unsure" in answer', 'answer | select("==", "unsure") | list | count > 0'):
        assert not holds(condition, names), condition
    each = "{% for one in answer %}{{ one }}{% endfor %}"
    said = "{{ answer }}, {{ answer | label }}, {{ answer | listed('or') }}, " + each + "{{ answer | bullets }}"
    assert rendered(said, names) == "not known, not known, not known, - not known"


def test_a_kept_answer_after_an_edit() -> None:
    reordered, shorter = question("choices", options=OPTIONS[::-1]), question("choices", options=OPTIONS[:2])
    assert fits(reordered, ["a", "c"])  # the order of the author is not the person's business
    assert not fits(shorter, ["a", "c"])
    assert not fits(question("text"), 3)  # it was a number once
    assert not fits(question("text"), "unsure")  # it may have been unsure once


def test_entries_that_still_fit_after_an_edit() -> None:
    good, old = {"name": "Ann", "fruit": "a"}, {"name": "Bob", "fruit": "gone"}
    assert entries_in(people(), [good, old, "a word", {"name": "Cat"}]) == [good]
    assert entries_in(LIST, [good, "a word"]) == ["a word"]
    assert entries_in(LIST, "unsure") == []


def test_a_long_question_may_have_a_list_of_words() -> None:
    assert fitting(question("list", ask="Why? " * 200), ["because"]) == ["because"]
