"""Kind: what a value of the authors' language is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

Name = Literal["any", "option", "word", "text", "number", "yes_no", "date", "options", "list", "group"]


@dataclass(frozen=True)
class Kind:
    """What a value is, as far as it can be told from the file."""

    name: Name
    unsure: bool = False  # it may be “I don't know”
    words: frozenset[str] = frozenset()  # an option's id, or a word, is one of these; empty: any
    of: "Kind | None" = None  # what each entry of a list is
    fields: Mapping[str, "Kind"] = field(default_factory=dict)  # of a group
    may_be_empty: bool = False  # whether it is known that a list may hold nothing

    @property
    def family(self) -> str:
        """Kinds of one family can be compared."""
        return {"option": "words", "word": "words", "text": "words", "options": "list"}.get(self.name, self.name)

    @property
    def entry(self) -> "Kind":
        """What an entry of it is."""
        return self.of or ANY

    @property
    def known(self) -> "Kind":
        """The same, where it was not “I don't know”."""
        return replace(self, unsure=False)


ANY, TEXT, NUMBER, DATE, YES_NO, WORD = Kind("any"), Kind("text"), Kind("number"), Kind("date"), Kind("yes_no"), Kind("word")

_DESCRIBED: dict[str, str] = {
    "text": "words that people type",
    "word": "words",
    "number": "a number",
    "yes_no": "true or false",
    "date": "a date",
    "group": "a group of values",
    "options": "a list of options",
    "list": "a list",
    "any": "anything",
}


def described(kind: Kind) -> str:
    """The kind in the author's words."""
    return f"one of its options ({', '.join(sorted(kind.words))})" if kind.name == "option" else _DESCRIBED[kind.name]


def list_of(entry: Kind, may_be_empty: bool = False) -> Kind:
    """A list of these."""
    return Kind("list", of=entry, may_be_empty=may_be_empty)


def joined(kinds: Iterable[Kind]) -> Kind:
    """What a value is that may be any of these."""
    found = list(kinds)
    if not found or len({kind.family for kind in found}) > 1:
        return ANY
    first, unsure = found[0], any(kind.unsure for kind in found)
    if all(kind == first for kind in found):
        return first
    if first.family == "words":
        closed = all(kind.words for kind in found)
        return Kind("word", unsure, frozenset().union(*(kind.words for kind in found)) if closed else frozenset())
    if first.family == "list":
        return Kind("list", unsure, of=joined(kind.entry for kind in found), may_be_empty=any(one.may_be_empty for one in found))
    return Kind("any") if first.name == "group" else replace(first, unsure=unsure)


def of_constant(value: object) -> Kind:
    """What a value written in the file is."""
    if isinstance(value, str):
        return Kind("word", words=frozenset({value}))
    return YES_NO if isinstance(value, bool) else NUMBER if isinstance(value, int | float) else ANY
