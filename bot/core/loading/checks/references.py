"""What must be right between files: whatever is named must be there, and what is shared must be the same."""

from collections.abc import Iterable, Iterator, Sized

from bot.core.content.dialogue import Dialogue, folded, names_of
from bot.core.content.dialogue_texts import Place, sections_in
from bot.core.content.outcome import Table
from bot.core.content.question import Question
from bot.core.dialogue.intent_parser import command
from bot.core.loading.files import DIALOGUES, TABLES, TOPICS, Files
from bot.core.loading.yaml_reader import Path, Reading
from bot.core.problems import Problem, did_you_mean


def unknown(reading: Reading, path: Path, what: str, name: str, known: Iterable[str]) -> Iterator[Problem]:
    """The problem of a name that is not known, if it is not."""
    known = list(known)
    if name not in known:
        yield reading.problem(path, f"unknown-{what}", f"There is no {what} “{name}”.", did_you_mean(name, known))


def references_in(files: Files, dialogue: Dialogue, reading: Reading) -> Iterator[Problem]:
    """What a dialogue names that stands elsewhere: sources, topics, tables, sections, dialogues."""
    for place, section in sections_in(dialogue):
        if isinstance(section.table, str):
            yield from unknown(reading, (*place, "table"), "table", section.table, files.ids(TABLES))
        if isinstance(section.table, Table):
            table = section.table
            yield from _uneven(reading, (*place, "table"), table.columns, [row.cells for row in table.rows])
    for path, cited in _cited(dialogue):
        yield from unknown_sources(files, reading, path, cited)
    for name, outcome in dialogue.outcomes.items():
        for number, topic in enumerate(outcome.topics):
            yield from unknown(reading, ("outcomes", name, "topics", number), "topic", topic, files.ids(TOPICS))
        for number, part in enumerate(outcome.more):
            if isinstance(part, str):
                yield from unknown(reading, ("outcomes", name, "more", number), "section", part, dialogue.sections)
        for number, offer in enumerate(outcome.offers):
            yield from unknown(reading, ("outcomes", name, "offers", number), "dialogue", offer.dialogue, files.ids(DIALOGUES))
        if not any([dialogue.cite, outcome.cite, *(entry.cite for entry in outcome.because)]):
            yield reading.problem(("outcomes", name), "no-source", f"The guidance of “{name}” cites nothing.", "Add “cite: […]”.")


def _cited(dialogue: Dialogue) -> Iterator[tuple[Path, tuple[str, ...]]]:
    yield ("cite",), dialogue.cite
    for name, question in dialogue.asked.items():
        yield ("questions", name, "cite"), question.cite
    for name, outcome in dialogue.outcomes.items():
        here: Place = ("outcomes", name)
        yield (*here, "cite"), outcome.cite
        for key in ("because", "do"):
            for number, entry in enumerate(getattr(outcome, key)):
                yield (*here, key, number, "cite"), entry.cite
    for place, section in sections_in(dialogue):
        yield (*place, "cite"), section.cite


def _shape(question: Question) -> tuple[str, tuple[str, ...]]:
    return question.type, tuple(option.id for option in question.options)


def shared_questions(files: Files) -> Iterator[Problem]:
    """Questions that share a name must be the same question."""
    first: dict[str, tuple[str, Question]] = {}
    for id_, dialogue in files.dialogues.items():
        for name, question in dialogue.asked.items():
            if question.shares is None:
                continue
            where, other = first.setdefault(question.shares, (f"{id_}.{name}", question))
            if _shape(question) != _shape(other):
                message = f"It shares “{question.shares}” with {where}, but its type or its options' ids differ."
                reading = files.readings[DIALOGUES, id_]
                yield reading.problem(
                    ("questions", name, "shares"), "not-the-same", message, "Give both the same, or share another name."
                )


def other_names(files: Files) -> Iterator[Problem]:
    """Another name of a dialogue leads to no other, and means nothing else."""
    names = {id_: names_of(id_, dialogue) for id_, dialogue in files.dialogues.items()}
    for id_, dialogue in files.dialogues.items():
        for number, also in enumerate(dialogue.also):
            name, reading = folded(also), files.readings[DIALOGUES, id_]
            taken = next((other for other, known in names.items() if other != id_ and name in known), "")
            meant = f"already means “{taken}”" if taken else "is something people say to move about" if command(also) else ""
            if meant:
                yield reading.problem(
                    ("also", number), "name-taken", f"“{also}” {meant}.", "Choose another name, or leave it out."
                )


def references_of_knowledge(files: Files) -> Iterator[Problem]:
    """What topics and tables name, and whether tables are even."""
    for id_, topic in files.topics.items():
        reading = files.readings[TOPICS, id_]
        yield from unknown_sources(files, reading, ("cite",), topic.cite)
        for key, kind, folder in (
            ("related", "topic", TOPICS),
            ("dialogues", "dialogue", DIALOGUES),
            ("tables", "table", TABLES),
        ):
            for number, name in enumerate(getattr(topic, key)):
                yield from unknown(reading, (key, number), kind, name, files.ids(folder))
    for id_, table in files.tables.items():
        reading = files.readings[TABLES, id_]
        yield from _uneven(reading, (), table.columns, [row.cells for row in table.rows])
        for path, cited in [(("cite",), table.cite), *((("rows", n, "cite"), row.cite) for n, row in enumerate(table.rows))]:
            yield from unknown_sources(files, reading, path, cited)


def unknown_sources(files: Files, reading: Reading, path: Path, cited: Iterable[str]) -> Iterator[Problem]:
    """Places in documents that are cited and not in the catalogue."""
    for number, source in enumerate(cited if files.sources is not None else ()):
        yield from unknown(reading, (*path, number), "source", source, files.sources or ())


def _uneven(reading: Reading, path: Path, columns: Sized, rows: Iterable[Sized]) -> Iterator[Problem]:
    for number, row in enumerate(rows):
        if len(row) != len(columns):
            cells = f"{len(row)} cell{'' if len(row) == 1 else 's'}"
            message = f"The table has {len(columns)} columns, but this row has {cells}."
            yield reading.problem((*path, "rows", number), "uneven-table", message, "Give every row a cell for each column.")
