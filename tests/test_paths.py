"""Every path of every shipped dialogue: walked, and its outcome put into words with every answer and every pair of options.

Nothing is stored: paths and answers are worked out from the dialogues each time. All conversations of a dialogue are had once,
and each test looks for one kind of fault in them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import pytest

from bot.authoring.covering import covering_answers
from bot.authoring.paths import Path, paths_of
from bot.authoring.possible_answers import options_in
from bot.content_files import shipped_content
from bot.core.answers import Value, meant
from bot.core.conversation import Answer, Conversation, Key, key_of
from bot.core.dialogue import Question
from bot.core.guidance import Guidance, ShownSection, guidance_for
from bot.core.language import UNSURE, Chosen, LanguageError, rendered, shown
from bot.core.library import Library
from bot.core.markdown import plain
from bot.core.text import guidance_lead, section_text
from bot.core.views import settled
from bot.core.walk import Position, Step, walk

TODAY = "1 January 2027"
LONGEST_LEAD, LONGEST_SECTION, LONGEST_TITLE, LONGEST_LABEL = 1500, 3000, 150, 75  # the last two are Slack's own limits
ARTEFACTS = {
    "braces of a template": r"\{\{|\{%|\}\}|%\}",
    "a value that is missing": r"\bUndefined\b|(?<=[a-z,;:(] )None\b|\bNone(?=[.,;)])",
    "two spaces": r"(?<=\S) {2,}",
    "a space before a mark": r" [.,;:!?](?=\s|$)",
    "two marks in a row": r"(?<!\.)\.\.(?!\.)|[,;:]\.",
}
DIALOGUES = sorted(path.stem for path in (shipped_content() / "dialogues").glob("*.yaml"))

Faults = Iterator[tuple[str, str, str]]  # the kind, the place, and what it is
in_words = cache(plain)


@dataclass
class Had:
    """What came of all conversations of a dialogue."""

    outcomes: set[str] = field(default_factory=set)
    options: set[tuple[Key, str]] = field(default_factory=set)
    faults: dict[tuple[str, str], str] = field(default_factory=dict)  # the first of each kind at each place

    def of_kind(self, kind: str) -> str:
        """The faults of a kind, each with its outcome and answers."""
        return "\n".join(f"{place} {what}" for (known, place), what in self.faults.items() if known == kind)


@pytest.fixture(scope="module")
def had(library: Library) -> Callable[[str], Had]:
    """All conversations of a dialogue, had when they are first asked for."""
    return cache(lambda dialogue: _have_all(library, dialogue))


def _have_all(library: Library, dialogue: str) -> Had:
    had = Had()
    try:
        paths = paths_of(library, dialogue)
    except LanguageError as error:
        had.faults["walk", dialogue] = str(error)
        return had
    for path in paths.all:
        for answers in covering_answers(paths, path):
            had.outcomes.add(path.outcome)
            had.options |= {(key, option) for key, value in answers.items() for option in _options(library, key, value)}
            for kind, place, what in _faults(library, dialogue, path, answers):
                had.faults.setdefault((kind, place), f"{what}\n    {dialogue} → {path.outcome}, after {_told(answers)}")
    return had


def _options(library: Library, key: Key, value: Value) -> Iterator[str]:
    question = library.question(key)
    assert question is not None
    yield from options_in(question, value)
    if question.fields and value != UNSURE:
        yield from (f"{name}={entry[name]}" for entry in value for name in question.fields)


def _told(answers: Mapping[Key, Value]) -> str:
    return ", ".join(f"{key}: {value}" for key, value in answers.items())


def _faults(library: Library, dialogue: str, path: Path, answers: Mapping[Key, Value]) -> Faults:
    position = walk(library, Conversation("paths", dialogue, answers={key: Answer(value) for key, value in answers.items()}))
    went = tuple(step.key for step in position.asked), position.ending and position.ending.id
    if went != (path.asked, path.outcome):
        yield "walk", path.outcome, f"is not where it went: {went}, not {path.trail}"
        return
    assert position.ending is not None
    try:
        for step in position.asked:
            yield from _question_faults(library, step)
        guidance = guidance_for(library, position.ending, TODAY)
    except LanguageError as error:
        yield "words", position.ending.id, str(error)
        return
    yield from _guidance_faults(library, guidance)
    if not _mentions(library, guidance, position):
        yield "said", guidance.outcome, "takes up nothing of what was said, in its title, lead, reasons and steps"


def _question_faults(library: Library, step: Step) -> Faults:
    own = step.key.partition(".")[2]
    names = {name: value for name, value in step.names.items() if name != own} | {"today": TODAY}
    for part in ("ask", "help", "why"):
        text = getattr(step.question, part)
        yield from _text_faults(f"{step.key}, {part}", rendered(text, names) if text else None)
    line = settled(library, step, TODAY)
    yield from _text_faults(f"{step.key}, answer", line.answer)
    yield from _text_faults(f"{step.key}, guidance on the answer", line.guidance or None)


def _guidance_faults(library: Library, guidance: Guidance) -> Faults:
    for place, text in _texts(guidance):
        yield from _text_faults(f"{guidance.outcome}, {place}", text)
    yield from _length_faults(f"{guidance.outcome}, title", in_words(guidance.title), LONGEST_TITLE)
    first_screen = guidance_lead(library.phrases, replace(guidance, sources=()))
    yield from _length_faults(f"{guidance.outcome}, title, lead, reasons and steps", first_screen, LONGEST_LEAD)
    for section in guidance.sections:
        place = f"{guidance.outcome}, more, “{section.title}”"
        yield from _length_faults(place, section_text(library.phrases, replace(section, sources=())), LONGEST_SECTION)
        if not section.text and not (section.table and section.table.rows):
            yield "empty", place, "shows nothing"


def _texts(guidance: Guidance) -> Iterator[tuple[str, str]]:
    yield "title", guidance.title
    yield "say", guidance.lead
    yield from (("because", reason) for reason in guidance.because)
    yield from (("do", step) for step in guidance.do)
    for section in guidance.sections:
        yield from _section_texts(section)


def _section_texts(section: ShownSection) -> Iterator[tuple[str, str]]:
    yield "title of a part of more", section.title
    yield from ((f"more, “{section.title}”", text) for text in [section.text] if text)
    cells = [cell for row in (section.table.rows if section.table else ()) for cell in row]
    yield from ((f"more, “{section.title}”, table", cell) for cell in cells if cell)  # a cell may be empty


def _text_faults(place: str, text: str | None) -> Faults:
    if text is not None and not in_words(text).strip():
        yield "empty", place, "is empty"
    for name in _artefacts(text or ""):
        yield "artefact", place, f"holds {name}: {in_words(text or '')!r}"


@cache
def _artefacts(text: str) -> list[str]:
    return [name for name, pattern in ARTEFACTS.items() if re.search(pattern, in_words(text))]


def _length_faults(place: str, text: str, most: int) -> Faults:
    if len(text) > most:
        yield "length", place, f"has {len(text)} characters, more than {most}"


def _mentions(library: Library, guidance: Guidance, position: Position) -> bool:
    texts = [guidance.title, guidance.lead, *guidance.because, *guidance.do]
    told = "\n".join(map(in_words, texts)).lower()
    words = {in_words(word).lower() for step in position.steps for word in _words_of(library, step)}
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", told) for word in words if word)


def _words_of(library: Library, step: Step) -> Iterator[str]:
    """All that may be quoted of an answer: labels, phrases, typed words, numbers."""
    value = meant(step.question, step.value, library.phrases.say("unsure_phrase"))
    entries = step.value if step.question.fields and step.value != UNSURE else []
    yield from (word for entry in entries for word in entry.values())
    for one in value if isinstance(value, tuple) and not entries else [value]:
        yield from (one.label, one.phrase) if isinstance(one, Chosen) else [str(shown(one))]


# All tests of a dialogue run in one process, so that its conversations are had once.
each_dialogue = pytest.mark.parametrize("dialogue", [pytest.param(id_, marks=pytest.mark.xdist_group(id_)) for id_ in DIALOGUES])


@each_dialogue
def test_every_path_is_walked(had: Callable[[str], Had], dialogue: str) -> None:
    faults = had(dialogue).of_kind("walk")
    assert not faults, faults


@each_dialogue
def test_every_text_can_be_filled_in(had: Callable[[str], Had], dialogue: str) -> None:
    faults = had(dialogue).of_kind("words")
    assert not faults, faults


@each_dialogue
def test_no_text_is_empty(had: Callable[[str], Had], dialogue: str) -> None:
    faults = had(dialogue).of_kind("empty")
    assert not faults, faults


@each_dialogue
def test_texts_are_short_enough(had: Callable[[str], Had], dialogue: str) -> None:
    faults = had(dialogue).of_kind("length")
    assert not faults, faults


@each_dialogue
def test_no_text_looks_broken(had: Callable[[str], Had], dialogue: str) -> None:
    faults = had(dialogue).of_kind("artefact")
    assert not faults, faults


@each_dialogue
def test_guidance_takes_up_what_was_said(had: Callable[[str], Had], dialogue: str) -> None:
    faults = had(dialogue).of_kind("said")
    assert not faults, faults


@each_dialogue
def test_every_outcome_is_reached(library: Library, had: Callable[[str], Had], dialogue: str) -> None:
    assert set(library.dialogues[dialogue].outcomes) - had(dialogue).outcomes == set()


@each_dialogue
def test_every_option_is_used(library: Library, had: Callable[[str], Had], dialogue: str) -> None:
    asked = library.dialogues[dialogue].asked.items()
    options = {(key_of(dialogue, name), option) for name, question in asked for option in _all_options(question)}
    assert options - had(dialogue).options == set()


def _all_options(question: Question) -> Iterable[str]:
    fields = [f"{name}={option.id}" for name, one in question.fields.items() for option in one.options]
    options = [option.id for option in question.options] or ["answered"]
    return [*options, *fields, *([UNSURE] if question.unsure else [])]


@each_dialogue
def test_labels_fit_on_a_button(library: Library, dialogue: str) -> None:
    asked = library.dialogues[dialogue].asked.values()
    options = [
        *(question.options for question in asked),
        *(one.options for question in asked for one in question.fields.values()),
    ]
    assert [option.label for some in options for option in some if len(option.label) > LONGEST_LABEL] == []
