"""What all parts of an author's file have in common: their ids, texts and lines."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

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
Word = Annotated[str, StringConstraints(pattern=_WORD, max_length=60)]
Id = Annotated[Word, AfterValidator(_not_reserved)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=6000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Expression = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


def is_id(name: str) -> bool:
    """Whether a dialogue, question, value or outcome may be called so."""
    return bool(re.fullmatch(_WORD, name)) and len(name) <= 60 and name not in RESERVED


class Part(BaseModel):
    """Anything in a dialogue file: unknown keys are refused, nothing is changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Rule(Part):
    """A part that decides what people are told; `ours` says why, where the rule is our own and in no document."""

    ours: Line | None = None


def as_tuple(value: Any) -> Any:
    """A list as a tuple, so that nothing is changed afterwards."""
    return tuple(value) if isinstance(value, list) else value


Many = BeforeValidator(as_tuple)
Sources = Annotated[tuple[str, ...], Many]
