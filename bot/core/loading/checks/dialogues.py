"""What must be right between the parts of a dialogue: calls, ids, routes, names in conditions and text."""

from collections.abc import Collection, Iterator, Mapping
from functools import partial

from bot.core.content.course import Course
from bot.core.content.dialogue import Call, Dialogue
from bot.core.content.dialogue_texts import expressions_in, texts_in, words_in
from bot.core.content.question import Question
from bot.core.content.state_machine import ways_on
from bot.core.loading.checks.course import references_of_course, shares_in
from bot.core.loading.checks.markup import markup_in
from bot.core.loading.checks.options import problems_of_options
from bot.core.loading.checks.quick_answers import references_of_quick_answers
from bot.core.loading.checks.references import other_names, references_in, references_of_knowledge, shared_questions, unknown
from bot.core.loading.checks.road import references_of_road
from bot.core.loading.checks.templates import problems_in_text
from bot.core.loading.files import COURSE, DIALOGUES, ROAD, Files
from bot.core.loading.types.kind import TEXT, WORD
from bot.core.loading.types.names import Names, names_of
from bot.core.loading.yaml_reader import Path, Reading
from bot.core.problems import Problem, did_you_mean

# What a name that was changed brings about; those who call the dialogue stumble over it, too.
_RENAMED = {"unknown-name", "unknown-option", "unknown-field"}


def problems_between(files: Files) -> Iterator[Problem]:
    """Every mistake that shows only between parts or files."""
    wrong = set[str]()
    for id_ in sorted(files.dialogues, key=lambda id_: len(called_by(files, id_))):  # what is called before who calls
        found = list(_of_dialogue(files, id_, files.dialogues[id_], wrong))
        wrong |= {id_ for problem in found if problem.code in _RENAMED}
        yield from found
    yield from _left_out(files, wrong)
    yield from shared_questions(files)
    yield from other_names(files)
    yield from references_of_knowledge(files)
    yield from markup_in(files)
    yield from references_of_quick_answers(files)
    if files.road:
        yield from references_of_road(files, files.road, files.readings[ROAD, ""])
    if files.course:
        yield from references_of_course(files, files.course, files.readings[COURSE, ""])
        yield from _course_names(files, files.course, files.readings[COURSE, ""])


def _of_dialogue(files: Files, id_: str, dialogue: Dialogue, wrong: Collection[str]) -> Iterator[Problem]:
    reading = files.readings[DIALOGUES, id_]
    yield from _calls(files, id_, dialogue, reading)
    yield from _ids(dialogue, reading)
    yield from problems_of_options(dialogue, reading)
    yield from _routes(dialogue, reading)
    right = {name: one for name, one in files.dialogues.items() if name not in wrong}
    left_out = sorted(dialogue.calls.keys() & set(wrong))
    yield from files.earlier.problems(f"names {left_out}", files.edition(id_), partial(_names, right, dialogue, reading))
    yield from references_in(files, dialogue, reading)
    yield from _unused_sections(dialogue, reading)


def _left_out(files: Files, wrong: Collection[str]) -> Iterator[Problem]:
    """What was not looked at, because a dialogue that it rests on has mistakes: once for each of these."""
    for id_ in files.ids(DIALOGUES):
        callers = [name for name, dialogue in files.dialogues.items() if id_ in dialogue.calls]
        if callers and (id_ in wrong or id_ not in files.dialogues):
            message = f"What {', '.join(callers)} say of this dialogue is not checked until it is mended."
            yield files.readings[DIALOGUES, id_].warning((), "left-out", message, "Mend this file, and check again.")


def _calls(files: Files, id_: str, dialogue: Dialogue, reading: Reading) -> Iterator[Problem]:
    for name, call in dialogue.calls.items():
        path = ("questions", name, "call")
        if (DIALOGUES, call.call) not in files.readings:
            yield from unknown(reading, path, "dialogue", call.call, files.ids(DIALOGUES))
        elif name != call.call:
            yield reading.problem(path, "bad-call", f"A call has the name of the dialogue it calls: “{call.call}”, not “{name}”.")
        elif id_ in called_by(files, call.call):
            yield reading.problem(path, "endless-call", f"“{call.call}” calls this dialogue again, so it would never end.")
    called: set[str] = set()
    for name, call in dialogue.calls.items():
        reached = {call.call, *called_by(files, call.call)}
        for twice in reached & called:
            message = f"“{twice}” would be asked twice on one way."
            yield reading.problem(("questions", name), "called-twice", message, "Call it in one place only.")
        called |= reached


def called_by(files: Files, id_: str, seen: frozenset[str] = frozenset()) -> frozenset[str]:
    """The dialogues that a dialogue calls, and those which they call."""
    if id_ in seen or id_ not in files.dialogues:
        return frozenset()
    inner = [called_by(files, call.call, seen | {id_}) for call in files.dialogues[id_].calls.values()]
    return frozenset({call.call for call in files.dialogues[id_].calls.values()}).union(*inner)


