"""What typed words say: nothing, one of some words, or the same as others. A reading of words only, never of their
sense."""

import re
from collections.abc import Iterable
from typing import Any

from bot.core.templating.markdown import cleaned

UNSURE_WORDS = re.compile(
    r"(i )?(dont|do not) know( yet)?|i?dk|(i )?dunno|((im|i am) )?(not sure|unsure)( yet)?|(ive |i have )?no idea|\?"
)
# Also listed in dialogues/README.md, for authors; only of a whole answer, so "Unknown demand will rise" says something.
SAY_NOTHING = frozenset(
    words.strip()
    for words in """
    unknown, not known, not yet known, not known yet, none, none yet, nothing, nothing yet, not yet, nil, na, n/a, not applicable,
    tbc, tbd, tba, to be confirmed, to be decided, to be determined, to follow, no clue, no answer, no test, cannot say, cant say,
    cant tell, cannot tell, we dont know, we do not know, dont know how, not sure how, no idea how, todo, to do, blank, x, xx, xxx
    """.split(",")
)
_LINKS = re.compile(r"( yet| at present| at the moment| for now| really| sorry)+$")


def folded(text: Any) -> str:
    """The words alone: small letters, one space between them, no apostrophes, and no marks at either end."""
    words = " ".join(cleaned(text if isinstance(text, str) else str(text)).lower().replace("’", "'").replace("'", "").split())
    return words.strip(' .,!?;:–—-_()[]"“”*')


def says_nothing(text: Any) -> bool:
    """Whether an answer has no content: "n/a", "not known yet", "no idea", or marks alone."""
    words = folded(text)
    shorter = _LINKS.sub("", words)
    return not words or any(one in SAY_NOTHING or UNSURE_WORDS.fullmatch(one) is not None for one in (words, shorter))


def mentions(text: Any, words: Iterable[str]) -> bool:
    """Whether one of these words, or rows of words, stands in the text as a whole."""
    inside = f" {_parted(text)} "
    return any(f" {_parted(one)} " in inside for one in words)


def begins_with(text: Any, words: Iterable[str]) -> bool:
    """Whether the text begins with one of these words, or rows of words."""
    inside = f"{_parted(text)} "
    return any(inside.startswith(f"{_parted(one)} ") for one in words)


def ends_with(text: Any, marks: Iterable[str]) -> bool:
    """Whether the text ends with one of these marks or words, as typed."""
    typed = cleaned(text if isinstance(text, str) else str(text)).rstrip(" \"”’')")
    return any(typed.endswith(mark) for mark in marks)


def _parted(text: Any) -> str:
    """The words with one space between them, whatever marks stand there."""
    return " ".join(re.findall(r"[^\W_]+", folded(text)))


def unique(values: Iterable[Any], attribute: str = "") -> list[Any]:
    """The first of each of those that hold the same words, by themselves or in the field `attribute`.

    Raises ValueError when there is no such field.
    """
    found: dict[str, Any] = {}
    for value in values:
        found.setdefault(_parted(_field(value, attribute)), value)
    return list(found.values())


def _field(value: Any, attribute: str) -> Any:
    try:
        return value[attribute] if attribute else value
    except KeyError:
        raise ValueError(f"there is no “{attribute}” in it") from None
