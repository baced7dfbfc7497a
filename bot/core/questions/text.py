"""Words of one's own."""

from typing import Any

from bot.core.content.question import EntryField, Question
from bot.core.questions.answer import LONGEST_TEXT, Value, invalid
from bot.core.questions.question_type import QuestionType, is_unsure
from bot.core.templating.markdown import cleaned
from bot.core.templating.typed_words import says_nothing
from bot.core.templating.values import UNSURE, Typed


class Text(QuestionType):
    """Words of one's own."""

    takes_words = True

    def fitting(self, question: Question, raw: Value) -> Value:
        """The words; "n/a" or "not known yet" is no answer to build on, wherever it is typed."""
        if question.unsure and isinstance(raw, str) and says_nothing(raw):
            return UNSURE
        if not question.unsure and is_unsure(raw):  # kept as words, it would read as "I don't know" wherever that is an answer
            raise invalid("not_words")
        return super().fitting(question, raw)

    def checked(self, question: Question, raw: Value) -> Value:
        """The words, neither too few nor too many."""
        return checked_words(question, raw, int(question.least or 1))

    def meant(self, question: Question, value: Value) -> Any:
        """The words, as data."""
        return Typed(value)

    def most(self, question: Question) -> float | None:
        """How many characters."""
        return question.most or LONGEST_TEXT

    def impersonal(self, question: Question, value: Value, removed: str) -> Value:
        """Nothing of it."""
        return removed


def checked_words(question: Question | EntryField, raw: Value, least: int = 1) -> str:
    """Typed words as they are kept. Raises InvalidAnswer."""
    if not isinstance(raw, str | int | float) or isinstance(raw, bool):
        raise invalid("not_words")
    text, most = cleaned(str(raw)), int(question.most or LONGEST_TEXT)
    if not any(letter.isprintable() and not letter.isspace() for letter in text):
        raise invalid("empty")
    if len(text) > most:
        raise invalid("too_long", length=len(text), most=most)
    if len(text) < least:
        raise invalid("too_short", length=len(text), least=least)
    return text
