"""What a search finds."""

from dataclasses import dataclass
from typing import Literal

Status = Literal["answered", "choose", "nothing", "vague", "error"]


@dataclass(frozen=True)
class Named:
    """The part of a table that a question names: a row, a column, or the cell where they meet."""

    table: str
    row: int | None
    column: int | None


@dataclass(frozen=True)
class Stated:
    """A fact of a topic, and how well it answers the question."""

    number: int
    score: float


@dataclass(frozen=True)
class Result:
    """A topic that was found, and where what it says comes from."""

    topic: str
    title: str
    score: float
    sources: tuple[str, ...]
    part: Named | None = None
    fact: Stated | None = None
    nearest: str = ""  # the sentence of the topic's body that is nearest to the question


@dataclass(frozen=True)
class Found:
    """Whether there is an answer, and the topics that are nearest, best first."""

    status: Status
    results: tuple[Result, ...] = ()
