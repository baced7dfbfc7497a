"""Outcome: where a dialogue can end, and the parts of the guidance it gives there."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Tag

from bot.core.content.base import Expression, Id, Line, Many, Part, Rule, Sources, Text


class Entry(Rule):
    """A reason or a step: a sentence, shown if its condition holds."""

    say: Text
    when: Expression | None = None
    cite: Sources = ()


class Row(Rule):
    """A row of a table, shown if its condition holds."""

    cells: Annotated[tuple[str, ...], Many]
    when: Expression | None = None


class Table(Part):
    """Columns and rows; every cell is a text."""

    columns: Annotated[tuple[Line, ...], Many]
    rows: Annotated[
        tuple[Row, ...],
        BeforeValidator(
            lambda rows: tuple({"cells": r} if isinstance(r, list) else r for r in _listed(rows)),
            json_schema_input_type=tuple[Row | tuple[str, ...], ...],
        ),
    ]


def _listed(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


# A table written here, or the name of one of knowledge/tables.
TableOrName = Annotated[
    Annotated[Table, Tag("table")] | Annotated[str, Tag("name")],
    Discriminator(lambda value: "name" if isinstance(value, str) else "table"),
]


class Section(Rule):
    """A further part of an outcome, shown when people ask for more."""

    title: Line
    say: Text | None = None
    table: TableOrName | None = None
    when: Expression | None = None
    cite: Sources = ()


# A part written here, or the name of one of the dialogue's `sections`.
SectionOrName = Annotated[
    Annotated[Section, Tag("section")] | Annotated[str, Tag("name")],
    Discriminator(lambda value: "name" if isinstance(value, str) else "section"),
]


class Offer(Rule):
    """A dialogue to go on with."""

    dialogue: Id
    when: Expression | None = None


def _entries(value: Any) -> Any:
    return tuple({"say": one} if isinstance(one, str) else one for one in _listed(value))


def _offers(value: Any) -> Any:
    return tuple({"dialogue": one} if isinstance(one, str) else one for one in _listed(value))


Entries = Annotated[tuple[Entry, ...], BeforeValidator(_entries, json_schema_input_type=Text | Entry | tuple[Text | Entry, ...])]
Offers = Annotated[tuple[Offer, ...], BeforeValidator(_offers, json_schema_input_type=Id | Offer | tuple[Id | Offer, ...])]


class Outcome(Rule):
    """Where a dialogue can end, and the guidance it gives there."""

    title: Line
    say: Text
    because: Entries = ()
    do: Entries = ()
    more: Annotated[tuple[SectionOrName, ...], Many] = ()
    cite: Sources = ()
    topics: Sources = ()
    offers: Offers = ()
