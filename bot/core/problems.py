"""A mistake an author made: where it is, what is wrong, what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in an author's file; lines and columns count from 1."""

    file: str
    line: int
    column: int
    code: str
    message: str
    cure: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        cure = f" {self.cure}" if self.cure else ""
        return f"{self.file}:{self.line}:{self.column}: {self.severity} {self.code}: {self.message}{cure}"


def is_error(problem: Problem) -> bool:
    """Whether the bot cannot start with it."""
    return problem.severity == "error"


class LibraryError(Exception):
    """The authors' files cannot be used; `problems` says why, all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.severity, problem)))  # errors first
        super().__init__("\n".join(map(str, self.problems)))


def closest(word: str, known: Iterable[str]) -> str:
    """The known name that a misspelt one is closest to; empty when none is close."""
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The cure for a misspelt name.

    >>> did_you_mean("situaton", ["situation", "service"])
    'Did you mean “situation”?'
    """
    near = closest(word, known)
    return f"Did you mean “{near}”?" if near else ""
