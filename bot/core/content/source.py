"""Sources: the places in documents that may be cited."""

from collections.abc import Iterable, Mapping
from typing import Annotated

from bot.core.content.base import Many, Part


class Document(Part):
    """A document that is held."""

    title: str
    short: str = ""
    publisher: str = ""
    form: str = ""
    edition: str = ""


class Source(Part):
    """A place in a document; people are shown its document and locator, never its id."""

    id: str
    document: str
    locator: str
    kind: str = "section"
    part_of: str | None = None
    description: str = ""
    short: str = ""  # the locator in a few words
    known_as: str = ""  # what its document is called in short

    @property
    def place(self) -> str:
        """Where in its document, in a few words."""
        return self.short or self.locator

    @property
    def book(self) -> str:
        """Its document, in a few words."""
        return self.known_as or self.document

    def __str__(self) -> str:
        return f"{self.document}, {self.locator}"


def places_in_words(sources: Iterable[Source]) -> str:
    """Sources in a line: each document once, with its places behind it; what holds another place that is named is left
    out.

    >>> one = Source(id="a", document="Handout", locator="Plan")
    >>> places_in_words([one, Source(id="b", document="Handout", locator="Plan: gaps"), one])
    'Handout, Plan: gaps'
    """
    places: dict[str, list[str]] = {}
    for source in sources:
        places.setdefault(source.book, []).append(source.place)
    return "; ".join(f"{book}, {_joined(_narrowest(own))}" for book, own in places.items())


def _narrowest(places: list[str]) -> list[str]:
    within = [place for place in places if any(other.startswith((f"{place}, ", f"{place}: ")) for other in places)]
    return [place for place in dict.fromkeys(places) if place not in within]


def _joined(places: list[str]) -> str:
    return " · ".join(places) if len(places) > 2 else " and ".join(places)


class Catalogue(Part):
    """Every document, and every source in them."""

    documents: Mapping[str, Document] = {}
    sources: Annotated[tuple[Source, ...], Many]
