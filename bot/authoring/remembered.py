"""What the way ahead still depends on: two conversations that agree on it go on alike, whatever else was answered."""

from collections.abc import Hashable, Iterable, Iterator
from functools import cache

from jinja2 import Environment

from bot.core.answers import Value
from bot.core.dialogue import Dialogue
from bot.core.language import Group, LanguageError, condition_source, names_in, rendered, worked_out
from bot.core.library import Library
from bot.core.machine import ways_on
from bot.core.walk import Position, with_values

Standing = tuple[tuple[str, str], ...]
_READER = Environment(autoescape=True)  # only reads conditions; what they come to is for `worked_out`


def route_expressions(dialogue: Dialogue, onward: str = "") -> Iterator[str]:
    """The conditions of all routes from this question on."""
    steps = list(dialogue.questions)
    for name in steps[steps.index(onward) if onward else 0 :]:
        yield from (route.when for route in ways_on(dialogue, name) if route.when)


def value_expressions(dialogue: Dialogue, name: str) -> list[str]:
    """The expressions that a value is worked out from."""
    value = dialogue.values[name]
    return [value] if isinstance(value, str) else [case.when for case in value if case.when]


def values_behind(dialogue: Dialogue, expressions: Iterable[str]) -> frozenset[str]:
    """The values that these expressions rest on."""
    found: set[str] = set()
    waiting = [name for expression in expressions for name in names_in(condition_source(expression))]
    while waiting:
        name = waiting.pop()
        if name in dialogue.values and name not in found:
            found.add(name)
            waiting += [used for expression in value_expressions(dialogue, name) for used in names_in(condition_source(expression))]
    return frozenset(found)


class Memory:
    """Tells of a position all that the routes ahead can tell apart. Exact: equal memories have equal continuations.

    The routes ahead are taken apart into the largest pieces that are settled, which means that they rest only on questions already
    passed. What those pieces come to is all that is remembered; `a == "x"` leaves one bit of `a`, and `[a, b, c] | select("==", "x") |
    count` a number of those passed. A piece that this reader cannot take apart is remembered by the answers it names, so that at worst
    too much is told apart, never too little.
    """

    def __init__(self, library: Library) -> None:
        self.library = library
        self._pieces = cache(self._find_pieces)

    def of(self, position: Position) -> Hashable:
        """What is remembered at this position."""
        standing = position.standing
        told = [
            _told(expression, with_values(dialogue, _names(self.library, position, id_), needed))
            for (id_, _), (pieces, needed) in zip(standing, self._pieces(standing), strict=True)
            for dialogue in [self.library.dialogues[id_]]
            for expression in pieces
        ]
        return standing, tuple(told), repr(sorted(self._shared_ahead(position).items()))

    def _find_pieces(self, standing: Standing) -> list[tuple[tuple[str, ...], frozenset[str]]]:
        looking = _Looking(self.library, standing)
        for level, (id_, step) in enumerate(standing):
            for expression in route_expressions(self.library.dialogues[id_], step):
                looking.at_expression(level, expression)
        dialogues = [self.library.dialogues[id_] for id_, _ in standing]
        return [(tuple(found), values_behind(d, found)) for d, found in zip(dialogues, looking.found, strict=True)]

    def _shared_ahead(self, position: Position) -> dict[str, Value]:
        """The answers that a question ahead may take over because it shares their name."""
        ahead = {question.shares for id_, _ in position.standing for inner in self.library.within(id_)
                 for question in self.library.dialogues[inner].asked.values()}  # fmt: skip
        first: dict[str, Value] = {}
        for step in position.steps:
            if step.question.shares in ahead:
                first.setdefault(step.question.shares or "", step.value)
        return first


def _names(library: Library, position: Position, id_: str) -> dict[str, object]:
    """The answers a dialogue has so far, and those of the dialogues it has called and that came to an end."""
    names: dict[str, object] = {
        step.key.partition(".")[2]: step.names[step.key.partition(".")[2]] for step in position.steps if step.dialogue == id_
    }
    for ending in position.endings:
        if ending.dialogue in library.dialogues[id_].calls:
            title = rendered(ending.outcome.title, ending.names)
            names[ending.dialogue] = Group({**ending.names, "outcome": ending.id, "title": title})
    return names


def _told(expression: str, names: dict[str, object]) -> str:
    try:
        return repr(worked_out(expression, names))
    except LanguageError as error:
        return str(error)  # names what is undefined, which is part of what is remembered
