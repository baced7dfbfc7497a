"""Every text and every condition of a dialogue, with its place in the file."""

from collections.abc import Iterable, Iterator

from bot.core.content.dialogue import Dialogue
from bot.core.content.outcome import Entry, Outcome, Row, Section, Table
from bot.core.content.question import Option, Question
from bot.core.templating.templates import condition_source, names_in

Place = tuple[str | int, ...]
Placed = Iterator[tuple[Place, str]]


def texts_in(dialogue: Dialogue) -> Placed:
    """Every text people may read that can hold names."""
    for name, question in dialogue.asked.items():
        yield from _question(("questions", name), question)
    for place, section in sections_in(dialogue):
        yield from _section(place, section)
    for name, outcome in dialogue.outcomes.items():
        yield from _outcome(("outcomes", name), outcome)


def words_in(dialogue: Dialogue) -> Placed:
    """Every text people may read that is shown as it stands: it cannot hold names."""
    yield from _present((), dialogue, "title", "summary", "group")
    for number, name in enumerate(dialogue.also):
        yield ("also", number), name
    for number, opening in enumerate(dialogue.openings):
        yield ("openings", number), opening
    for name, question in dialogue.asked.items():
        here: Place = ("questions", name)
        yield from _present(here, question, "item", "unit")
        for number, end in enumerate(question.ends or ()):
            yield (*here, "ends", number), end
        for place, option in _options(here, question):
            yield from _present(place, option, "label", "description", "phrase")
            yield from (((*place, "said", number), words) for number, words in enumerate(option.said))
        for field, asked in question.fields.items():
            yield from _present((*here, "fields", field), asked, "ask")
    for place, section in sections_in(dialogue):
        for number, column in enumerate(section.table.columns if isinstance(section.table, Table) else ()):
            yield (*place, "table", "columns", number), column


def _present(place: Place, part: object, *keys: str) -> Placed:
    for key in keys:
        if isinstance(text := getattr(part, key), str):
            yield (*place, key), text


def _question(place: Place, question: Question) -> Placed:
    yield from _present(place, question, "ask", "help", "why", "unsure")
    for where, option in _options(place, question):
        yield from _present(where, option, "guidance")


def _options(place: Place, question: Question) -> Iterator[tuple[Place, Option]]:
    for number, option in enumerate(question.options):
        yield (*place, "options", number), option
    for name, field in question.fields.items():
        for number, option in enumerate(field.options):
            yield (*place, "fields", name, "options", number), option


def _outcome(place: Place, outcome: Outcome) -> Placed:
    yield from _present(place, outcome, "title", "say")
    for key, entries in (("because", outcome.because), ("do", outcome.do)):
        for number, entry in enumerate(entries):
            yield from _present((*place, key, number), entry, "say")


def sections_in(dialogue: Dialogue) -> Iterator[tuple[Place, Section]]:
    """Every further part, each once: the dialogue's own, and those written in an outcome."""
    for name, section in dialogue.sections.items():
        yield ("sections", name), section
    for name, outcome in dialogue.outcomes.items():
        for number, part in enumerate(outcome.more):
            if not isinstance(part, str):
                yield ("outcomes", name, "more", number), part


def _section(place: Place, section: Section) -> Placed:
    yield from _present(place, section, "title", "say")
    for number, row in enumerate(_rows(section)):
        for column, cell in enumerate(row.cells):
            yield (*place, "table", "rows", number, column), cell


def _rows(section: Section) -> tuple[Row, ...]:
    return section.table.rows if isinstance(section.table, Table) else ()


def expressions_in(dialogue: Dialogue) -> Placed:
    """Every condition and value."""
    for name, step in dialogue.questions.items():
        for number, route in enumerate(step.next):
            yield from _present(("questions", name, "next", number), route, "when")
    for name, value in dialogue.values.items():
        if isinstance(value, str):
            yield ("values", name), value
        else:
            for number, case in enumerate(value):
                yield from _present(("values", name, number), case, "when")
    for name, outcome in dialogue.outcomes.items():
        for key in ("because", "do", "offers"):
            entries: tuple[Entry, ...] = getattr(outcome, key)
            for number, entry in enumerate(entries):
                yield from _present(("outcomes", name, key, number), entry, "when")
    for place, section in sections_in(dialogue):
        yield from _present(place, section, "when")
        for index, row in enumerate(_rows(section)):
            yield from _present((*place, "table", "rows", index), row, "when")


def values_behind(dialogue: Dialogue, texts: Iterable[str]) -> frozenset[str]:
    """The values that these texts and conditions rest on."""
    needed = {name for text in texts for name in names_in(text)}
    for name, value in reversed(list(dialogue.values.items())):  # a value rests on those above it
        if name in needed:
            expressions = [value] if isinstance(value, str) else [case.when for case in value if case.when]
            needed |= {used for expression in expressions for used in names_in(condition_source(expression))}
    return frozenset(needed & set(dialogue.values))
