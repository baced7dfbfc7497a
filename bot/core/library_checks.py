"""What must be right between the parts of a library: names, routes, sources, calls."""

from collections.abc import Iterable, Iterator, Mapping

from bot.core.dialogue import Dialogue, Question
from bot.core.dialogue_texts import Place, expressions_in, sections_in, texts_in
from bot.core.language import UNSURE, LanguageError, compared_in, condition_source, names_in
from bot.core.library_reader import DIALOGUES, TABLES, TOPICS, Files
from bot.core.machine import ways_on
from bot.core.problems import Problem, did_you_mean
from bot.core.yaml_reader import Path, Reading


def problems_between(files: Files) -> Iterator[Problem]:
    """Every mistake that shows only between parts or files."""
    for id_, dialogue in files.dialogues.items():
        reading = files.readings[DIALOGUES, id_]
        yield from _calls(files, id_, dialogue, reading)
        yield from _routes(dialogue, reading)
        yield from _names(files, dialogue, reading)
        yield from _references(files, dialogue, reading)
        yield from _unused_sections(dialogue, reading)
    yield from _shared(files)
    yield from _knowledge(files)


def _unknown(reading: Reading, path: Path, what: str, name: str, known: Iterable[str]) -> Iterator[Problem]:
    known = list(known)
    if name not in known:
        yield reading.problem(path, f"unknown-{what}", f"There is no {what} “{name}”.", did_you_mean(name, known))


def _calls(files: Files, id_: str, dialogue: Dialogue, reading: Reading) -> Iterator[Problem]:
    for name, call in dialogue.calls.items():
        path = ("questions", name, "call")
        if (DIALOGUES, call.call) not in files.readings:
            yield from _unknown(reading, path, "dialogue", call.call, files.dialogues)
        elif name != call.call:
            yield reading.problem(path, "bad-call", f"A call has the name of the dialogue it calls: “{call.call}”, not “{name}”.")
        elif id_ in _called(files, call.call, frozenset()):
            yield reading.problem(path, "endless-call", f"“{call.call}” calls this dialogue again, so it would never end.")
    called = [name for call in dialogue.calls.values() for name in {call.call, *_called(files, call.call, frozenset())}]
    for twice in {name for name in called if called.count(name) > 1}:
        yield reading.problem(
            ("questions",), "called-twice", f"“{twice}” would be asked twice on one way.", "Call it in one place only."
        )


def _called(files: Files, id_: str, seen: frozenset[str]) -> frozenset[str]:
    if id_ in seen or id_ not in files.dialogues:
        return frozenset()
    inner = [_called(files, call.call, seen | {id_}) for call in files.dialogues[id_].calls.values()]
    return frozenset({call.call for call in files.dialogues[id_].calls.values()}).union(*inner)


def _routes(dialogue: Dialogue, reading: Reading) -> Iterator[Problem]:
    names = [*dialogue.questions, *dialogue.values, *dialogue.outcomes]
    for name in {name for name in names if names.count(name) > 1}:
        yield reading.problem(("outcomes", name), "used-twice", f"“{name}” is the id of two things.", "Rename one of them.")
    steps = list(dialogue.questions)
    reached = {steps[0]}
    for number, name in enumerate(steps):
        routes = ways_on(dialogue, name)
        targets = [*steps[number + 1 :], *dialogue.outcomes]
        for route in routes:
            path = ("questions", name, "next")
            if route.to in steps[: number + 1]:
                yield reading.problem(
                    path,
                    "backwards",
                    f"“{name}” leads back to “{route.to}”.",
                    "Routes only lead forwards: move the question down.",
                )
            elif route.to not in targets:
                yield reading.problem(
                    path, "unknown-route", f"“{route.to}” is no question or outcome here.", did_you_mean(route.to, targets)
                )
        yield from _ends(reading, name, [route.when for route in routes])
        reached |= {route.to for route in routes} if name in reached else set()
    for name in (set(steps) | set(dialogue.outcomes)) - reached:
        kind = "questions" if name in dialogue.questions else "outcomes"
        yield reading.warning((kind, name), "unreachable", f"Nothing leads to “{name}”.", "Add a route to it, or remove it.")


def _unused_sections(dialogue: Dialogue, reading: Reading) -> Iterator[Problem]:
    used = {part for outcome in dialogue.outcomes.values() for part in outcome.more if isinstance(part, str)}
    for name in set(dialogue.sections) - used:
        yield reading.warning(
            ("sections", name), "unused", f"No outcome shows the section “{name}”.", "Name it in a “more”, or remove it."
        )


