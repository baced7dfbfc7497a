"""Any number of several options."""

import re
from typing import Any

from bot.core.content.question import Question
from bot.core.questions.answer import InvalidAnswer, Value, invalid
from bot.core.questions.choice import option_id
from bot.core.questions.option_words import NearMatch, exact_option, folded, near_options
from bot.core.questions.question_type import QuestionType, chosen, chosen_labels
from bot.core.templating.markdown import cleaned

MOST_COMPARED = 30  # parts of one message that are compared with options


class Choices(QuestionType):
    """Any number of several options, in the author's order."""

    several = True

    def checked(self, question: Question, raw: Value) -> Value:
        """The ids of options."""
        raw = raw if isinstance(raw, list | tuple) else [raw]
        ticked = {option_id(question.options, bool(question.unsure), one) for one in raw}
        ids = [option.id for option in question.options if option.id in ticked]
        least, most = int(1 if question.least is None else question.least), int(question.most or len(question.options))
        if len(ids) < least:
            raise invalid("too_few_ticked", least=least)
        if len(ids) > most:
            raise invalid("too_many_ticked", most=most)
        return ids

    def read(self, question: Question, text: str) -> Value:
        """The options that are named one after the other, or none of them."""
        if whole := exact_option(question.options, text):
            return self.fitting(question, [whole.id])
        if folded(text) in {"none", "none of these", "no", "nothing"}:
            return self.fitting(question, [])
        ids = []
        for number, part in enumerate(_parts(text)):
            option = exact_option(question.options, part)
            if option is None and number < MOST_COMPARED and (near := near_options(question.options, part)):
                raise NearMatch(near)
            ids.append(option.id if option else part)  # which will be said to be no option
        if not ids:
            raise InvalidAnswer("empty", {})
        return self.fitting(question, ids)

    def is_same(self, fitted: Value, stored: Value) -> bool:
        """The author may have put the options in another order."""
        return set(fitted) == set(stored) if isinstance(stored, list) else bool(fitted == stored)

    def meant(self, question: Question, value: Value) -> Any:
        """The options."""
        return tuple(chosen(question, one) for one in value)

    def words(self, question: Question, value: Value) -> str:
        """Their labels."""
        return chosen_labels(question, value)


def _parts(text: str) -> list[str]:
    """What is named one after the other: "1, 3", "1 and 3", "1 3", or words with commas between them."""
    named = [" ".join(part.split()) for part in re.split(r"[,;\n]", cleaned(text))]
    return [part for one in named for part in re.split(r" and (?=\d)|(?<=\d) (?=\d)", one) if part]
