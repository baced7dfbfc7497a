"""What every type of question can do."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from bot.core.content.question import EntryField, Option, Question
from bot.core.questions.answer import Value
from bot.core.templating.markdown import cleaned
from bot.core.templating.values import UNSURE, Chosen, NotKnown, shown


class QuestionType(ABC):
    """How questions of one type are answered: read from words, checked, meant in conditions and texts, and shown."""

    takes_words: ClassVar[bool] = False  # anything typed may be the answer, even what begins like a command
    several: ClassVar[bool] = False  # an answer is several things

    def fitting(self, question: Question, raw: Value) -> Value:
        """The answer as it is kept. Raises InvalidAnswer when it does not fit the question."""
        return UNSURE if question.unsure and is_unsure(raw) else self.checked(question, raw)

    @abstractmethod
    def checked(self, question: Question, raw: Value) -> Value:
        """The same of an answer that is not “I don't know”."""

    def read(self, question: Question, text: str) -> Value:
        """The answer that typed words give. Raises NearMatch, or InvalidAnswer."""
        return self.fitting(question, text)

    def is_same(self, fitted: Value, stored: Value) -> bool:
        """Whether an answer is still the one that was stored."""
        return bool(fitted == stored)

    def meant(self, question: Question, value: Value) -> Any:
        """A kept answer as a value of the authors' language."""
        return value

    def meant_unsure(self, phrase: str) -> Any:
        """“I don't know” as a value of the authors' language."""
        return NotKnown.said(phrase) if self.several else Chosen.option(UNSURE, phrase, phrase)

    def words(self, question: Question, value: Value) -> str:
        """A kept answer in words, as Markdown; empty where nothing was chosen."""
        return str(shown(self.meant(question, value)))

    def most(self, question: Question) -> float | None:
        """The most that can be answered: a number, or how many."""
        return question.most

    def impersonal(self, question: Question, value: Value, removed: str) -> Value:
        """The answer without the words that somebody typed; `removed` stands in their place."""
        return value


def is_unsure(raw: Value) -> bool:
    """Whether an answer is “I don't know”, as it is kept."""
    return isinstance(raw, str) and cleaned(raw).lower() == UNSURE


def chosen(question: Question | EntryField, id_: str) -> Chosen:
    """An option as a value of the authors' language."""
    option = next(option for option in question.options if option.id == id_)
    return Chosen.option(option.id, option.label, option.phrase or option.label)


def is_chosen(option: Option, value: Value) -> bool:
    """Whether an answer is this option, or has it among others."""
    return option.id == value or (isinstance(value, list) and option.id in value)


def chosen_labels(question: Question, value: Value) -> str:
    """The labels of what was chosen."""
    return "; ".join(option.label for option in question.options if is_chosen(option, value))
