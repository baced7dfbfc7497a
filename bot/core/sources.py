"""Sources: the places in documents that may be cited."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator

from bot.core.dialogue import Part


class Document(Part):
    """A document that is held."""

    title: str
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

    def __str__(self) -> str:
        return f"{self.document}, {self.locator}"


def _by_id(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    return {str(one.get("id", number)) if isinstance(one, dict) else str(number): one for number, one in enumerate(value)}


class Catalogue(Part):
    """Every source, by id."""

    documents: Mapping[str, Document] = {}
    sources: Annotated[Mapping[str, Source], BeforeValidator(_by_id)]
