"""Topic and table: pieces of knowledge as their author wrote them."""

from typing import Annotated

from pydantic import BeforeValidator, Field

from bot.core.content.base import Line, Many, Part, Sources, Text

MOST_SOURCES = 5


class Topic(Part):
    """A piece of knowledge with a title, a body and its sources."""

    title: Line
    answer: Line
    names: Sources = ()
    questions: Sources = ()
    cite: Annotated[tuple[str, ...], Many, Field(min_length=1, max_length=MOST_SOURCES)]
    related: Sources = ()
    dialogues: Sources = ()
    tables: Sources = ()
    reviewed: str
    owner: Line
    changed: Line | None = None
    body: Text

    @property
    def lead(self) -> str:
        """The first paragraph: it answers by itself."""
        return self.body.strip().split("\n\n", 1)[0]

    @property
    def detail(self) -> str:
        """All that follows the lead."""
        return self.body.strip().partition("\n\n")[2].strip()


def _cell(value: object) -> object:
    return tuple(value) if isinstance(value, list) else (value,) if isinstance(value, str) else value


Cell = Annotated[tuple[str, ...], BeforeValidator(_cell)]


class KnownRow(Part):
    """A row of a table of knowledge; a cell is a few short lines."""

    cells: Annotated[tuple[Cell, ...], Many]
    id: str | None = None
    cite: Sources = ()
    names: Sources = ()


class KnownTable(Part):
    """A table or matrix of the documents, in our own words."""

    title: Line
    cite: Annotated[tuple[str, ...], Many, Field(min_length=1)]
    columns: Annotated[tuple[Line, ...], Many]
    rows: Annotated[tuple[KnownRow, ...], Many]
    note: Text | None = None
