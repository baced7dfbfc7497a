"""What must be right between the options of one question: each can be told from the others."""

from collections.abc import Iterable, Iterator

from bot.core.content.dialogue import Dialogue, folded
from bot.core.content.question import Option
from bot.core.loading.yaml_reader import Path, Reading
from bot.core.problems import Problem


def problems_of_options(dialogue: Dialogue, reading: Reading) -> Iterator[Problem]:
    """Ids and labels that stand twice, and names of before that are in use."""
    taken = dict.fromkeys(dialogue.questions, "a question")
    for name, question in dialogue.asked.items():
        yield from _formerly(reading, ("questions", name, "formerly"), question.formerly, taken)
        yield from _said_twice(reading, ("questions", name, "options"), question.options)
        for field, asked in question.fields.items():
            yield from _said_twice(reading, ("questions", name, "fields", field, "options"), asked.options)


def _said_twice(reading: Reading, path: Path, options: tuple[Option, ...]) -> Iterator[Problem]:
    ids, labels = dict[str, int](), dict[str, int]()
    taken = {option.id: "an option" for option in options}
    for number, option in enumerate(options):
        yield from _formerly(reading, (*path, number, "formerly"), option.formerly, taken)
    for number, option in enumerate(options):
        first = ids.setdefault(option.id, number)
        if first != number:
            message = f"“{option.id}” is already the id of an option here (line {_line(reading, path, first)})."
            yield reading.problem((*path, number, "id"), "used-twice", message, "Give this option another id.")
        first = labels.setdefault(folded(option.label) or option.label, number)
        if first != number:
            message = f"“{option.label}” is already the label of an option here (line {_line(reading, path, first)})."
            cure = "People could not tell them apart: give each its own words."
            yield reading.problem((*path, number, "label"), "label-twice", message, cure)


def _line(reading: Reading, path: Path, number: int) -> int:
    return reading.place((*path, number))[0]


def _formerly(reading: Reading, path: Path, former: Iterable[str], taken: dict[str, str]) -> Iterator[Problem]:
    """Names of before that would make two things of one answer."""
    for number, name in enumerate(former):
        if name in taken:
            message, cure = f"“{name}” is, or was, the id of {taken[name]} here.", "Name an id that nothing else has or had."
            yield reading.problem((*path, number), "used-twice", message, cure)
        taken[name] = "another one"
