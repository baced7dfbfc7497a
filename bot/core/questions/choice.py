"""One of several options."""

from typing import Any

from bot.core.content.question import Option, Question
from bot.core.questions.answer import Value, invalid, said_shortly
from bot.core.questions.option_words import NearMatch, exact_option, near_options, said_option
from bot.core.questions.question_type import QuestionType, chosen, chosen_labels
from bot.core.templating.values import UNSURE


class Choice(QuestionType):
    """One of several options."""

    def checked(self, question: Question, raw: Value) -> Value:
        """The id of an option."""
        return option_id(question.options, bool(question.unsure), raw)

    def read(self, question: Question, text: str) -> Value:
        """The option meant by its number, id, label or phrase, or by words that its author lists."""
        option = exact_option(question.options, text) or said_option(question.options, text)
        if option is None and (near := near_options(question.options, text)):
            raise NearMatch(near)
        return option.id if option else self.fitting(question, text)

    def meant(self, question: Question, value: Value) -> Any:
        """The option."""
        return chosen(question, value)

    def words(self, question: Question, value: Value) -> str:
        """Its label."""
        return chosen_labels(question, value)


def option_id(options: tuple[Option, ...], unsure: bool, raw: Value) -> str:
    """The id of one of these options. Raises InvalidAnswer."""
    if isinstance(raw, str) and any(option.id == raw for option in options):
        return raw
    raise invalid("not_an_option", said=said_shortly(raw), ids=option_ids(options, unsure))


def option_ids(options: tuple[Option, ...], unsure: bool) -> list[str]:
    """What may be answered by its id, as in a file."""
    return [*(option.id for option in options), *([UNSURE] if unsure else [])]
