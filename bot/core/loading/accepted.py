"""Warnings that an author accepts, in the file itself: “# accepted CODE: why”, on the line or on those above it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.core.problems import Problem, is_error

_ACCEPTED = re.compile(r"(?:^|\s)#\s*accepted\s+([a-z-]+)\s*(?::\s*(.*))?$")


@dataclass
class _Acceptance:
    file: str
    line: int
    code: str
    why: str
    lines: range
    used: bool = field(default=False)

    def covers(self, problem: Problem) -> bool:
        return (problem.file, problem.code) == (self.file, self.code) and problem.line in self.lines and bool(self.why)


def without_accepted(problems: Iterable[Problem], texts: Mapping[str, str]) -> list[Problem]:
    """The problems without the warnings that were accepted; with one for each acceptance that has no reason or no
    use."""
    acceptances = [one for path, text in texts.items() if "# accepted" in text for one in _in_file(path, text)]
    left: list[Problem] = []
    for problem in problems:
        covering = [one for one in acceptances if not is_error(problem) and one.covers(problem)]
        for one in covering:
            one.used = True
        left += [] if covering else [problem]
    return [*left, *(told for one in acceptances if (told := _told(one)))]


def _in_file(path: str, text: str) -> Iterator[_Acceptance]:
    lines = text.splitlines()
    for number, line in enumerate(lines):
        if found := _ACCEPTED.search(line):
            yield _Acceptance(path, number + 1, found[1], (found[2] or "").strip(), _covered(path, lines, number))


def _covered(path: str, lines: list[str], number: int) -> range:
    """The lines it is said of: its own, or the next that is no comment; a topic's text has no comments, so all of
    it."""
    if path.endswith(".md"):
        return range(1, len(lines) + 2)
    if not lines[number].lstrip().startswith("#"):
        return range(number + 1, number + 2)
    below = next((n for n in range(number + 1, len(lines)) if not lines[n].lstrip().startswith("#")), number)
    return range(below + 1, below + 2)


def _told(one: _Acceptance) -> Problem | None:
    if not one.why:
        message, cure = f"“{one.code}” is accepted without a reason.", f"Write why: “# accepted {one.code}: …”."
    elif not one.used:
        message, cure = f"There is no warning “{one.code}” here to accept.", "Remove it; errors cannot be accepted."
    else:
        return None
    return Problem(one.file, one.line, 1, "accepted", message, cure, "warning")
