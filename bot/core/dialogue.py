"""Dialogue, Question, Option, Route, Outcome: one decision as its author wrote it."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)

from bot.core.language import UNSURE

RESERVED = frozenset(
    """
    outcome title today unsure true false none and or not in is if else for loop self
    """.split()
)


def _not_reserved(name: str) -> str:
    if name in RESERVED:
        raise ValueError(f"“{name}” has a meaning of its own and cannot be an id")
    return name


_WORD = r"^[a-z][a-z0-9_]*$"
_Word = Annotated[str, StringConstraints(pattern=_WORD, max_length=60)]
Id = Annotated[_Word, AfterValidator(_not_reserved)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=6000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Expression = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


def is_id(name: str) -> bool:
    """Whether a dialogue, question, value or outcome may be called so."""
    return bool(re.fullmatch(_WORD, name)) and len(name) <= 60 and name not in RESERVED


class Part(BaseModel):
    """Anything in a dialogue file: unknown keys are refused, nothing is changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


Many = BeforeValidator(_tuple)


def _routes(value: Any) -> Any:
    return [{"to": value}] if isinstance(value, str) else value


class Route(Part):
    """Where to go next, and when."""

    to: Id
    when: Expression | None = None


class Option(Part):
    """One possible answer."""

    id: _Word
    label: Line
    description: Line | None = None
    phrase: Line | None = None
    guidance: Text | None = None
    next: Id | None = None

    @model_validator(mode="after")
    def _is_not_unsure(self) -> "Option":
        if self.id == UNSURE:
            raise ValueError("“unsure” is not an option: write “unsure: true” on the question")
        return self


class EntryField(Part):
    """What one entry of a list holds."""

    ask: Line
    most: int | None = Field(default=None, ge=1, le=2000)
    options: Annotated[tuple[Option, ...], Many] = ()

    @model_validator(mode="after")
    def _can_be_chosen(self) -> "EntryField":
        _refuse(_misfit_options(self.options))
        return self


Type = Literal["choice", "choices", "scale", "number", "date", "text", "list"]
Sources = Annotated[tuple[str, ...], Many]
Routes = Annotated[tuple[Route, ...], BeforeValidator(lambda value: _tuple(_routes(value)))]


class Question(Part):
    """Something asked, and where each answer leads."""

    ask: Text
    type: Type = "choice"
    help: Text | None = None
    why: Text | None = None
    options: Annotated[tuple[Option, ...], Many] = ()
    unsure: bool | Text = False
    cite: Sources = ()
    next: Routes = ()
    shares: Id | None = None
    least: float | None = None
    most: float | None = None
    ends: Annotated[tuple[Line, Line] | None, Many] = None
    whole: bool = False
    unit: Line | None = None
    long: bool = False
    item: Line = "entry"
    fields: Mapping[Id, EntryField] = {}

    def option(self, id_: str) -> Option | None:
        """The option with this id, if there is one."""
        return next((option for option in self.options if option.id == id_), None)

    @model_validator(mode="after")
    def _fits_its_type(self) -> "Question":
        _refuse((*_misfits(self), *_misfit_options(self.options)))
        return self


Misfits = tuple[tuple[bool, str], ...]


def _refuse(misfits: Misfits) -> None:
    for wrong, message in misfits:
        if wrong:
            raise ValueError(message)


def _misfit_options(options: tuple[Option, ...]) -> Misfits:
    ids = [option.id for option in options]
    return (
        (len(ids) != len(set(ids)), "two options have the same id"),
        (len(ids) > 100, "more than 100 options cannot be shown"),
    )


def _misfits(question: Question) -> Misfits:
    chosen = question.type in {"choice", "choices"}
    low, high = question.least, question.most
    numbered = question.type in {"scale", "number"}
    return (
        (chosen and not question.options, "a question to choose from needs “options”, or another “type”"),
        (
            not chosen and bool(question.options),
            f"a question of type “{question.type}” has no “options”; leave “type” out to let people choose",
        ),
        (
            question.type == "choices" and any(o.next for o in question.options),
            "options of “choices” have no “next” of their own",
        ),
        (question.type == "choice" and (low is not None or high is not None), "“least” and “most” have no use on a “choice”"),
        (question.type == "scale" and (low is None or high is None), "a “scale” needs “least” and “most”"),
        (question.type == "scale" and (high or 0) - (low or 0) > 20, "a “scale” has at most 21 steps; use “number”"),
        (low is not None and high is not None and low > high, "“least” is greater than “most”"),
        (question.type == "date" and (low is not None or high is not None), "“least” and “most” have no use on a “date”"),
        (
            not numbered and any(n is not None and (n < 0 or n != int(n)) for n in (low, high)),
            "“least” and “most” count things here",
        ),
        (not numbered and high is not None and high < 1, "“most” is 1 at least"),
        (question.type == "choices" and (low or 0) > len(question.options), "“least” asks for more ticks than there are options"),
        (bool(question.fields) and question.type != "list", "“fields” belong to a “list”"),
        (question.ends is not None and question.type != "scale", "“ends” belong to a “scale”"),
        ((question.whole or question.unit is not None) and question.type != "number", "“whole” and “unit” belong to a “number”"),
        (question.long and question.type != "text", "“long” belongs to a “text”"),
    )


