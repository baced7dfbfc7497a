"""The rules of a dialogue that no row of its table tells apart from their opposite."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.authoring.decisions.player import Answers, answers_of, differences, ended_with
from bot.authoring.decisions.table import PlacedRow
from bot.authoring.decisions.watched import DecisionRule, Watched, nothing, watch
from bot.core.content.library import Library
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
    seen: Mapping[str, Sequence[Any]]


def undistinguished(library: Library, dialogue: str, rows: Sequence[PlacedRow]) -> Iterator[Undistinguished]:
    """Each rule of the dialogue that can be forced to come out otherwise without any row failing."""
    watched = watch(library, dialogue)
    played = [one for row in rows if (one := _played(watched, row))]
    for name, rule in watched.rules.items():
        if rule.decides:
            forces = _CONDITIONS
            if rule.is_value:
                seen = [value for one in played for value in one.seen.get(name, ())]
                forces = _CONDITIONS if all(isinstance(value, bool) for value in seen) else _VALUES
            unnoticed = [how for how, force in forces.items() if not _told_apart(watched, played, name, force)]
            if unnoticed:
                yield Undistinguished(rule, tuple(unnoticed))


def _played(watched: Watched, placed: PlacedRow) -> _Played | None:
    """A row as it comes out; none if it fails, as it can tell nothing then."""
    answers, amiss = answers_of(watched.library, placed)
    watched.seen = {}
    if amiss or _fails(watched, placed, answers):
        return None
    return _Played(placed, answers, watched.seen)


def _fails(watched: Watched, placed: PlacedRow, answers: Answers) -> bool:
    try:
        return any(differences(placed, ended_with(watched.library, placed.dialogue, answers)))
    except LanguageError:
        return True


def _told_apart(watched: Watched, played: Sequence[_Played], name: str, force: Callable[[Any], Any]) -> bool:
    watched.forced, watched.force = name, force
    try:
        concerned = [one for one in played if any(force(value) != value for value in one.seen.get(name, ()))]
        return any(_fails(watched, one.placed, one.answers) for one in concerned)
    finally:
        watched.forced = ""


_CONDITIONS: Mapping[str, Callable[[Any], Any]] = {"always true": lambda _: True, "never true": lambda _: False}
_VALUES: Mapping[str, Callable[[Any], Any]] = {"nothing": nothing}
