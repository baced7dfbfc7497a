"""Authors' phrases, found in what was typed."""

import re
from collections.abc import Iterable

from bot.core.words.tokens import words_of

_ANYTHING = r"(?:\w+ ){0,6}"


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of these phrases, word for word; "…" stands for a few words, "^" for the beginning.

    >>> bool(pattern_of(["how … often"]).search(" how very often "))
    True
    """
    either = "|".join(_pattern(phrase) for phrase in sorted(phrases, key=len, reverse=True))
    return re.compile(either or r"(?!)")


def _pattern(phrase: str) -> str:
    beginning = phrase.startswith("^")
    parts = [" ".join(words_of(part)) for part in phrase.split("…")]
    return ("^ " if beginning else " ") + f" {_ANYTHING}".join(re.escape(part) for part in parts if part) + "(?= )"


def as_words(text: str) -> str:
    """A text as its small words, with a space before and after each."""
    return f" {' '.join(words_of(text))} "
