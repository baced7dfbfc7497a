"""What a text or a condition uses must have been asked by then: on every way to it, or it must ask first whether it was."""

from collections.abc import Iterable, Iterator, Mapping

from bot.authoring.definite_answers.counterexamples import Missing, Search
from bot.authoring.definite_answers.uses import Use, uses_in
from bot.core.content.dialogue import Dialogue
from bot.core.dialogue.answers import Value
from bot.core.loading.checks.dialogues import called_by
from bot.core.loading.file_reader import DIALOGUES, Files
from bot.core.loading.yaml_reader import Path, Reading
from bot.core.problems import Problem

MOST_TOLD = 4  # so many answers of an example are told


def unasked(files: Files, problems: Iterable[Problem]) -> Iterator[Problem]:
    """What is used before it was asked, in dialogues without another mistake; it takes a second or two, so authors ask for it."""
    wrong = {problem.file for problem in problems if problem.severity == "error"}
    for id_ in files.dialogues:
        within = {id_, *called_by(files, id_)}
        if within <= files.dialogues.keys() and not wrong & {files.readings[DIALOGUES, one].file for one in within}:
            yield from unasked_names(files.dialogues, id_, files.readings[DIALOGUES, id_])


def unasked_names(dialogues: Mapping[str, Dialogue], id_: str, reading: Reading) -> Iterator[Problem]:
    """The names in a dialogue's texts and conditions that have no value when they are needed.

    One that never has is a mistake; one that has none on some way is worth a look, and the way is told. A way is told only if
    it was walked and the text tried at its end, so there is no false alarm; where there are too many ways, some are not tried.
    """
    search, told = Search(dialogues, id_), set[tuple[Path, str]]()
    for use in uses_in(dialogues[id_]):
        for missing in search.missing(use):
            if (use.path, missing.name) not in told:  # a section is used by several outcomes
                told.add((use.path, missing.name))
                yield _problem(reading, use, missing)


def _problem(reading: Reading, use: Use, missing: Missing) -> Problem:
    name, after = missing.name, _after(missing.after)
    if not missing.question:
        message = f"“{name}” comes out as nothing here{after}: no case of it holds then."
        return reading.warning(use.path, "no-case", message, "End its cases with one that always holds, such as “- {is: …}”.")
    if not missing.ever:
        message = f"“{name}” is used here, but it is never asked before this."
        return reading.problem(use.path, "never-asked", message, "Use what was asked by then, or move the question up.")
    message = f"“{name}” is used here, but it is not always asked before this" + (f": not{after}." if after else ".")
    return reading.warning(use.path, "not-always-asked", message, _cure(use, name))


def _after(answers: Mapping[str, Value]) -> str:
    told = [f"{name}: {_words(value)}" for name, value in list(answers.items())[-MOST_TOLD:]]
    return f" after the answers {', '.join(told)}" if told else ""


def _words(value: Value) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)


def _cure(use: Use, name: str) -> str:
    if use.condition:
        return f"Write “{name} is defined and …”, or let every way here ask it."
    return f"Write “{{% if {name} is defined %}}…{{% endif %}}” round it, or let every way here ask it."
