"""Question, Option, Route: what is asked, and where each answer leads."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from bot.core.content.base import Expression, Id, Line, Many, Part, Rule, Sources, Text, Word, as_tuple
from bot.core.templating.values import UNSURE


def _routes(value: Any) -> Any:
    return [{"to": value}] if isinstance(value, str) else value


class Route(Rule):
    """Where to go next, and when."""

    to: Id
    when: Expression | None = None


class Option(Rule):
    """One possible answer."""

    id: Word
    label: Line
    description: Line | None = None
    phrase: Line | None = None
    guidance: Text | None = None
    said: Annotated[tuple[Line, ...], Many] = ()
    next: Id | None = None
    formerly: Annotated[tuple[Word, ...], Many] = ()

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
Routes = Annotated[
    tuple[Route, ...], BeforeValidator(lambda value: as_tuple(_routes(value)), json_schema_input_type=Id | tuple[Route, ...])
]


def former_options(options: tuple[Option, ...], field: str = "") -> dict[str, str]:
    """Today's ids of options by those they had before, with the field of a list that they belong to."""
    before = f"{field}." if field else ""
    return {f"{before}{old}": f"{option.id}" for option in options for old in option.formerly}


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
    formerly: Annotated[tuple[Word, ...], Many] = ()

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
    return ((len(options) > 100, "more than 100 options cannot be shown"),)


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
