"""Which answers a sentence gives already: only what its words say, as the authors' `said` lists them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.content.library import Library
from bot.core.content.question import Option, Question
from bot.core.dialogue.answers import Value
from bot.core.dialogue.conversation import Key
from bot.core.openings.english import HEDGES, NEGATIONS
from bot.core.search.tokens import stem, words_of

_CLAUSE = re.compile(r"[.;:!?()]+|,\s+(?=but\b)|\bbut\b|\s[-–—]\s")
_BETWEEN = 4  # words that may stand between two words of what is said
_BEFORE = 3  # words before it in which a "no" turns it round


@dataclass(frozen=True)
class _Words:
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


class SaidReader:
    """Finds the answers that a sentence gives to the questions of a dialogue."""

    def __init__(self, library: Library) -> None:
        self._library = library
        shared: dict[str, dict[str, list[_Words]]] = {}
        for dialogue in library.dialogues.values():
            for question in dialogue.asked.values():
                for option in question.options:
                    known = shared.setdefault(question.shares or "", {}).setdefault(option.id, [])
                    known.extend(map(_words, option.said))
        shared.pop("", None)
        self._shared = shared

    def read(self, dialogue: str, sentence: str) -> tuple[dict[Key, Value], dict[Key, Value]]:
        """The answers by key: in the dialogue and those it calls, and in all others."""
        clauses = [_stems(clause) for clause in _CLAUSE.split(sentence)]
        within, own, others = self._library.within(dialogue), dict[Key, Value](), dict[Key, Value]()
        for key, question in self._asked(within):
            if value := self._answer(question, clauses):
                (own if key.partition(".")[0] in within else others)[key] = value
        return own, others

    def _asked(self, first: Sequence[str]) -> Iterator[tuple[Key, Question]]:
        """Questions to choose one answer from; what several dialogues share counts once."""
        taken: set[str] = set()
        for id_ in dict.fromkeys((*first, *self._library.dialogues)):
            for name, question in self._library.dialogues[id_].asked.items():
                if question.type == "choice" and question.shares not in taken:  # several ticks may not all be said at once
                    taken |= {question.shares} if question.shares else set()
                    yield f"{id_}.{name}", question

    def _answer(self, question: Question, clauses: Sequence[Sequence[str]]) -> str:
        """The option that is said; none where two are."""
        said = [option.id for option in question.options if self._is_said(question, option, clauses)]
        return said[0] if len(said) == 1 else ""

    def _is_said(self, question: Question, option: Option, clauses: Iterable[Sequence[str]]) -> bool:
        known: Mapping[str, list[_Words]] = self._shared.get(question.shares or "", {})
        words = known.get(option.id) or list(map(_words, option.said))
        return any(one.is_in(clause) for one in words for clause in clauses)


def _words(said: str) -> _Words:
    words = words_of(said)
    kept = tuple(stem(word) for word in words if word not in _LEFT_OUT)
    return _Words(kept or _stems(said), any(word in NEGATIONS for word in words), _HEDGES - {*kept})


def _stems(clause: str) -> tuple[str, ...]:
    return tuple(map(stem, words_of(clause)))
