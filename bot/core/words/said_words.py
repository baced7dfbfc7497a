"""Whether words say what an author's `said` lists: the same stems in order, not negated, not merely supposed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.core.words.english import HEDGES, NEGATIONS
from bot.core.words.tokens import stem, words_of

_CLAUSE = re.compile(r"[.;:!?()]+|,\s+(?=but\b)|\bbut\b|\s[-–—]\s")
_BETWEEN = 4  # words that may stand between two words of what is said
_BEFORE = 3  # words before it in which a "no" turns it round


@dataclass(frozen=True)
class SaidWords:
    """What says something, as stems in order; all but the first may have other words before them."""

    stems: tuple[str, ...]
    negated: bool
    hedges: frozenset[str]

    def is_in(self, clause: Sequence[str]) -> bool:
        """Whether a clause says it, and does not say that it is not so."""
        for start, word in enumerate(clause):
            if word == self.stems[0] and (end := self._end(clause, start)):
                before, near = {*clause[:start]}, {*clause[max(0, start - _BEFORE) : end]} - {*self.stems}
                if not before & self.hedges and (self.negated or not near & _NEGATED):
                    return True
        return False

    def _end(self, clause: Sequence[str], start: int) -> int:
        at = start
        for word in self.stems[1:]:
            near = clause[at + 1 : at + 2 + _BETWEEN]
            if word not in near:
                return 0
            at += 1 + list(near).index(word)
        return at + 1


_NEGATED, _HEDGES = frozenset(map(stem, NEGATIONS)), frozenset(map(stem, HEDGES))
_LEFT_OUT = frozenset("a an the our my your their its we i us is are was were has have had".split())


def said_words(said: str) -> SaidWords:
    """What an author wrote, ready to be found."""
    words = words_of(said)
    kept = tuple(stem(word) for word in words if word not in _LEFT_OUT)
    return SaidWords(kept or _stems(said), any(word in NEGATIONS for word in words), _HEDGES - {*kept})


def _stems(clause: str) -> tuple[str, ...]:
    return tuple(map(stem, words_of(clause)))


def clauses_of(sentence: str) -> list[tuple[str, ...]]:
    """The stems of each part of a sentence that says something by itself."""
    return [_stems(clause) for clause in _CLAUSE.split(sentence)]


def is_said(words: Iterable[SaidWords], clauses: Sequence[Sequence[str]]) -> bool:
    """Whether any of these is said in one of the clauses."""
    return any(one.is_in(clause) for one in words for clause in clauses)
