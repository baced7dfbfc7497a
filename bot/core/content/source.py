"""Sources: the places in documents that may be cited."""

from collections.abc import Mapping
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


class Catalogue(Part):
    """Every document, and every source in them."""

    documents: Mapping[str, Document] = {}
    sources: Annotated[tuple[Source, ...], Many]
