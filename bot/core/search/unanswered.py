"""Gaps: the questions that had no good answer, grouped by likeness, for those who own the knowledge."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, utils

ALIKE = 75  # of 100, by rapidfuzz's token set ratio


@dataclass(frozen=True)
class Gap:
    """Questions that ask much the same, by the first of them."""

    question: str
    count: int
    statuses: tuple[str, ...]


def gaps_in(questions: Iterable[tuple[str, str]]) -> list[Gap]:
    """The questions with their statuses, grouped; the most asked first.

    >>> gaps_in([("what does a bed cost", "nothing"), ("what does one bed cost?", "nothing"), ("parking", "vague")])
    [Gap(question='what does a bed cost', count=2, statuses=('nothing',)), Gap(question='parking', count=1, statuses=('vague',))]
    """
    groups: list[list[tuple[str, str]]] = []
    for question, status in questions:
        group = next((group for group in groups if _alike(question, group[0][0])), None)
        if group is None:
            groups.append(group := [])
        group.append((question, status))
    groups.sort(key=len, reverse=True)
    return [Gap(group[0][0], len(group), tuple(Counter(status for _, status in group))) for group in groups]


def _alike(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(one, other, processor=utils.default_process) >= ALIKE