def _ends(reading: Reading, name: str, conditions: list[str | None]) -> Iterator[Problem]:
    if all(conditions):
        cure = "End its “next” with a route that always holds, such as “- {to: …}”."
        yield reading.problem(("questions", name), "no-way-on", f"The last question “{name}” may lead nowhere.", cure)
    elif None in conditions[:-1]:
        message = f"The routes of “{name}” after the one that always holds are never taken."
        yield reading.problem(("questions", name, "next"), "never-taken", message, "Move that one to the end.")


def _names(files: Files, dialogue: Dialogue, reading: Reading) -> Iterator[Problem]:
    known = _known_names(files, dialogue)
    for path, expression in expressions_in(dialogue):
        yield from _language(reading, path, condition_source(expression), known)
    for path, text in texts_in(dialogue):
        yield from _language(reading, path, text, known | {"today": frozenset()})


def _known_names(files: Files, dialogue: Dialogue) -> dict[str, frozenset[str]]:
    """The names an author may use, each with the words it may be compared with (none: any)."""
    known: dict[str, frozenset[str]] = {}
    for name, question in dialogue.asked.items():
        unsure = {UNSURE} if question.unsure else set()
        known[name] = frozenset({option.id for option in question.options} | unsure) if question.options else frozenset()
    for name, value in dialogue.values.items():
        known[name] = frozenset() if isinstance(value, str) else frozenset(str(case.is_) for case in value)
    for name, call in dialogue.calls.items():
        if inner := files.dialogues.get(call.call):
            known |= {f"{name}.outcome": frozenset(inner.outcomes), f"{name}.title": frozenset()}
            known |= {f"{name}.{key}": words for key, words in _inner_names(files, inner).items()}
    return known


def _inner_names(files: Files, dialogue: Dialogue) -> dict[str, frozenset[str]]:
    return {name: words for name, words in _known_names(files, dialogue).items() if "." not in name}


def _language(reading: Reading, path: Path, source: str, known: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    try:
        names, compared = names_in(source), compared_in(source)
    except LanguageError as error:
        yield reading.problem(path, "bad-text", str(error), "See “Conditions” and “Text” in dialogues/README.md.")
        return
    locals_ = {name.split(".")[0] for name in known}
    for name in sorted(names - set(known)):
        if name not in locals_:
            yield reading.problem(path, "unknown-name", f"“{name}” is not asked or worked out here.", did_you_mean(name, known))
    for name, word in compared:
        if known.get(name) and word not in known[name]:
            cure = did_you_mean(word, known[name]) or f"It may be {', '.join(sorted(known[name]))}."
            yield reading.problem(path, "unknown-option", f"“{name}” is never “{word}”.", cure)


def _references(files: Files, dialogue: Dialogue, reading: Reading) -> Iterator[Problem]:
    for place, section in sections_in(dialogue):
        if isinstance(section.table, str) and (TABLES, section.table) not in files.readings:
            yield from _unknown(reading, (*place, "table"), "table", section.table, files.tables)
    for path, cited in _cited(dialogue):
        for number, source in enumerate(cited):
            yield from _unknown(reading, (*path, number), "source", source, files.sources)
    for name, outcome in dialogue.outcomes.items():
        for number, topic in enumerate(outcome.topics):
            if (TOPICS, topic) not in files.readings:
                yield from _unknown(reading, ("outcomes", name, "topics", number), "topic", topic, files.topics)
        for number, part in enumerate(outcome.more):
            if isinstance(part, str):
                yield from _unknown(reading, ("outcomes", name, "more", number), "section", part, dialogue.sections)
        for number, offer in enumerate(outcome.offers):
            if (DIALOGUES, offer.dialogue) not in files.readings:
                yield from _unknown(reading, ("outcomes", name, "offers", number), "dialogue", offer.dialogue, files.dialogues)
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


def _shared(files: Files) -> Iterator[Problem]:
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


def _knowledge(files: Files) -> Iterator[Problem]:
    for id_, topic in files.topics.items():
        reading = files.readings[TOPICS, id_]
        for key, kind, known in (("cite", "source", files.sources), ("related", "topic", files.topics)):
            for number, name in enumerate(getattr(topic, key)):
                if (TOPICS, name) not in files.readings:
                    yield from _unknown(reading, (key, number), kind, name, known)
        for key, kind, folder in (("dialogues", "dialogue", DIALOGUES), ("tables", "table", TABLES)):
            for number, name in enumerate(getattr(topic, key)):
                if (folder, name) not in files.readings:
                    yield from _unknown(
                        reading, (key, number), kind, name, [id_ for kind_, id_ in files.readings if kind_ == folder]
                    )
    for id_, table in files.tables.items():
        for path, cited in [(("cite",), table.cite), *((("rows", n, "cite"), row.cite) for n, row in enumerate(table.rows))]:
            for number, source in enumerate(cited):
                yield from _unknown(files.readings[TABLES, id_], (*path, number), "source", source, files.sources)
