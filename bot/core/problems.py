"""A mistake an author made: where it is, what is wrong, what to do about it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Literal

MOST_PLACES = 4  # that a message names beside its own
_QUOTED = re.compile("“([^”]*)”")


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
    also: tuple[str, ...] = ()  # the other places of the same mistake, as file and line

    def __str__(self) -> str:
        cure = f" {self.cure}" if self.cure else ""
        return f"{self.file}:{self.line}:{self.column}: {self.severity} {self.code}: {self.message}{cure}{self._also()}"

    def _also(self) -> str:
        here = [place.removeprefix(f"{self.file}:") for place in self.also[:MOST_PLACES]]
        more = len(self.also) - len(here)
        return f" The same in {', '.join(here)}{f' and {more} more places' if more else ''}." if here else ""


def is_error(problem: Problem) -> bool:
    """Whether the bot cannot start with it."""
    return problem.severity == "error"


def told_once(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in the order of their files, errors first; one mistake with many places is told at the first."""
    first: dict[tuple[str, ...], list[Problem]] = {}
    for problem in sorted(problems, key=lambda problem: (problem.severity, problem)):
        quoted = _QUOTED.findall(problem.message)
        about = quoted[: 1 if problem.code == "unknown-field" else None]
        alone = not problem.code.startswith("unknown-") or problem.code == "unknown-key"
        key = (str(problem),) if alone else (problem.severity, problem.code, *about)
        first.setdefault(key, []).append(problem)
    return [replace(one, also=_places(others) or one.also) for one, *others in first.values()]


def _places(problems: Iterable[Problem]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{problem.file}:{problem.line}" for problem in problems))


class LibraryError(Exception):
    """The authors' files cannot be used; `problems` says why, all at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(told_once(problems))
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