def _routes(dialogue: Dialogue, reading: Reading) -> Iterator[Problem]:
    steps = list(dialogue.questions)
    reached = {steps[0]}
    for number, name in enumerate(steps):
        targets = [*steps[number + 1 :], *dialogue.outcomes]
        for path, to in _targets(name, dialogue.questions[name]):
            if to in steps[: number + 1]:
                cure = "Routes only lead forwards: move the question down."
                yield reading.problem(path, "backwards", f"“{name}” leads back to “{to}”.", cure)
            elif to not in targets:
                yield reading.problem(path, "unknown-route", f"“{to}” is no question or outcome here.", did_you_mean(to, targets))
        yield from _ends(reading, name, dialogue)
        reached |= {route.to for route in ways_on(dialogue, name)} if name in reached else set()
    for name in (set(steps) | set(dialogue.outcomes)) - reached:
        kind = "questions" if name in dialogue.questions else "outcomes"
        yield reading.warning((kind, name), "unreachable", f"Nothing leads to “{name}”.", "Add a route to it, or remove it.")


def _targets(name: str, step: Question | Call) -> Iterator[tuple[Path, str]]:
    """Where a question or call leads by its author's own words, each with its place."""
    for number, option in enumerate(step.options if isinstance(step, Question) else ()):
        if option.next:
            yield ("questions", name, "options", number, "next"), option.next
    for number, route in enumerate(step.next):
        yield ("questions", name, "next", number, "to"), route.to


def _ids(dialogue: Dialogue, reading: Reading) -> Iterator[Problem]:
    parts = {"questions": dialogue.questions, "values": dialogue.values, "outcomes": dialogue.outcomes}
    used: dict[str, str] = {}
    for kind, ids in parts.items():
        for name in ids:
            if used.setdefault(name, kind) != kind:
                message = f"“{name}” is already the id of one of the {used[name]}."
                yield reading.problem((kind, name), "used-twice", message, "Rename one of them.")


def _unused_sections(dialogue: Dialogue, reading: Reading) -> Iterator[Problem]:
    used = {part for outcome in dialogue.outcomes.values() for part in outcome.more if isinstance(part, str)}
    for name in set(dialogue.sections) - used:
        yield reading.warning(
            ("sections", name), "unused", f"No outcome shows the section “{name}”.", "Name it in a “more”, or remove it."
        )


def _ends(reading: Reading, name: str, dialogue: Dialogue) -> Iterator[Problem]:
    if all(route.when for route in ways_on(dialogue, name)) and not _all_lead_on(dialogue.questions[name]):
        cure = "End its “next” with a route that always holds, such as “- {to: …}”."
        yield reading.problem(("questions", name), "no-way-on", f"The last question “{name}” may lead nowhere.", cure)
    always = [number for number, route in enumerate(dialogue.questions[name].next, 1) if route.when is None]
    if always and always[0] < len(dialogue.questions[name].next):
        message, cure = (
            "The route before this one always holds, so this one is never taken.",
            "Put the one that always holds last.",
        )
        yield reading.problem(("questions", name, "next", always[0]), "never-taken", message, cure)


def _all_lead_on(step: Question | Call) -> bool:
    """Whether each answer has a “next” of its own."""
    if not isinstance(step, Question) or step.type != "choice" or step.unsure:
        return False
    return all(option.next for option in step.options)


def _names(dialogues: Mapping[str, Dialogue], dialogue: Dialogue, reading: Reading) -> Iterator[Problem]:
    known = names_of(dialogue, dialogues)
    for path, expression in expressions_in(dialogue):
        later = _values_below(dialogue, str(path[1])) if path[0] == "values" else set()
        yield from problems_in_text(reading, path, expression, known.without(later), condition=True)
    for path, text in texts_in(dialogue):
        yield from problems_in_text(reading, path, text, known.also(today=WORD))
    for path, words in words_in(dialogue):
        if "{{" in words or "{%" in words:
            message, cure = "This is shown as it stands, so it cannot hold names in braces.", "Say it without them."
            yield reading.problem(path, "no-names-here", message, cure)


def _values_below(dialogue: Dialogue, value: str) -> set[str]:
    """The value itself and those below it, which it may not rest on."""
    names = list(dialogue.values)
    return set(names[names.index(value) :])


def _course_names(files: Files, course: Course, reading: Reading) -> Iterator[Problem]:
    """The names in what a course makes of the exercises."""
    if course.brief is None or course.brief.about not in shares_in(files):
        return
    for key, text in (("title", course.brief.title), ("lead", course.brief.lead)):
        yield from problems_in_text(reading, ("brief", key), text, Names({course.brief.about: TEXT}))
    for number, part in enumerate(course.brief.parts):
        if dialogue := files.dialogues.get(part.dialogue):
            known = names_of(dialogue, files.dialogues)
            for index, entry in enumerate(part.say):
                path: Path = ("brief", "parts", number, "say", index)
                yield from problems_in_text(reading, (*path, "say"), entry.say, known.also(today=WORD))
                if entry.when:
                    yield from problems_in_text(reading, (*path, "when"), entry.when, known, condition=True)
