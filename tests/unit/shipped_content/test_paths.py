"""Every path of every shipped dialogue: walked, and its outcome put into words with every answer and every pair of
options.

No path is written down: paths and answers are worked out from the dialogues, anew with every edit.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

import pytest

from bot.authoring.paths.explorer import Path
from bot.authoring.paths.pairwise import covering_answers
from bot.authoring.sample_answers import options_in
from bot.core.content.library import Library
from bot.core.content.question import EntryField, Question
from bot.core.dialogue.conversation import Answer, Conversation, Key, key_of
from bot.core.dialogue.guidance import Guidance, ShownSection, guidance_for
from bot.core.dialogue.plain_text import guidance_lead, section_text
from bot.core.dialogue.position import Position, Step, walk
from bot.core.dialogue.reply_builder import settled
from bot.core.questions.answer import Value
from bot.core.questions.answers import meant
from bot.core.templating.markdown import plain
from bot.core.templating.templates import LanguageError, rendered
from bot.core.templating.values import UNSURE, Chosen, Group, shown
from bot.services.content import shipped_content
from tests.support.shared_paths import shared_paths

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

Faults = Iterator[tuple[str, str]]  # the place, and what is wrong there
in_words = cache(plain)


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_every_path_leads_to_guidance_that_is_whole_and_readable(library: Library, dialogue: str) -> None:
    try:
        faults, outcomes, options = _found(library, dialogue)
    except LanguageError as error:  # a route that cannot be worked out; what led there is in its message
        pytest.fail(str(error), pytrace=False)
    own = library.dialogues[dialogue]
    unreached = set(own.outcomes) - outcomes
    unused = {(key_of(dialogue, name), option) for name, one in own.asked.items() for option in _all_options(one)} - options
    assert not faults, "\n".join(f"{place} {what}" for place, what in faults.items())
    assert (unreached, unused) == (set(), set())


@pytest.mark.parametrize("dialogue", DIALOGUES)
def test_labels_fit_on_a_button(library: Library, dialogue: str) -> None:
    asked = library.dialogues[dialogue].asked.values()
    parts: list[Question | EntryField] = [*asked, *(one for question in asked for one in question.fields.values())]
    assert [option.label for part in parts for option in part.options if len(option.label) > LONGEST_LABEL] == []


def _found(library: Library, dialogue: str) -> tuple[dict[str, str], set[str], set[tuple[Key, str]]]:
    """The first fault at each place, the outcomes reached and the options used, in all conversations that cover the
    paths."""
    paths = shared_paths(library, dialogue)
    faults: dict[str, str] = {}
    options: set[tuple[Key, str]] = set()
    for path in paths.all:
        for answers in covering_answers(paths, path):
            options |= {(key, option) for key, value in answers.items() for option in _options(library, key, value)}
            for place, what in _faults(library, dialogue, path, answers):
                told = ", ".join(f"{key}: {value}" for key, value in answers.items())
                faults.setdefault(place, f"{what}\n    {dialogue} → {path.outcome}, after {told}")
    return faults, {path.outcome for path in paths.all}, options


def _options(library: Library, key: Key, value: Value) -> Iterator[str]:
    question = library.question(key)
    assert question is not None
    yield from options_in(question, value)
    if question.fields and value != UNSURE:
        yield from (f"{name}={entry[name]}" for entry in value for name in question.fields)


def _faults(library: Library, dialogue: str, path: Path, answers: Mapping[Key, Value]) -> Faults:
    position = walk(library, Conversation("paths", dialogue, answers={key: Answer(value) for key, value in answers.items()}))
    went = tuple(step.key for step in position.asked), position.ending and position.ending.id
    if went != (path.asked, path.outcome):
        yield path.outcome, f"is not where it went: {went}, not {path.trail}"
        return
    assert position.ending is not None
    try:
        for step in position.asked:
            yield from _question_faults(library, step)
        guidance = guidance_for(library, position.ending, TODAY)
    except LanguageError as error:
        yield position.ending.id, str(error)
        return
    yield from _guidance_faults(library, guidance)
    if not _mentions(library, guidance, position):
        yield guidance.outcome, "takes up nothing of what was said, in its title, lead, reasons and steps"


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
            yield place, "shows nothing"


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
        yield place, "is empty"
    for name in _artefacts(text or ""):
        yield place, f"holds {name}: {in_words(text or '')!r}"


@cache
def _artefacts(text: str) -> list[str]:
    return [name for name, pattern in ARTEFACTS.items() if re.search(pattern, in_words(text))]


def _length_faults(place: str, text: str, most: int) -> Faults:
    if len(text) > most:
        yield place, f"has {len(text)} characters, more than {most}"


def _mentions(library: Library, guidance: Guidance, position: Position) -> bool:
    texts = [guidance.title, guidance.lead, *guidance.because, *guidance.do]
    told = "\n".join(map(in_words, texts)).lower()
    words = {in_words(word).lower() for step in position.steps for word in _words_of(library, step)}
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", told) for word in words if word)


def _words_of(library: Library, step: Step) -> Iterator[str]:
    """All that may be quoted of an answer: labels, phrases, typed words, numbers."""
    value = meant(step.question, step.value, library.phrases.say("unsure_phrase"))
    for one in value if isinstance(value, tuple) else (value,):
        for part in [one[name] for name in step.question.fields] if isinstance(one, Group) else [one]:
            yield from (part.label, part.phrase) if isinstance(part, Chosen) else (str(shown(part)),)


def _all_options(question: Question) -> Iterable[str]:
    fields = [f"{name}={option.id}" for name, one in question.fields.items() for option in one.options]
    options = [option.id for option in question.options] or ["answered"]
    return [*options, *fields, *([UNSURE] if question.unsure else [])]
