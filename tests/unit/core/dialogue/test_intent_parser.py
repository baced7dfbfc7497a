"""Typed words: commands, answers by number, id, label or phrase, near misses, and changes wanted."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.content.library import Library
from bot.core.content.question import Question
from bot.core.dialogue import intents
from bot.core.dialogue.intent_parser import change_wanted, command, is_exact, list_message, question_meant
from bot.core.dialogue.intents import Command
from bot.core.questions.answer import InvalidAnswer
from bot.core.questions.answers import answer_in, fits
from bot.core.questions.option_words import NearMatch

LEVERS = [
    {"id": "grants", "label": "Grants and loans"},
    {"id": "rules", "label": "Rules, and advice", "phrase": "rules that all must keep"},
    {"id": "prices", "label": "Prices"},
    {"id": "none_here", "label": "None"},
]
CHOICE = Question.model_validate({"ask": "Which?", "options": LEVERS, "unsure": True})
CHOICES = Question.model_validate({"ask": "Which?", "type": "choices", "options": LEVERS[:3], "least": 0})
LIST = Question.model_validate({"ask": "Who?", "type": "list", "unsure": True})
PEOPLE = Question.model_validate(
    {"ask": "Who?", "type": "list", "fields": {"name": {"ask": "Who?"}, "lever": {"ask": "Which?", "options": LEVERS}}}
)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("back", Command.BACK),
        ("  Go  BACK. ", Command.BACK),
        ("Why?", Command.WHY),
        ("start again!", Command.START_AGAIN),
        ("exit", Command.STOP),
        ("Answers", Command.SHOW_ANSWERS),
        ("help", Command.HELP),
        ("more", intents.More()),
        ("backwards", None),
        ("why not", None),
        ("", None),
        ("مساعدة", None),
    ],
)
def test_commands(words: str, message: object) -> None:
    assert command(words) == message


@pytest.mark.parametrize(
    "words", ["1", " 1. ", "[1]", "(1)", "grants", "GRANTS AND LOANS", "Grants and loans!", "grants  and\nloans"]
)
def test_an_option_by_its_number_id_or_label(words: str) -> None:
    assert answer_in(CHOICE, words) == "grants"
    assert is_exact(CHOICE, words)


def test_an_option_by_its_phrase_and_one_that_is_called_none() -> None:
    assert answer_in(CHOICE, "rules that all must keep") == "rules"
    assert answer_in(CHOICE, "none") == "none_here"


UNSURE_WORDS = ["I don't know", "i don’t know yet", "dont know", "?", "Not sure.", "unsure", "DK", "idk", "dunno"]


@pytest.mark.parametrize("words", [*UNSURE_WORDS, "I'm not sure yet", "no idea"])
def test_not_knowing(words: str) -> None:
    assert answer_in(CHOICE, words) == "unsure"
    with pytest.raises((InvalidAnswer, NearMatch)):
        answer_in(CHOICES, words)  # where it is no answer


@pytest.mark.parametrize(("words", "near"), [("grnts and loans", "grants"), ("price", "prices"), ("rules and advise", "rules")])
def test_a_near_miss_is_asked_about_not_taken(words: str, near: str) -> None:
    with pytest.raises(NearMatch) as caught:
        answer_in(CHOICE, words)
    assert caught.value.options[0].id == near
    assert not is_exact(CHOICE, words)


@pytest.mark.parametrize(
    ("question", "words", "near"),
    [
        ("situation", "several contracts", "several_contracts"),
        ("situation", "other budget holders", "budget_holders"),
        ("left_alone", "only some of it", "partly"),
    ],
)
def test_a_part_of_an_answer_is_asked_about(library: Library, question: str, words: str, near: str) -> None:
    asked = library.question(f"intervention.{question}")
    assert asked
    with pytest.raises(NearMatch) as caught:
        answer_in(asked, words)
    assert caught.value.options[0].id == near


@pytest.mark.parametrize("words", ["0", "5", "-1", "99999999999999999999", "²", "٣", "x", "👍", "zebra", "1, 2", "x" * 99999])
def test_what_is_no_option(words: str) -> None:
    with pytest.raises(InvalidAnswer):
        answer_in(CHOICE, words)


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("1, 3", ["grants", "prices"]),
        ("3 1", ["grants", "prices"]),
        ("1 and 3", ["grants", "prices"]),
        ("1;3", ["grants", "prices"]),
        ("1\n3", ["grants", "prices"]),
        ("1,,3,", ["grants", "prices"]),
        ("1" + " " * 50_000 + "3", ["grants", "prices"]),
        ("prices, Grants and loans", ["grants", "prices"]),
        ("Rules, and advice", ["rules"]),
        ("none", []),
        ("None of these.", []),
    ],
)
def test_several_options(words: str, ids: list[str]) -> None:
    assert answer_in(CHOICES, words) == ids


@pytest.mark.parametrize("words", ["", "  ", ",", "; ,"])
def test_an_empty_message_ticks_nothing_not_even_where_none_is_an_answer(words: str) -> None:
    with pytest.raises(InvalidAnswer) as caught:
        answer_in(CHOICES, words)
    assert caught.value.phrase == "empty"


def test_what_is_no_option_among_several_is_quoted_as_typed() -> None:
    with pytest.raises(InvalidAnswer) as caught:
        answer_in(CHOICES, "1, *zebra* " + "x" * 500)
    said = str(caught.value.names["said"])
    assert said.startswith("\\*zebra\\*")
    assert len(said) < 80


def test_an_option_that_is_called_none_is_ticked() -> None:
    asked = Question.model_validate({"ask": "Which?", "type": "choices", "options": LEVERS})
    assert answer_in(asked, "none") == ["none_here"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("done", intents.Done("k")),
        ("That’s all.", intents.Done("k")),
        ("Done!", intents.Done("k")),
        ("remove 2", intents.Remove("k", 2)),
        ("Remove 2", intents.Remove("k", 2)),
        ("remove 2 chairs", intents.Add("k", "remove 2 chairs")),
        ("edit 2 Bob", intents.Edit("k", 2, "Bob")),
        ("edit 2", intents.Edit("k", 2, "")),
        ("edit the plan", intents.Add("k", "edit the plan")),
        ("I don't know", intents.Give("k", "unsure")),
        ("  Ann ", intents.Add("k", "Ann")),
        ("", intents.Add("k", "")),
    ],
)
def test_words_while_a_list_is_open(words: str, message: object) -> None:
    assert list_message("k", LIST, words) == message


def test_an_entry_with_fields_has_semicolons_between_them() -> None:
    assert list_message("k", PEOPLE, "Ann; 2") == intents.Add("k", {"name": "Ann", "lever": "rules"})
    assert list_message("k", PEOPLE, "edit 1 Ann; prices") == intents.Edit("k", 1, {"name": "Ann", "lever": "prices"})
    assert list_message("k", PEOPLE, "Ann; zebra") == intents.Add("k", {"name": "Ann", "lever": "zebra"})  # refused further on
    assert list_message("k", PEOPLE, "Ann") == intents.Add("k", "Ann")


ASKED = [("d.service", "Which service is it?"), ("other.need", "Is change needed?"), ("d.when", "When must it be done?")]


@pytest.mark.parametrize(
    ("what", "key"),
    [
        ("1", "d.service"),
        ("2", "other.need"),
        ("when", "d.when"),
        ("d.when", "d.when"),
        ("other.need", "other.need"),
        ("need", "other.need"),
        ("which service is it", "d.service"),
        ("0", ""),
        ("4", ""),
        ("²", ""),
        ("9" * 5000, ""),
        ("zebra", ""),
    ],
)
def test_which_question_is_to_be_changed(what: str, key: str) -> None:
    assert question_meant(what, ASKED, "d") == key


def test_words_that_only_resemble_a_question_do_not_count_where_exactness_is_wanted() -> None:
    assert question_meant("is change needed", ASKED, "d") == "other.need"
    assert question_meant("is change needed", ASKED, "d", exactly=True) == ""
    assert question_meant("2", ASKED, "d", exactly=True) == "other.need"


def test_change_wanted() -> None:
    assert [change_wanted(words) for words in ("Change 2", "change  Which Service ", "change", "exchange 2", "")] == [
        "2",
        "which service",
        "",
        "",
        "",
    ]


@given(st.text())
def test_any_words_are_understood_or_refused(words: str) -> None:
    command(words)
    question_meant(change_wanted(words), ASKED, "d")
    for asked in (CHOICE, CHOICES):
        with suppress(InvalidAnswer, NearMatch):
            assert fits(asked, answer_in(asked, words))
    for asked in (LIST, PEOPLE):
        assert list_message("k", asked, words)
