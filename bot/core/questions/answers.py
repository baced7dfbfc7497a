"""Answers to any question: what fits it, what is meant by it, and what typed words say."""

from typing import Any

from bot.core.content.question import Question
from bot.core.questions.answer import InvalidAnswer, Value
from bot.core.questions.choice import Choice, option_ids
from bot.core.questions.choices import Choices
from bot.core.questions.day import Date
from bot.core.questions.entries import Entries
from bot.core.questions.number import Number, Scale
from bot.core.questions.option_words import is_unsure_words
from bot.core.questions.question_type import QuestionType
from bot.core.questions.text import Text
from bot.core.templating.values import UNSURE

TYPES: dict[str, QuestionType] = {
    "choice": Choice(),
    "choices": Choices(),
    "scale": Scale(),
    "number": Number(),
    "date": Date(),
    "text": Text(),
    "list": Entries(),
}


def type_of(question: Question) -> QuestionType:
    """What knows how this question is answered."""
    return TYPES[question.type]


def fitting(question: Question, raw: Value) -> Value:
    """The answer as it is kept. Raises InvalidAnswer when it does not fit the question."""
    return type_of(question).fitting(question, raw)


def fits(question: Question, value: Value) -> bool:
    """Whether a kept answer still fits the question, for example after an edit."""
    try:
        return type_of(question).is_same(fitting(question, value), value)
    except InvalidAnswer:
        return False


def answer_ids(question: Question) -> list[str]:
    """What may be answered by its id, as in a file."""
    return option_ids(question.options, bool(question.unsure))


def answer_in(question: Question, text: str) -> Value:
    """The answer these words give. Raises NearMatch when it is close to options only, InvalidAnswer when it fits
    nothing."""
    return UNSURE if question.unsure and is_unsure_words(text) else type_of(question).read(question, text)


def meant(question: Question, value: Value, unsure_phrase: str) -> Any:
    """A kept answer as a value of the authors' language."""
    unsure = value == UNSURE and question.unsure
    return type_of(question).meant_unsure(unsure_phrase) if unsure else type_of(question).meant(question, value)
