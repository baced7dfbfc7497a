"""The values of the authors' language, and how people read them."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.core.templating.markdown import escaped
from bot.core.working_days import day_in_words

Names = Mapping[str, Any]

UNSURE = "unsure"


class Chosen(str):
    """A chosen option: its id in conditions, its phrase in text."""

    __slots__ = ("label", "phrase")
    label: str
    phrase: str

    @classmethod
    def option(cls, id_: str, label: str, phrase: str) -> "Chosen":
        """The option as a value of the language."""
        chosen = cls(id_)
        chosen.label, chosen.phrase = label, phrase
        return chosen

    def __str__(self) -> str:
        return self.phrase


class NotKnown(tuple[Any, ...]):
    """“I don't know” to a question for several things: none of them is known, and in text it is said so."""

    phrase: str

    @classmethod
    def said(cls, phrase: str) -> "NotKnown":
        """The answer, as it reads in text."""
        unknown = cls()
        unknown.phrase = phrase
        return unknown

    def __str__(self) -> str:
        return self.phrase


class Typed(str):
    """Words a person typed: shown as they stand, never read as formatting."""

    __slots__ = ()

    def __str__(self) -> str:
        return escaped(self)

    def __iter__(self) -> Iterator[str]:
        return map(Typed, super().__iter__())


class Group:
    """Named values: the answers and the end of a called dialogue, or one entry of a list. Other names are undefined."""

    __slots__ = ("_values",)

    def __init__(self, values: Names) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __str__(self) -> str:
        """A called dialogue reads as the title of its end, an entry as its values in a row."""
        return str(self._values["title"]) if "title" in self._values else ", ".join(shown_words(self._values.values()))


def shown(value: Any) -> Any:
    """A value as people read it."""
    if isinstance(value, Chosen | Typed | Group | NotKnown):
        return str(value)
    if isinstance(value, list | tuple | Iterator):
        return listed(value)
    if isinstance(value, datetime.date):
        return day_in_words(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def shown_words(values: Iterable[Any]) -> list[str]:
    """Values as people read them."""
    return [str(shown(value)) for value in values]


def many(value: Any) -> list[Any]:
    """What there is to show, in a list."""
    if isinstance(value, NotKnown):
        return [str(value)]
    return list(value) if isinstance(value, list | tuple | Iterator) else [value]


def listed(values: Any, last: str = "and") -> str:
    """Words in a row, as in "a, b and c"; clearly apart where one of them holds an "and", an "or" or a comma of its
    own.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    >>> listed(["users or carers", "staff"]), listed(["staff", "doctors, nurses and others", "users"])
    ('users or carers, and staff', 'staff; doctors, nurses and others; and users')
    """
    words = shown_words(many(values))
    if len(words) < 2:
        return "".join(words)
    if len(words) > 2 and any("," in word for word in words):
        return f"{'; '.join(words[:-1])}; {last} {words[-1]}"
    apart = any(inner in word for word in words for inner in (" and ", " or ", ","))
    return f"{', '.join(words[:-1])}{',' if apart else ''} {last} {words[-1]}"


def is_unsure(value: Any) -> bool:
    """Whether the answer was "I don't know"."""
    return isinstance(value, NotKnown) or bool(value == UNSURE or (isinstance(value, list | tuple) and UNSURE in value))
