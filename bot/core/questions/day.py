"""A date."""

import datetime
from typing import Any

from bot.core.content.question import Question
from bot.core.questions.answer import Value, invalid, said_shortly
from bot.core.questions.question_type import QuestionType
from bot.core.templating.markdown import cleaned

_PATTERNS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


class Date(QuestionType):
    """A date, kept in the ISO form."""

    def checked(self, question: Question, raw: Value) -> Value:
        """The date as people here write it."""
        text = " ".join(cleaned(str(raw)).replace(",", " ").split())
        for pattern in _PATTERNS:
            try:
                return datetime.datetime.strptime(text, pattern).date().isoformat()
            except ValueError:
                continue
        raise invalid("not_a_date", said=said_shortly(raw))

    def meant(self, question: Question, value: Value) -> Any:
        """The date."""
        return datetime.date.fromisoformat(value)
