"""Every path through a dialogue: the questions asked, in order, and where they lead. Worked out afresh, never
stored."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from bot.authoring.paths.route_conditions import behind_routes, questions_behind
from bot.authoring.paths.state_key import StateKey
from bot.authoring.sample_answers import options_in, possible_answers
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Answer, Conversation, Key
from bot.core.dialogue.position import Position, Waiting, walk
from bot.core.questions.answer import Value
from bot.core.templating.templates import LanguageError

MOST_FORKS = 10_000  # beyond this the routes tell too many combinations of answers apart to follow them all

Trail = tuple[str, ...]  # keys of questions and, where they are reached, "dialogue.outcome"


@dataclass(frozen=True, eq=False)
class Way:
    """An answer, and what comes of it."""

    value: Value
    options: tuple[str, ...]  # those chosen
    reached: Trail  # the outcomes it brings, those of called dialogues first
    to: "Fork | None"  # none where the conversation ends

    @cached_property
    def name(self) -> str:
        """The answer as text."""
        return f"= {self.value}"

    @cached_property
    def shows(self) -> frozenset[str]:
        """The answer itself and the options in it."""
        return frozenset({*self.options, self.name})

    @property
    def trails(self) -> Iterator[Trail]:
        """All that can follow."""
        return ((*self.reached, *trail) for trail in (self.to.trails if self.to else [()]))

    def leads(self, ahead: Trail) -> bool:
        """Whether this can follow."""
        rest = ahead[len(self.reached) :]
        return (*self.reached, *rest) == ahead and (rest in self.to.trails if self.to else not rest)


@dataclass(frozen=True, eq=False)
class Fork:
    """A question, and where each answer leads from here."""

    key: Key
    ways: tuple[Way, ...]
    trails: frozenset[Trail]


@dataclass(frozen=True)
class Path:
    """One sequence of questions that ends in one outcome, by way of the outcomes of called dialogues."""

    trail: Trail
    asked: tuple[Key, ...]

    @property
    def outcome(self) -> str:
        """Where it ends."""
        return self.trail[-1].partition(".")[2]


@dataclass(frozen=True)
class Paths:
    """All paths of a dialogue, and the fork where they begin."""

    dialogue: str
    start: Fork
    all: tuple[Path, ...]


class TooManyForks(Exception):
    """The routes of a dialogue tell too many combinations of answers apart."""


def paths_of(library: Library, dialogue: str) -> Paths:
    """All paths of a dialogue. Raises LanguageError, with the answers, where a route cannot be worked out, and
    TooManyForks.

    The real walk is taken for every answer at every fork. Conversations that the routes ahead cannot tell apart are
    followed once; that loses nothing (see `Memory`). Options, “I don't know” and the steps of a scale are all tried.
    Other answers are tried by samples (see `possible_answers`): a route that only some other number, text, list or
    combination of ticks would open is not found.
    """
    start = _Exploring(library, dialogue).fork({})
    assert start is not None  # a dialogue asks something
    paths = [Path(trail, tuple(name for name in trail if library.question(name))) for trail in sorted(start.trails)]
    return Paths(dialogue, start, tuple(paths))


class _Exploring:
    def __init__(self, library: Library, dialogue: str) -> None:
        self.library, self.dialogue, self.memory = library, dialogue, StateKey(library)
        expressions = behind_routes(library, dialogue)
        self.matter = questions_behind(library, expressions)
        self.conditions = [*chain(*expressions.values()), *_constants(library, dialogue)]
        self.possible: dict[Key, list[Value]] = {}
        self.known: dict[Hashable, Fork] = {}
        self.alike: dict[Hashable, Fork] = {}

    def fork(self, answers: Mapping[Key, Value]) -> Fork | None:
        """The fork that these answers lead to."""
        return self._fork(self._walk(answers, None), answers)

    def _walk(self, answers: Mapping[Key, Value], earlier: Position | None) -> Position:
        given = {key: Answer(value) for key, value in answers.items()}
        try:
            return walk(self.library, Conversation("paths", self.dialogue, answers=given), earlier=earlier)
        except LanguageError as error:
            raise LanguageError(f"{self.dialogue}: {error} The answers were {dict(answers)}.") from None

    def _fork(self, position: Position, answers: Mapping[Key, Value]) -> Fork | None:
        if position.waiting is None:
            return None
        remembered = self.memory.of(position)
        if remembered not in self.known:
            if len(self.known) == MOST_FORKS:
                raise TooManyForks(f"The routes of “{self.dialogue}” tell more than {MOST_FORKS} combinations of answers apart.")
            self.known[remembered] = self._new_fork(position, position.waiting, answers)
        return self.known[remembered]

    def _new_fork(self, position: Position, waiting: Waiting, answers: Mapping[Key, Value]) -> Fork:
        values = self._possible(waiting)
        tried = values if waiting.key in self.matter else values[:1]
        ways = [self._way(position, {**answers, waiting.key: value}, value) for value in tried]
        ways += [replace(ways[0], value=value) for value in values[len(tried) :]]
        ways = [replace(way, options=options_in(waiting.question, way.value)) for way in ways]
        # Forks from which every answer leads to the same are one, so that the pairs of answers have fewer to look at.
        alike = (waiting.key, *((way.reached, way.to) for way in ways))
        trails = frozenset((waiting.key, *trail) for way in ways for trail in way.trails)
        return self.alike.setdefault(alike, Fork(waiting.key, tuple(ways), trails))

    def _possible(self, waiting: Waiting) -> list[Value]:
        if waiting.key not in self.possible:
            conditions = self.conditions if waiting.key in self.matter else ()
            self.possible[waiting.key] = possible_answers(waiting.question, waiting.key.partition(".")[2], conditions)
        return self.possible[waiting.key]

    def _way(self, before: Position, answers: Mapping[Key, Value], value: Value) -> Way:
        position = self._walk(answers, before)
        reached = [f"{ending.dialogue}.{ending.id}" for ending in position.endings[len(before.endings) :]]
        return Way(value, (), tuple(reached), self._fork(position, answers))


def _constants(library: Library, dialogue: str) -> list[str]:
    """The numbers that values come out as; conditions may compare with them by name."""
    values = [value for id_ in library.within(dialogue) for value in library.dialogues[id_].values.values()]
    cases = [case for value in values if not isinstance(value, str) for case in value]
    return [str(case.is_) for case in cases if not isinstance(case.is_, str)]
