"""Options by what people type: a number, an id, a label, everyday words, or nearly one of them; and “I don't know”."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from bot.core.content.question import Option
from bot.core.templating.markdown import cleaned
from bot.core.templating.typed_words import UNSURE_WORDS
from bot.core.words.said_words import clauses_of, is_said, said_words

CLOSE = 85  # of 100, by rapidfuzz's weighted ratio
MOST_UNDERSTOOD = 400  # characters: what is longer is pasted, and means no option; to compare it takes seconds


@dataclass(frozen=True)
class NearMatch(Exception):
    """Close to one or more options, but not exactly any."""

    options: tuple[Option, ...]


def is_unsure_words(text: str) -> bool:
    """Whether somebody says that they don't know."""
    return bool(UNSURE_WORDS.fullmatch(folded(text)))


def folded(text: str) -> str:
    """Words as they are compared: without capitals, apostrophes and a full stop."""
    return " ".join(cleaned(text).lower().replace("’", "'").replace("'", "").rstrip(".!").split())


def exact_option(options: Iterable[Option], text: str) -> Option | None:
    """The option meant by its number, id, label or phrase, or None."""
    if len(text) > MOST_UNDERSTOOD:
        return None
    words, options = folded(text).strip("[]() "), list(options)
    if re.fullmatch(r"[0-9]{1,3}", words):
        return options[int(words) - 1] if 0 < int(words) <= len(options) else None
    return next((option for option in options if words in names_of_option(option)), None) or _yes_or_no(options, words)


def said_option(options: Iterable[Option], text: str) -> Option | None:
    """The one option whose `said` these words say, as they would in a sentence that somebody begins with."""
    if len(text) > MOST_UNDERSTOOD:
        return None
    clauses = clauses_of(text)
    said = [option for option in options if is_said(map(said_words, option.said), clauses)]
    return said[0] if len(said) == 1 else None


def names_of_option(option: Option) -> set[str]:
    """What it may be called, folded."""
    return {folded(name) for name in (option.id, option.label, option.phrase or option.label)}


def _yes_or_no(options: list[Option], words: str) -> Option | None:
    """The one option that begins with this yes or no, as in “Yes, it is”; None when several do."""
    if words not in {"yes", "no"}:
        return None
    meant = [option for option in options if re.match(rf"{words}\s*(,|$)", option.label.strip(), re.I)]
    return meant[0] if len(meant) == 1 else None


def numbered(options: Iterable[Option], near: Iterable[Option]) -> list[str]:
    """The labels of some of a question's options, each with the number that typing it means."""
    numbers = {option.id: number for number, option in enumerate(options, 1)}
    return [f"{numbers[option.id]}. {option.label}" for option in near]


def near_options(options: Iterable[Option], text: str) -> tuple[Option, ...]:
    """The options whose label is close to these words, closest first, three at most."""
    if len(text) > MOST_UNDERSTOOD or len(cleaned(text)) < 3:
        return ()
    options = list(options)
    labels = [option.label for option in options]
    found = process.extract(text, labels, scorer=fuzz.WRatio, processor=utils.default_process, limit=3, score_cutoff=CLOSE)
    return tuple(options[index] for _, _, index in found)
