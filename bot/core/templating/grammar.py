"""Grammar that depends on how many there are: numbers in words, nouns and verbs that agree, all or some of several
things."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from bot.core.templating.values import many

_IN_WORDS = "no one two three four five six seven eight nine ten".split()


def counted(value: Any, one: str = "", more: str = "") -> str:
    """How many there are, in words up to ten; with a noun, and a verb after it if you like, that agree.

    >>> counted(["a", "b"], "part"), counted(1, "person is", "people are"), counted(12, "part"), counted([], "part")
    ('two parts', 'one person is', '12 parts', 'no parts')
    >>> counted(3), counted(0)
    ('three', 'none')
    """
    number = _number(value)
    if not one:
        return in_words(number) if number else "none"
    return f"{in_words(number)} {if_one(number, one, more or f'{one}s')}"


def all_or_some(value: Any, of: Any, one: str = "", more: str = "") -> str:
    """How many of so many there are. Raises ValueError where there are more than that.

    >>> all_or_some(3, 3), all_or_some(2, 2, "part"), all_or_some(1, 1, "part"), all_or_some(1, 1)
    ('all three', 'both parts', 'the only part', 'the only one')
    >>> all_or_some(2, 3, "part"), all_or_some(0, 3), all_or_some(0, 2), all_or_some(0, 1, "part")
    ('two of the three parts', 'none of the three', 'neither of the two', 'not the only part')
    """
    number, total = _number(value), _number(of)
    if number > total:
        raise ValueError(f"{number} of {total} is too many")
    noun = f" {more or f'{one}s'}" if one else ""
    if total < 2:
        return f"{'the' if number else 'not the'} only {one or 'one'}" if total else counted(0, one, more)
    if number == total:
        return ("both" if total == 2 else f"all {in_words(total)}") + noun
    some = in_words(number) if number else "neither" if total == 2 else "none"
    return f"{some} of the {in_words(total)}{noun}"


def if_one(value: Any, one: str, more: str) -> str:
    """The word for one thing, or that for several and for none.

    >>> if_one(["a"], "is", "are"), if_one(2, "is", "are"), if_one(0, "is", "are")
    ('is', 'are', 'are')
    """
    return one if _number(value) == 1 else more


def in_words(number: int) -> str:
    """A number as people write it inside a sentence: in words up to ten."""
    return _IN_WORDS[number] if 0 <= number < len(_IN_WORDS) else str(number)


def rounded(value: int | float, digits: int = 0) -> float:
    """A number rounded as people do it by hand: a half goes up.

    >>> rounded(3.25, 1), rounded(2.5), rounded(3.249, 1)
    (3.3, 3.0, 3.2)
    """
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def capitalised(text: str) -> str:
    """A text with a capital at its beginning; all else stays.

    >>> capitalised("two NHS trusts")
    'Two NHS trusts'
    """
    return text[:1].upper() + text[1:]


def _number(value: Any) -> int:
    if isinstance(value, str | bool) or value is None:
        raise ValueError("only a number or several things can be counted")
    if isinstance(value, int | float):
        return int(value)  # raises ValueError for what is no number
    return len(value) if hasattr(value, "__len__") else len(many(value))
