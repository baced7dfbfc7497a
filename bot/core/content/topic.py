"""Topic and table: pieces of knowledge as their author wrote them."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from bot.core.content.base import Line, Many, Part, Sources, Text, as_tuple

MOST_SOURCES = 5


def _kinds(value: object) -> object:
    return (value,) if isinstance(value, str) else as_tuple(value)


_DAY = re.compile(r"(\d{4}-\d{2})(-\d{2})?")


def _a_day(words: str) -> str:
    try:
        datetime.date.fromisoformat(words if len(words) > 7 else f"{words}-01")
    except ValueError:
        words = ""
    if not _DAY.fullmatch(words):
        raise ValueError("write a day as year, month and day, like 2026-11-22")
    return words


class Fact(Part):
    """A short sentence that answers one kind of question about a topic."""

    say: Line
    kind: Annotated[tuple[str, ...], BeforeValidator(_kinds, json_schema_input_type=str | tuple[str, ...]), Field(min_length=1)]
    asked: Sources = ()  # how people ask for it
    cite: Sources = ()  # left out, the first place of the topic


class Topic(Part):
    """A piece of knowledge with a title, a body and its sources; one about the advisor itself cites nothing."""

    title: Line
    answer: Line
    names: Sources = ()
    questions: Sources = ()
    cite: Annotated[tuple[str, ...], Many, Field(max_length=MOST_SOURCES)] = ()
    itself: bool = False
    facts: Annotated[tuple[Fact, ...], Many] = ()
    means_for: Mapping[str, Line] = {}  # what it means for people who are no commissioners, by who asks
    related: Sources = ()
    dialogues: Sources = ()
    tables: Sources = ()
    reviewed: Annotated[str, AfterValidator(_a_day)]
    owner: Line
    changed: Line | None = None
    body: Text

    @model_validator(mode="after")
    def _says_where_from(self) -> "Topic":
        if not (self.cite or self.itself):
            raise ValueError("it cites no place of a document")
        return self

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


Cell = Annotated[tuple[str, ...], BeforeValidator(_cell, json_schema_input_type=str | tuple[str, ...])]


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
    compares: Annotated[tuple[Sources, ...], Many] = ()  # the names of the things that stand side by side
    compares_rows: bool = False  # the things stand below one another instead, by their rows' ids and names
    rows: Annotated[tuple[KnownRow, ...], Many]
    note: Text | None = None


@dataclass(frozen=True)
class ShownTable:
    """A table with its cells filled in."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def known_table(table: KnownTable) -> ShownTable:
    """A table of the knowledge as surfaces show it."""
    return ShownTable(table.columns, tuple(tuple("; ".join(map(_quoted, cell)) for cell in row.cells) for row in table.rows))


def _quoted(line: str) -> str:
    """A line of a cell; one that begins with “> ” is a quotation."""
    return f"“{line.removeprefix('> ')}”" if line.startswith("> ") else line
