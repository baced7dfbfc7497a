"""A question that somebody asks in the middle of a decision, instead of answering: one reading for every surface."""

import re
from collections.abc import Callable

from bot.core.content.question import Question
from bot.core.dialogue.intent_parser import change_wanted, command, is_answer
from bot.core.questions.answers import type_of
from bot.core.questions.option_words import near_options

_ASKING = re.compile(r"(what|how|why|when|where|who|which|is|are|can|do|does|should|tell|explain|ask)\b.*|.*\?", re.I | re.S)


def sounds_like_a_question(text: str) -> bool:
    """Whether words begin like a question, or end with its mark."""
    return bool(_ASKING.fullmatch(text.strip()))


def is_question_between(question: Question | None, text: str, has_answer: Callable[[str], bool]) -> bool:
    """Whether words ask something that can be answered, and neither answer the open question nor come near an
    option."""
    free = question is not None and type_of(question).takes_words
    if not text.strip() or (free and not text.rstrip().endswith("?")):
        return False
    answers = question is not None and not free and is_answer(question, text)
    near = question is not None and not sounds_like_a_question(text) and near_options(question.options, text)
    return not (command(text) or change_wanted(text) or answers or near) and has_answer(text)
