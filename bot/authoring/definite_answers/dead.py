"""Conditions that never hold where they stand, whatever people answer: what they guard is never shown, or never taken."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache

from bot.authoring.definite_answers.check import without_mistakes
from bot.authoring.definite_answers.dataflow import places_of
from bot.authoring.definite_answers.guards import Guards
from bot.authoring.definite_answers.uses import uses_in
from bot.core.content.dialogue import Dialogue
from bot.core.loading.file_reader import DIALOGUES, Files
from bot.core.loading.yaml_reader import Path, Reading
from bot.core.problems import Problem
from bot.core.templating.trees import parsed

_WHAT = {"because": "reason", "do": "step", "offers": "offer", "next": "route", "rows": "row"}


def dead_conditions(files: Files, problems: Collection[Problem]) -> Iterator[Problem]:
    """What no answers lead to, in dialogues without a mistake."""
    told = {(problem.file, problem.line) for problem in problems if problem.code == "unreachable"}
    for id_ in without_mistakes(files, problems):
        found = _problems(files.dialogues, id_, files.readings[DIALOGUES, id_])
        yield from (problem for problem in found if (problem.file, problem.line) not in told)


def _problems(dialogues: Mapping[str, Dialogue], id_: str, reading: Reading) -> Iterator[Problem]:
    dialogue, places = dialogues[id_], places_of(dialogues, id_)
    guards_at = cache(lambda at: Guards(dialogues, id_, at, places[at]))
    never: dict[Path, bool] = {}
    for use in uses_in(dialogue):
        if use.condition and use.at in places:
            guards = guards_at(use.at)
            told = [guards.told(one, True, id_) for one in (use.tree, *map(parsed, use.guards))]
            never[use.path] = never.get(use.path, True) and guards.never(told)  # a section may be shown by another outcome
    for path, is_so in never.items():
        if is_so:
            yield _never(reading, path)
    yield from _out_of_reach(dialogue, reading, places.keys())


def _never(reading: Reading, path: Path) -> Problem:
    what = next((words for key, words in _WHAT.items() if key in path), "part")
    message = f"This condition never holds here, so the {what} is never {'taken' if what == 'route' else 'shown'}."
    return reading.warning(path, "never-holds", message, "See which answers lead here; mend the condition, or remove it.")


def _out_of_reach(dialogue: Dialogue, reading: Reading, places: Iterable[str]) -> Iterator[Problem]:
    """Questions and outcomes that routes name, and that no answers lead to."""
    for name in (set(dialogue.questions) | set(dialogue.outcomes)) - set(places):
        kind = "questions" if name in dialogue.questions else "outcomes"
        message = f"Routes name “{name}”, but no answers lead to it."
        yield reading.warning((kind, name), "out-of-reach", message, "Mend the conditions of its routes, or remove it.")