class Call(Part):
    """Another dialogue, asked inside this one."""

    call: Id
    next: Routes = ()


class Entry(Part):
    """A reason or a step: a sentence, shown if its condition holds."""

    say: Text
    when: Expression | None = None
    cite: Sources = ()


class Row(Part):
    """A row of a table, shown if its condition holds."""

    cells: Annotated[tuple[str, ...], Many]
    when: Expression | None = None


class Table(Part):
    """Columns and rows; every cell is a text."""

    columns: Annotated[tuple[Line, ...], Many]
    rows: Annotated[
        tuple[Row, ...], BeforeValidator(lambda rows: tuple({"cells": r} if isinstance(r, list) else r for r in _listed(rows)))
    ]


def _listed(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


# A table written here, or the name of one of knowledge/tables.
TableOrName = Annotated[
    Annotated[Table, Tag("table")] | Annotated[str, Tag("name")],
    Discriminator(lambda value: "name" if isinstance(value, str) else "table"),
]


class Section(Part):
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


class Offer(Part):
    """A dialogue to go on with."""

    dialogue: Id
    when: Expression | None = None


def _entries(value: Any) -> Any:
    return tuple({"say": one} if isinstance(one, str) else one for one in _listed(value))


def _offers(value: Any) -> Any:
    return tuple({"dialogue": one} if isinstance(one, str) else one for one in _listed(value))


Entries = Annotated[tuple[Entry, ...], BeforeValidator(_entries)]


class Outcome(Part):
    """Where a dialogue can end, and the guidance it gives there."""

    title: Line
    say: Text
    because: Entries = ()
    do: Entries = ()
    more: Annotated[tuple[SectionOrName, ...], Many] = ()
    cite: Sources = ()
    topics: Sources = ()
    offers: Annotated[tuple[Offer, ...], BeforeValidator(_offers)] = ()


class Case(Part):
    """One way a value can come out."""

    is_: str | int | float | bool = Field(alias="is")
    when: Expression | None = None


def _kind_of_step(value: Any) -> str:
    return "call" if isinstance(value, Call) or (isinstance(value, dict) and "call" in value) else "question"


Step = Annotated[Annotated[Question, Tag("question")] | Annotated[Call, Tag("call")], Discriminator(_kind_of_step)]

Value = Annotated[
    Annotated[Expression, Tag("expression")] | Annotated[tuple[Case, ...], Many, Tag("cases")],
    Discriminator(lambda value: "expression" if isinstance(value, str) else "cases"),
]


class Dialogue(Part):
    """One decision: its questions in order, what is worked out from them, and where it can end."""

    title: Line
    summary: Line
    group: Line = "Decisions"
    order: int = 100
    cite: Sources = ()
    questions: Mapping[Id, Step]
    values: Mapping[Id, Value] = {}
    sections: Mapping[Id, Section] = {}
    outcomes: Mapping[Id, Outcome]

    @model_validator(mode="after")
    def _has_both(self) -> "Dialogue":
        if not self.questions or not self.outcomes:
            raise ValueError("a dialogue needs at least one question and one outcome")
        return self

    def sections_of(self, outcome: Outcome) -> tuple[Section, ...]:
        """The further parts of an outcome; those named are the dialogue's own."""
        return tuple(self.sections[one] if isinstance(one, str) else one for one in outcome.more)

    @property
    def asked(self) -> dict[str, Question]:
        """The questions of its own, without those of called dialogues."""
        return {name: step for name, step in self.questions.items() if isinstance(step, Question)}

    @property
    def calls(self) -> dict[str, Call]:
        """The dialogues it calls, by the id they are called under."""
        return {name: step for name, step in self.questions.items() if isinstance(step, Call)}
