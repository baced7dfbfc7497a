"""A number, and a step of a scale."""

import math
import re
from typing import ClassVar

from bot.core.content.question import Question
from bot.core.questions.answer import Value, invalid, said_shortly
from bot.core.questions.question_type import QuestionType
from bot.core.templating.markdown import cleaned


class Number(QuestionType):
    """A number, perhaps of something."""

    always_whole: ClassVar[bool] = False

    def checked(self, question: Question, raw: Value) -> Value:
        """The number, whole where it can be."""
        number = _read_number(raw, question.unit)
        if (question.whole or self.always_whole) and number != int(number):
            raise invalid("not_whole", said=said_shortly(raw))
        low, high = question.least, question.most
        if (low is not None and number < low) or (high is not None and number > high):
            raise invalid("out_of_range", said=said_shortly(raw), least=low, most=high)
        return int(number) if number == int(number) else number

    def words(self, question: Question, value: Value) -> str:
        """The number with its unit."""
        words, unit = super().words(question, value), question.unit
        return f"{unit}{words}" if unit == "£" else f"{words} {unit}" if unit else words


class Scale(Number):
    """A step of a scale."""

    always_whole = True


# Commas part thousands only: "1,5" may be meant as one and a half, so it is asked again rather than read as 15.
_NUMBER = re.compile(r"[-+]?(?=\.?[0-9])([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?(\.[0-9]*)?(e[-+]?[0-9]{1,3})?", re.IGNORECASE)


def _read_number(raw: Value, unit: str | None) -> float:
    if isinstance(raw, bool):
        raise invalid("not_a_number", said=said_shortly(raw))
    text = cleaned(str(raw)).replace(unit or "£", "").strip()
    number = float(text.replace(",", "")) if _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(number) or abs(number) > 1e15:
        raise invalid("not_a_number", said=said_shortly(raw))
    return number
