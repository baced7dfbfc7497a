"""Conditions that never hold where they stand, whatever people answer: what they guard is never shown, or never
taken."""

from collections.abc import Collection, Iterator

from jinja2 import nodes

from bot.authoring.definite_answers.followed import Followed
from bot.core.content.dialogue import Dialogue
from bot.core.content.state_machine import ways_on
from bot.core.loading.yaml_reader import Path, Reading
from bot.core.problems import Problem
from bot.core.templating.trees import parsed, written

_WHAT = {"because": "reason", "do": "step", "offers": "offer", "next": "route", "rows": "row"}


def always_taken(followed: Followed) -> Iterator[Problem]:
    """Routes that hold whatever people answer, though others follow: those are never taken, nor is what they lead
    to."""
    last = {("questions", name, "next", len(step.next) - 1, "when") for name, step in followed.dialogue.questions.items()}
    for use in followed.uses:
        if use.condition and "next" in use.path and use.path not in last:
            guards = followed.guards_at(use.at)
            before = [guards.told(one, True, followed.id) for one in map(parsed, use.guards)]
            denied = [guards.told(use.tree, False, followed.id), *before]
            if guards.never(denied) and not guards.never(before):
                message = "This condition always holds here, so the routes below it are never taken."
                yield followed.reading.problem(use.path, "always-holds", message, "Mend it, or remove those below it.")


def dead_conditions(followed: Followed) -> Iterator[Problem]:
    """What no answers lead to."""
    never: dict[Path, bool] = {}
    parts: dict[tuple[Path, str], bool] = {}
    for use in followed.uses:
        if use.condition:
            guards = followed.guards_at(use.at)
            before = [guards.told(one, True, followed.id) for one in map(parsed, use.guards)]
            told = [guards.told(use.tree, True, followed.id), *before]
            never[use.path] = never.get(use.path, True) and guards.never(told)  # a section may be shown by another outcome
            for part in _alternatives(use.tree):
                is_so = guards.never([guards.told(part, True, followed.id), *before])
                parts[use.path, written(part)] = parts.get((use.path, written(part)), True) and is_so
    for path, is_so in never.items():
        if is_so:
            yield _never(followed.reading, path)
    for (path, words), is_so in parts.items():
        if is_so and words and not never[path]:
            message, cure = f"Its part “{words}” never holds here.", "Mend that part, or remove it."
            yield followed.reading.warning(path, "never-holds", message, cure)
    yield from _out_of_reach(followed.dialogue, followed.reading, followed.places)


def _alternatives(node: nodes.Node) -> Iterator[nodes.Node]:
    """The parts of which any one is enough, where there are several."""
    for part in (node.left, node.right) if isinstance(node, nodes.Or) else ():
        yield from _alternatives(part) if isinstance(part, nodes.Or) else [part]


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
