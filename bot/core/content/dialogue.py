"""Dialogue: one decision as its author wrote it."""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any

from pydantic import Discriminator, Field, GetPydanticSchema, Tag, model_validator
from pydantic_core.core_schema import no_info_after_validator_function as after

from bot.core.content.base import Expression, Id, Line, Many, Part, Rule, Sources
from bot.core.content.outcome import Outcome, Section
from bot.core.content.question import Question, Routes


class Call(Part):
    """Another dialogue, asked inside this one."""

    call: Id
    next: Routes = ()


class Case(Rule):
    """One way a value can come out."""

    is_: str | int | float | bool = Field(alias="is")
    when: Expression | None = None


class WorkedOut(Rule):
    """An expression that is our own rule, as its author writes it."""

    work_out: Expression


class OurExpression(str):
    """An expression that is our own rule; `ours` says why."""

    __slots__ = ("ours",)
    ours: str | None

    @classmethod
    def of(cls, written: WorkedOut) -> "OurExpression":
        """The expression as all others are, with what makes it ours."""
        expression = cls(written.work_out)
        expression.ours = written.ours
        return expression


def _kind_of_step(value: Any) -> str:
    return "call" if isinstance(value, Call) or (isinstance(value, dict) and "call" in value) else "question"


Step = Annotated[Annotated[Question, Tag("question")] | Annotated[Call, Tag("call")], Discriminator(_kind_of_step)]


def _kind_of_value(value: Any) -> str:
    return "expression" if isinstance(value, str) else "ours" if isinstance(value, dict) else "cases"


Value = Annotated[
    Annotated[Expression, Tag("expression")]
    | Annotated[str, GetPydanticSchema(lambda _, schema: after(OurExpression.of, schema(WorkedOut))), Tag("ours")]
    | Annotated[tuple[Case, ...], Many, Tag("cases")],
    Discriminator(_kind_of_value),
]


class Dialogue(Part):
    """One decision: its questions in order, what is worked out from them, and where it can end."""

    title: Line
    summary: Line
    also: Annotated[tuple[Line, ...], Many] = ()
    openings: Annotated[tuple[Line, ...], Many] = ()
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

    @cached_property
    def asked(self) -> dict[str, Question]:
        """The questions of its own, without those of called dialogues."""
        return {name: step for name, step in self.questions.items() if isinstance(step, Question)}

    @cached_property
    def calls(self) -> dict[str, Call]:
        """The dialogues it calls, by the id they are called under."""
        return {name: step for name, step in self.questions.items() if isinstance(step, Call)}


_BETWEEN = re.compile(r"[^\w&]+|_")


def folded(words: str) -> str:
    """Words as names are compared: without capitals and punctuation.

    >>> folded("  Is there a market? ")
    'is there a market'
    """
    return " ".join(_BETWEEN.sub(" ", words.lower().replace("'", "").replace("’", "")).split())


def names_of(id_: str, dialogue: Dialogue) -> frozenset[str]:
    """Every name of a dialogue, folded."""
    return frozenset(folded(name) for name in (id_, dialogue.title, *dialogue.also))


def named(dialogues: Mapping[str, Dialogue], words: str) -> str:
    """The dialogue that these words name; empty when none."""
    wanted = folded(words)
    return next((id_ for id_, one in dialogues.items() if wanted in names_of(id_, one)), "") if wanted else ""
