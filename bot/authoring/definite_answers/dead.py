"""Conditions that never hold where they stand, whatever people answer: what they guard is never shown, or never taken."""

from collections.abc import Collection, Iterator

from bot.authoring.definite_answers.followed import Followed
from bot.core.content.dialogue import Dialogue
from bot.core.content.state_machine import ways_on
from bot.core.loading.yaml_reader import Path, Reading
from bot.core.problems import Problem
from bot.core.templating.trees import parsed

_WHAT = {"because": "reason", "do": "step", "offers": "offer", "next": "route", "rows": "row"}


def dead_conditions(followed: Followed) -> Iterator[Problem]:
    """What no answers lead to."""
    never: dict[Path, bool] = {}
    for use in followed.uses:
        if use.condition:
            guards = followed.guards_at(use.at)
            told = [guards.told(one, True, followed.id) for one in (use.tree, *map(parsed, use.guards))]
            never[use.path] = never.get(use.path, True) and guards.never(told)  # a section may be shown by another outcome
    for path, is_so in never.items():
        if is_so:
            yield _never(followed.reading, path)
    yield from _out_of_reach(followed.dialogue, followed.reading, followed.places)


def _never(reading: Reading, path: Path) -> Problem:
    what = next((words for key, words in _WHAT.items() if key in path), "part")
    message = f"This condition never holds here, so the {what} is never {'taken' if what == 'route' else 'shown'}."
    return reading.warning(path, "never-holds", message, "See which answers lead here; mend the condition, or remove it.")


def _out_of_reach(dialogue: Dialogue, reading: Reading, places: Collection[str]) -> Iterator[Problem]:
    """Questions and outcomes that routes name, and that no answers lead to."""
    named = {route.to for name in dialogue.questions for route in ways_on(dialogue, name)}  # what none names is told already
    for name in [name for name in (*dialogue.questions, *dialogue.outcomes) if name in named and name not in places]:
        kind = "questions" if name in dialogue.questions else "outcomes"
        message = f"Routes name “{name}”, but no answers lead to it."
        yield reading.warning((kind, name), "out-of-reach", message, "Mend the conditions of its routes, or remove it.")
