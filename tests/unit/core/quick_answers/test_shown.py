"""What a person reads: the answer to what was asked, an honest limit, or an honest no; and no worse than it was."""

import re

import pytest

from bot.core.quick_answers.memory import Said, said_in
from bot.core.quick_answers.text import reply_text
from bot.core.quick_answers.thread import Thread
from bot.services.embeddings import model_here
from tests.evaluate import shipped_thread
from tests.shown import is_right, shown_in, wrong_among

pytestmark = pytest.mark.skipif(model_here() is None, reason="the model is not made for this platform")


@pytest.fixture(scope="module")
def thread() -> Thread:
    return shipped_thread()


def told(thread: Thread, *messages: str) -> str:
    """The last answer of a thread in which these were typed."""
    said: Said | None = None
    text = ""
    for message in messages:
        reply = thread.reply(message, said)
        said = said_in(reply, message, said)
        text = reply_text(thread.answerer.composer.phrases, reply)
    return text


# --- Floors that rise with each improvement, never to be lowered to make a change pass


@pytest.mark.parametrize(("file", "floor"), [("shown_held_back", 0.92), ("shown_held_back_typed", 0.88)])
def test_the_text_for_questions_nobody_tuned_on_says_what_it_must(thread: Thread, file: str, floor: float) -> None:
    questions = shown_in(file)
    right = len(questions) - len(wrong_among(questions, lambda one: is_right(thread, one)))
    assert right / len(questions) >= floor


@pytest.mark.parametrize("kind", ["limit", "outsider"])
def test_what_the_documents_leave_open_is_said(thread: Thread, kind: str) -> None:
    questions = [one for one in shown_in("shown_held_back") if one.kind == kind]
    assert 1 - len(wrong_among(questions, lambda one: is_right(thread, one))) / len(questions) >= 0.9


# --- One question


def test_a_number_that_is_asked_for_comes_first(thread: Thread) -> None:
    assert "Five to eight" in told(thread, "how many hypotheses do we need").split("\n\n")[1]


def test_the_limit_comes_first_then_what_is_known_then_whom_to_ask(thread: Thread) -> None:
    text = told(thread, "how much notice do we give a provider")
    assert text.index("do not say how much notice") < text.index("What they do say") < text.index("ask your procurement")


def test_a_comparison_gives_both_sides(thread: Thread) -> None:
    text = told(thread, "MPS or strategy")
    assert "Commissioning strategy\n-" in text
    assert "Market position statement (MPS)\n-" in text


def test_a_term_that_nothing_knows_is_not_passed_over(thread: Thread) -> None:
    assert "“zorbing”" in told(thread, "what is zorbing")


def test_several_questions_are_answered_one_by_one(thread: Thread) -> None:
    text = told(thread, "What is a hypothesis? How many do we need?")
    assert text.index("assumption") < text.index("Five to eight")


def test_a_list_that_is_announced_follows(thread: Thread) -> None:
    for paragraph in told(thread, "what is decommissioning").split("\n\n")[:-1]:
        assert not paragraph.endswith(":") or "- " in told(thread, "what is decommissioning").partition(paragraph)[2]


def test_every_source_stands_on_one_line(thread: Thread) -> None:
    assert re.search(r"^Sources?: [^\n]+$", told(thread, "what are the four principles of the cycle"), re.M)


def test_another_language_is_answered_in_it(thread: Thread) -> None:
    assert "Saesneg" in told(thread, "beth yw comisiynu yng nghymru")


# --- A thread


def test_more_shows_what_was_not_shown(thread: Thread) -> None:
    first = told(thread, "what is a market position statement")
    assert told(thread, "what is a market position statement", "more") != first


def test_a_number_picks_a_choice_or_a_point(thread: Thread) -> None:
    assert told(thread, "what is a market position statement", "what about point 2").count("2. It signals") == 1


def test_who_says_that_names_the_document(thread: Thread) -> None:
    assert "Why, When and How to Commission" in told(thread, "how many hypotheses do we need", "who says that?")


def test_an_example_is_given(thread: Thread) -> None:
    assert "£1m" in told(thread, "hypotheses for older people", "give me an example")


def test_and_for_something_else_says_so_where_nothing_is_known(thread: Thread) -> None:
    assert "say nothing more" in told(thread, "what is a market position statement", "and for the NHS?")


@pytest.mark.parametrize(("words", "answer"), [("thanks", "welcome"), ("that is wrong", "Thank you for saying so")])
def test_a_word_that_is_no_question_gets_a_word(thread: Thread, words: str, answer: str) -> None:
    text = told(thread, "what is decommissioning", words)
    assert answer in text
    assert "Decommissioning" not in text


def test_what_was_said_before_an_aside_is_still_known(thread: Thread) -> None:
    assert "Handout 1" in told(thread, "what is decommissioning", "thanks", "who says that?")


def test_what_is_remembered_survives_being_kept() -> None:
    said = Said("what", "topic", ("a", "b"), ("block",), True)
    assert Said.from_data(said.as_data()) == said
