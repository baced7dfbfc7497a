"""Every path through a dialogue: the questions asked, in order, and the outcomes they lead to. Worked out afresh, never stored."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.authoring.pieces import expressions_of, questions_behind_routes, routing_in
from bot.authoring.possible_answers import possible_answers
from bot.authoring.remembered import Memory
from bot.core.answers import Value
from bot.core.conversation import Answer, Conversation, Key
from bot.core.language import LanguageError
from bot.core.library import Library
from bot.core.walk import Position, walk

Trail = tuple[str, ...]  # keys of questions and, as they are reached, "dialogue.outcome"


@dataclass(frozen=True, eq=False)
class Way:
    """One answer to a question, and what comes of it."""

    value: Value
    reached: Trail  # the outcomes it brings: those of called dialogues first
    to: "Fork | None"  # none where the conversation ends

    @property
    def trails(self) -> list[Trail]:
        """All that can follow."""
        return [(*self.reached, *trail) for trail in (self.to.trails if self.to else [()])]


@dataclass(frozen=True, eq=False)
class Fork:
    """A question, with what every answer leads to from here."""

    key: Key
    ways: tuple[Way, ...]
    trails: tuple[Trail, ...]


@dataclass(frozen=True)
class Path:
    """One sequence of questions that ends in one outcome, with the outcomes of called dialogues on the way."""

    dialogue: str
    trail: Trail
    asked: tuple[Key, ...]

    @property
    def outcome(self) -> str:
        """Where it ends."""
        return self.trail[-1].partition(".")[2]


@dataclass(frozen=True)
class Paths:
    """All paths of a dialogue."""

    dialogue: str
    start: Fork
    all: tuple[Path, ...]

    def to(self, outcome: str) -> tuple[Path, ...]:
        """The paths to this outcome."""
        return tuple(path for path in self.all if path.outcome == outcome)


def paths_of(library: Library, dialogue: str) -> Paths:
    """All paths of a dialogue. Raises LanguageError, with the answers, where a route cannot be worked out.

    Exact as far as every answer is tried: options, “I don't know” and steps of a scale are; other answers stand for more (see
    `possible_answers`). Conversations that the routes ahead cannot tell apart are followed once (see `Memory`).
    """
    start = _Exploring(library, dialogue).fork({})
    assert start is not None  # a dialogue has a question
    return Paths(dialogue, start, tuple(Path(dialogue, trail, _asked(library, trail)) for trail in start.trails))


def _asked(library: Library, trail: Trail) -> tuple[Key, ...]:
    return tuple(name for name in trail if library.question(name))


class _Exploring:
    def __init__(self, library: Library, dialogue: str) -> None:
        self.library, self.dialogue, self.memory = library, dialogue, Memory(library)
        self.compared = _numbers_compared(library, dialogue)
        self.routing = questions_behind_routes(library, dialogue)
        self.known: dict[Any, Fork] = {}

    def fork(self, answers: Mapping[Key, Value]) -> Fork | None:
        return self._fork(self._walk(answers), answers)

    def _walk(self, answers: Mapping[Key, Value]) -> Position:
        try:
            return walk(self.library, Conversation("paths", self.dialogue, answers={key: Answer(value) for key, value in answers.items()}))
        except LanguageError as error:
            raise LanguageError(f"{self.dialogue}: {error} The answers were {dict(answers)}.") from None

    def _fork(self, position: Position, answers: Mapping[Key, Value]) -> Fork | None:
        if position.waiting is None:
            return None
        remembered = self.memory.of(position)
        if remembered not in self.known:
            self.known[remembered] = self._alike(self._new_fork(position, answers))
        return self.known[remembered]

    def _new_fork(self, position: Position, answers: Mapping[Key, Value]) -> Fork:
        waiting = position.waiting
        assert waiting is not None
        name = waiting.key.partition(".")[2]
        values = possible_answers(waiting.question, name, self.compared)
        if waiting.key not in self.routing:
            way = self._way(position, {**answers, waiting.key: values[0]}, values[0])
            ways = tuple(replace(way, value=value) for value in values)
        else:
            ways = tuple(self._way(position, {**answers, waiting.key: value}, value) for value in values)
        trails = dict.fromkeys((waiting.key, *trail) for way in ways for trail in way.trails)
        return Fork(waiting.key, ways, tuple(trails))

    def _way(self, before: Position, answers: Mapping[Key, Value], value: Value) -> Way:
        position = self._walk(answers)
        reached = [f"{ending.dialogue}.{ending.id}" for ending in position.endings[len(before.endings) :]]
        return Way(value, tuple(reached), self._fork(position, answers))

    def _alike(self, fork: Fork) -> Fork:
        """The first fork from which every answer leads to the same, so that what is worked out later has less to look at."""
        return self.known.setdefault((fork.key, *((way.reached, way.to) for way in fork.ways)), fork)


def _numbers_compared(library: Library, dialogue: str) -> list[float]:
    """Every number that stands in a condition or value, of this dialogue and those it calls."""
    inner = [library.dialogues[id_] for id_ in library.within(dialogue)]
    expressions = [one for part in inner for one in routing_in(part)]
    expressions += [one for part in inner for name in part.values for one in expressions_of(part, name)]
    unquoted = [re.sub(r"\"[^\"]*\"|'[^']*'", "", expression) for expression in expressions]
    return sorted({float(number) for text in unquoted for number in re.findall(r"(?<![\w.])\d+(?:\.\d+)?", text)})
