"""Everyday words that mean an option: yes and no, and what its author lists."""

import pytest

from bot.core.content.question import Question
from bot.core.dialogue.intent_parser import is_answer, is_exact
from bot.core.questions.answer import InvalidAnswer
from bot.core.questions.answers import answer_in
from bot.core.questions.option_words import NearMatch

YES = [
    {"id": "already", "label": "Yes, it is"},
    {"id": "steer", "label": "No, it needs somebody"},
    {"id": "some", "label": "Not yet"},
]


@pytest.mark.parametrize(("words", "id_"), [("yes", "already"), ("Yes!", "already"), ("no", "steer")])
def test_a_yes_is_the_one_option_that_begins_with_it(words: str, id_: str) -> None:
    question = Question.model_validate({"ask": "Is it?", "options": YES})
    assert answer_in(question, words) == id_
    assert is_answer(question, words)
    assert not is_exact(question, words), "among colleagues it may mean anything"


def test_a_yes_that_several_options_begin_with_is_none_of_them() -> None:
    options = [*YES, {"id": "part", "label": "Yes, in part"}]
    question = Question.model_validate({"ask": "Is it?", "options": options})
    with pytest.raises((InvalidAnswer, NearMatch)):
        answer_in(question, "yes")


SAID = Question.model_validate(
    {
        "ask": "What kind of work?",
        "options": [
            {"id": "rota", "label": "Re-organising", "said": ["redraw the rota", "merge teams"]},
            {"id": "other", "label": "Anything else", "said": ["none of these"]},
        ],
    }
)


@pytest.mark.parametrize(
    ("words", "option"),
    [("we have to redraw our night rota", "rota"), ("it is none of these", "other"), ("Merging two teams", "rota")],
)
def test_everyday_words_mean_the_option_that_lists_them(words: str, option: str) -> None:
    assert answer_in(SAID, words) == option
    assert not is_exact(SAID, words)  # which colleagues may say of something else


@pytest.mark.parametrize("words", ["we do not want to merge teams", "redraw the rota. none of these"])
def test_what_is_denied_or_said_of_two_options_means_none(words: str) -> None:
    with pytest.raises(InvalidAnswer):
        answer_in(SAID, words)
