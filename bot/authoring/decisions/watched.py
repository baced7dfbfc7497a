"""Dialogues whose rules are watched: what each came to is seen, and any can be forced to come out otherwise."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from jinja2 import Undefined
from pydantic import BaseModel

from bot.authoring.decisions.conditions_in_text import each_condition
from bot.core.content.dialogue import Case, Dialogue
from bot.core.content.dialogue_texts import Place, sections_in, texts_in
from bot.core.content.library import Library
from bot.core.content.outcome import Entry, Offer, Outcome, Row, Section, Table
from bot.core.content.question import Question, Route
from bot.core.content.state_machine import build_machine, ways_on

NOWHERE = "nowhere"  # where an answer leads when no route is left to take


@dataclass(frozen=True)
class DecisionRule:
    """Something that decides what people are told, and its place in the file."""

    dialogue: str
    place: Place
    condition: str
    ours: str | None = None
    is_value: bool = False  # an expression, which may come to more than true and false

    @property
    def decides(self) -> bool:
        """Whether it has a condition; what has none is watched only because it is ours."""
        return self.condition != _ALWAYS

    @property
    def leads(self) -> bool:
        """Whether a conversation may go another way by it; others only choose among the words at its end."""
        return self.place[0] in {"questions", "values"}


_ALWAYS, _NEVER = "true", Case.model_validate({"is": "never"})


@dataclass(eq=False)
class Watched:
    """The library with the rules of some dialogues watched; each rule has a name."""

    library: Library
    rules: Mapping[str, DecisionRule]
    seen: dict[str, list[Any]] = field(default_factory=dict)  # what each rule came to, since this was emptied
    forced: str = ""
    force: Callable[[Any], Any] = bool

    def came_to(self, name: str, value: Any) -> Any:
        """What a rule comes to, given what it would come to by itself."""
        if isinstance(value, Undefined):
            return value
        value = bool(value) if not self.rules[name].is_value else list(value) if isinstance(value, Iterator) else value
        self.seen.setdefault(name, []).append(value)
        return self.force(value) if self.forced == name else value


class _Watch:
    """Stands in conditions: `watched_managed_7 == (…)` is what that rule comes to."""

    def __init__(self, watched: Watched, name: str) -> None:
        self.watched, self.name = watched, name

    def __eq__(self, value: object) -> Any:
        return self.watched.came_to(self.name, value)

    __hash__ = object.__hash__


def nothing(value: Any) -> Any:
    """What a rule comes to that does not hold: false, or for an expression nothing of its kind."""
    if isinstance(value, bool):
        return False
    if isinstance(value, str):
        return ""
    return () if isinstance(value, list | tuple) else 0


def watch(library: Library, *ids: str, only_ours: bool = False) -> Watched:
    """The library with the rules of these dialogues watched, or only with those that are ours."""
    watchings = {id_: _Watching(id_, library.dialogues[id_], only_ours) for id_ in ids}
    watched = Watched(library, {name: rule for watching in watchings.values() for name, rule in watching.rules.items()})
    dialogues = {id_: _with_watches(watching, watched) for id_, watching in watchings.items()}
    machines = {id_: build_machine(dialogue) for id_, dialogue in dialogues.items()}
    watched.library = replace(library, dialogues={**library.dialogues, **dialogues}, machines={**library.machines, **machines})
    return watched


def _with_watches(watching: "_Watching", watched: Watched) -> Dialogue:
    """The dialogue with its watches as values, so that conditions can name them."""
    watches = {name: (_NEVER.model_copy(update={"is_": _Watch(watched, name)}),) for name in watching.rules}
    dialogue = watching.dialogue.model_copy(update={"values": {**watches, **watching.dialogue.values}})
    dialogue.__dict__.pop("asked", None)  # a copy brings along what was worked out from the questions before they were watched
    return dialogue


class _Watching:
    """Puts a watch on each rule of a dialogue in turn."""

    def __init__(self, id_: str, dialogue: Dialogue, only_ours: bool) -> None:
        self.rules: dict[str, DecisionRule] = {}
        self.id, self.dialogue, self.only_ours = id_, dialogue, only_ours
        for place, value in _values(dialogue):
            self._put(place, self._watched(place, value, getattr(value, "ours", None), is_value=True))
        for place, part in _parts(dialogue):
            self._put((*place, "when"), self._when((*place, "when"), part))
        for place, text in texts_in(dialogue):
            at = (*place[:-1], "cells", place[-1]) if "rows" in place else place
            self._put(at, each_condition(text, partial(self._watched, place)))
        for name in dialogue.questions:
            self._ways(name)
        self._put(("outcomes", NOWHERE), Outcome(title=NOWHERE, say=NOWHERE))

    def _watched(self, place: Place, condition: str, ours: str | None = None, is_value: bool = False) -> str:
        if self.only_ours and not ours:
            return condition
        name = f"watched_{self.id}_{len(self.rules)}"
        self.rules[name] = DecisionRule(self.id, place, condition, ours, is_value)
        return f"{name} == ({condition})"

    def _when(self, place: Place, part: Any) -> str | None:
        if not part.when and not part.ours:
            return None
        return self._watched(place, part.when or _ALWAYS, part.ours)

    def _ways(self, name: str) -> None:
        """The ways on from a question, those of its options too, as routes; and one that can always be taken."""
        step, ways = self.dialogue.questions[name], ways_on(self.dialogue, name)
        options = step.options if isinstance(step, Question) else ()
        places: list[Place] = [("options", number, "next") for number, option in enumerate(options) if option.next]
        places += [("next", number, "when") for number in range(len(ways))]
        routes = [
            way.model_copy(update={"when": self._when(("questions", name, *place), way)})
            for way, place in zip(ways, places, strict=False)
        ]
        routes += [Route(to=NOWHERE)] if all(route.when for route in routes) else []
        self._put(("questions", name, "next"), tuple(routes))
        for number in range(len(options)):
            self._put(("questions", name, "options", number, "next"), None)

    def _put(self, place: Place, value: Any) -> None:
        self.dialogue = _put(self.dialogue, place, value)


def _values(dialogue: Dialogue) -> Iterator[tuple[Place, str]]:
    for name, value in dialogue.values.items():
        if isinstance(value, str):
            yield ("values", name), value


def _parts(dialogue: Dialogue) -> Iterator[tuple[Place, Case | Entry | Offer | Section | Row]]:
    """Everything that may have a condition of its own, apart from routes."""
    for name, value in dialogue.values.items():
        for number, case in enumerate(() if isinstance(value, str) else value):
            yield ("values", name, number), case
    for name, outcome in dialogue.outcomes.items():
        for key in ("because", "do", "offers"):
            for number, part in enumerate(getattr(outcome, key)):
                yield ("outcomes", name, key, number), part
    for place, section in sections_in(dialogue):
        yield place, section
        for number, row in enumerate(section.table.rows if isinstance(section.table, Table) else ()):
            yield (*place, "table", "rows", number), row


def _put(part: Any, place: Place, value: Any) -> Any:
    """The same part with another value at this place."""
    if not place:
        return value
    key, rest = place[0], place[1:]
    if isinstance(part, BaseModel):
        return part.model_copy(update={str(key): _put(getattr(part, str(key)), rest, value)})
    if isinstance(part, Mapping):
        return {**part, key: _put(part.get(key), rest, value)}
    assert isinstance(key, int)
    return (*part[:key], _put(part[key], rest, value), *part[key + 1 :])
