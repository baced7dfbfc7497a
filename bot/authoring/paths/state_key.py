"""What the way ahead still depends on: two conversations that agree on it go on alike, whatever else was answered."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.authoring.paths.route_conditions import CallStack, RouteConditions
from bot.core.content.dialogue_texts import values_behind
from bot.core.content.library import Library
from bot.core.dialogue.computed_values import with_values
from bot.core.dialogue.position import Position
from bot.core.questions.answer import Value
from bot.core.templating.templates import LanguageError, condition_source, names_in, rendered, worked_out
from bot.core.templating.values import Group


@dataclass(frozen=True)
class _Ahead:
    """What a dialogue's routes ahead can see of its answers, and the values this rests on."""

    dialogue: str
    pieces: tuple[str, ...]
    values: frozenset[str]


class StateKey:
    """Tells of a position what the routes ahead can tell apart. Exact: positions with equal memories go on alike."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._ahead = cache(self._look_ahead)
        self._shares = cache(self._shares_ahead)

    def of(self, position: Position) -> Hashable:
        """What is remembered at this position."""
        told = [
            _told(piece, names)
            for ahead in self._ahead(position.call_stack)
            for names in [self._names(position, ahead)]
            for piece in ahead.pieces
        ]
        return position.call_stack, tuple(told), repr(self._shared(position))

    def _look_ahead(self, call_stack: CallStack) -> list[_Ahead]:
        pairs = zip(call_stack, RouteConditions(self.library, call_stack).found, strict=True)
        return [
            _Ahead(id_, tuple(found), values_behind(self.library.dialogues[id_], map(condition_source, found)))
            for (id_, _), found in pairs
        ]

    def _names(self, position: Position, ahead: _Ahead) -> dict[str, Any]:
        dialogue = self.library.dialogues[ahead.dialogue]
        names: dict[str, Any] = {}
        for step in position.steps:
            if step.dialogue == ahead.dialogue:
                name = step.key.partition(".")[2]
                names[name] = step.names[name]
        for ending in position.endings:
            if ending.dialogue in dialogue.calls:
                title = rendered(ending.outcome.title, ending.names)
                names[ending.dialogue] = Group({**ending.names, "outcome": ending.id, "title": title})
        return with_values(dialogue, names, ahead.values)

    def _shares_ahead(self, call_stack: CallStack) -> frozenset[str]:
        ahead: set[str] = set()
        for id_, step in call_stack:
            dialogue = self.library.dialogues[id_]
            steps = list(dialogue.questions)
            for name in steps[steps.index(step) + 1 :]:
                inner = self.library.within(name) if name in dialogue.calls else ()
                asked = [question for one in inner for question in self.library.dialogues[one].asked.values()]
                ahead |= {question.shares for question in asked or [dialogue.asked[name]] if question.shares}
        return frozenset(ahead)

    def _shared(self, position: Position) -> dict[str, Value]:
        """The answers that a question ahead will take over, because it shares their name."""
        ahead, steps = self._shares(position.call_stack), reversed(position.steps)
        return {name: step.value for step in steps if (name := step.question.shares) and name in ahead}


def _told(piece: str, names: dict[str, Any]) -> str:
    try:
        return repr(worked_out(piece, names))
    except LanguageError as error:  # then the names in it are told, so that nothing is lost
        parts = names_in(condition_source(piece)) - {piece}
        return f"{error} {[_told(name, names) for name in sorted(parts)]}"
