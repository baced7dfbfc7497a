"""The rules of a dialogue that no row of its table tells apart from their opposite."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.authoring.decisions.player import Answers, answers_of, differences, ended_at, position_after
from bot.authoring.decisions.table import PlacedRow
from bot.authoring.decisions.watched import DecisionRule, Watched, nothing, watch
from bot.core.content.library import Library
from bot.core.dialogue.position import Position
from bot.core.loading.yaml_reader import Reading
from bot.core.templating.templates import LanguageError


@dataclass(frozen=True)
class Undistinguished:
    """A rule that could as well come out otherwise: every row would still come out as it says."""

    rule: DecisionRule
    otherwise: tuple[str, ...]

    def told(self, reading: Reading) -> str:
        """The rule with its place in the file that was read."""
        line, _ = reading.place(self.rule.place)
        rule = f"“{self.rule.place[1]}”" if self.rule.is_value else f"“{self.rule.condition}”"
        return f"{reading.file}:{line}: no row would notice if {rule} were {' or '.join(self.otherwise)}"


@dataclass(frozen=True)
class _Played:
    placed: PlacedRow
    answers: Answers
    position: Position
    seen: Mapping[str, Sequence[Any]]


def undistinguished(library: Library, dialogue: str, rows: Sequence[PlacedRow]) -> Iterator[Undistinguished]:
    """Each rule of the dialogue that can be forced to come out otherwise without any row failing."""
    watched = watch(library, dialogue)
    played = [one for row in rows if (one := _played(watched, row))]
    for name, rule in watched.rules.items():
        if rule.decides:
            seen = [value for one in played for value in one.seen.get(name, ())]
            forces = _CONDITIONS if all(isinstance(value, bool) for value in seen) else _VALUES
            unnoticed = [how for how, force in forces.items() if not _noticed(watched, played, name, force)]
            if unnoticed:
                yield Undistinguished(rule, tuple(unnoticed))


def _played(watched: Watched, placed: PlacedRow) -> _Played | None:
    """A row as it comes out; none if it fails, as it can tell nothing then."""
    answers, amiss = answers_of(watched.library, placed)
    watched.seen = {}
    if amiss:
        return None
    try:
        position = position_after(watched.library, placed.dialogue, answers)
    except LanguageError:
        return None
    played = _Played(placed, answers, position, watched.seen)
    return None if _fails(watched, played, position) else played


def _noticed(watched: Watched, played: Sequence[_Played], name: str, force: Callable[[Any], Any]) -> bool:
    """Whether some row fails when the rule is forced."""
    watched.forced, watched.force = name, force
    leads = watched.rules[name].leads
    try:
        concerned = [one for one in played if any(force(value) != value for value in one.seen.get(name, ()))]
        return any(_fails(watched, one, None if leads else one.position) for one in concerned)
    finally:
        watched.forced = ""


def _fails(watched: Watched, one: _Played, position: Position | None) -> bool:
    """Whether a row fails, from this position or walked anew."""
    library, dialogue = watched.library, one.placed.dialogue
    try:
        position = position or position_after(library, dialogue, one.answers)
        return any(differences(one.placed, ended_at(library, dialogue, position)))
    except LanguageError:
        return True


_CONDITIONS: Mapping[str, Callable[[Any], Any]] = {"always true": lambda _: True, "never true": lambda _: False}
_VALUES: Mapping[str, Callable[[Any], Any]] = {"nothing": nothing}
