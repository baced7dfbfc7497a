"""From the authors' files to models: each file by itself, with every mistake in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.core.content.base import is_id
from bot.core.content.course import Course
from bot.core.content.dialogue import Dialogue
from bot.core.content.phrases import Phrases
from bot.core.content.road import Road
from bot.core.content.search_settings import Languages, Limits, Nicknames, NotForUs, QuestionKinds, ServiceWords
from bot.core.content.source import Catalogue
from bot.core.content.topic import KnownTable, Topic
from bot.core.loading.checks.near_misses import in_plain_words
from bot.core.loading.defaults import over_shipped, shipped
from bot.core.loading.earlier import Earlier
from bot.core.loading.files import (
    COURSE,
    DIALOGUES,
    KINDS,
    LANGUAGES,
    LIMITS,
    NICKNAMES,
    NOT_FOR_US,
    PHRASES,
    ROAD,
    SERVICE_WORDS,
    SOURCES,
    TABLES,
    TOPICS,
    Files,
)
from bot.core.loading.model_errors import schema_problems
from bot.core.loading.yaml_reader import Reading
from bot.core.problems import Problem, did_you_mean
from bot.core.templating.templates import LanguageError, names_in

M = TypeVar("M", bound=BaseModel)


def read_files(texts: Mapping[str, str], known: Mapping[str, Any] | None = None, earlier: Earlier | None = None) -> Files:
    """Read every file by itself; `known` are the values of an earlier reading of the very same texts."""
    files = Files(known=known or {}, earlier=earlier or Earlier())
    for path, text in sorted(texts.items()):
        folder, name = str(PurePosixPath(path).parent), PurePosixPath(path).stem
        if (folder, path.rpartition(".")[2]) in _KINDS:
            _KINDS[folder, path.rpartition(".")[2]](files, path, name, text)
    _read_catalogue(files, texts.get(SOURCES))
    _read_phrases(files, texts.get(PHRASES))
    if COURSE in texts:
        files.readings[COURSE, ""] = reading = files.read(texts[COURSE], COURSE)
        files.course = _model(files, Course, reading)
    if ROAD in texts:
        files.readings[ROAD, ""] = reading = files.read(texts[ROAD], ROAD)
        files.road = _model(files, Road, reading)
    files.nicknames = _optional(files, Nicknames, texts, NICKNAMES)
    files.service_words = _optional(files, ServiceWords, texts, SERVICE_WORDS)
    files.not_for_us = _optional(files, NotForUs, texts, NOT_FOR_US)
    files.question_kinds = _optional(files, QuestionKinds, texts, KINDS)
    files.limits = _optional(files, Limits, texts, LIMITS)
    files.languages = _optional(files, Languages, texts, LANGUAGES)
    return files


def _optional(files: Files, kind: type[M], texts: Mapping[str, str], path: str) -> M:
    """A file that a library may do without; what ships of it is overridden name by name."""
    name = PurePosixPath(path).name
    if path not in texts:
        return kind.model_validate(shipped(name))
    files.readings[path, ""] = reading = files.read(texts[path], path)
    if isinstance(reading.value, dict):
        reading.value = over_shipped(name, reading.value)
    return _model(files, kind, reading) or kind.model_validate(shipped(name))


def _read_dialogue(files: Files, path: str, name: str, text: str) -> None:
    reading = files.read(text, path)
    files.readings[DIALOGUES, name] = reading
    files.texts[name] = text
    if not is_id(name):
        message, cure = f"“{name}” cannot be a dialogue's id.", "Give the file a name in snake_case, as in joint_approach.yaml."
        files.problems.append(reading.problem((), "bad-name", message, cure))
    elif dialogue := _model(files, Dialogue, reading):
        files.dialogues[name] = dialogue


def _read_table(files: Files, path: str, name: str, text: str) -> None:
    reading = files.read(text, path)
    files.readings[TABLES, name] = reading
    if table := _model(files, KnownTable, reading):
        files.tables[name] = table


def _read_topic(files: Files, path: str, name: str, text: str) -> None:
    head, body = _front_matter(text)
    reading = files.read(head, path, first_line=2)
    files.readings[TOPICS, name] = reading
    begins = head.count("\n") + 3  # the line under the second “---”
    if not head:
        message = "The file does not begin with “---”, its title and so on, and another “---”."
        files.problems.append(reading.problem((), "no-front-matter", message, "See knowledge/README.md."))
        return
    if not body:
        message, cure = "Nothing is written under the second “---”.", "Write the answer there."
        files.problems.append(reading.problem((), "empty", message, cure))
    if isinstance(reading.value, dict):
        if "body" in reading.value:
            cure = "Write the text under the second “---”."
            files.problems.append(reading.problem(("body",), "unknown-key", "“body” is not a key that is known here.", cure))
        reading.value = {**reading.value, "body": body}
    reading.marks["body",], reading.long["body",] = (begins, 1), (text.split("\n", begins - 1)[-1], begins)
    if body and (topic := _model(files, Topic, reading)):
        files.topics[name] = topic


def _front_matter(text: str) -> tuple[str, str]:
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return "", text
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    return ("".join(lines[1:end]), "".join(lines[end + 1 :]).strip()) if end else ("", text)


_KINDS: dict[tuple[str, str], Callable[[Files, str, str, str], None]] = {
    (DIALOGUES, "yaml"): _read_dialogue,
    (TABLES, "yaml"): _read_table,
    (TOPICS, "md"): _read_topic,
}


def _read_catalogue(files: Files, text: str | None) -> None:
    if text is None:
        files.problems.append(
            Problem(SOURCES, 1, 1, "missing-file", "There is no list of sources.", "Nothing can be cited without it.")
        )
        return
    reading = files.read(text, SOURCES)
    if catalogue := _model(files, Catalogue, reading):
        files.sources, known_as = {}, {document.title: document.short for document in catalogue.documents.values()}
        for number, source in enumerate(catalogue.sources):
            if source.id in files.sources:
                message = f"There is a source “{source.id}” already."
                files.problems.append(reading.problem(("sources", number), "used-twice", message, "Give this one another id."))
            files.sources[source.id] = source.model_copy(update={"known_as": known_as.get(source.document, "")})


def _read_phrases(files: Files, text: str | None) -> None:
    """The advisor's own words; authors write those that they want otherwise."""
    own = shipped(PurePosixPath(PHRASES).name)
    if text is None:
        files.phrases = Phrases.model_validate({"phrases": own})
        return
    reading = files.read(text, PHRASES)
    if isinstance(reading.value, dict):
        if PHRASES not in files.known:
            reading.problems += _phrase_problems(reading, reading.value, own)
        reading.value = {"phrases": {**own, **reading.value}}
        reading.marks = {("phrases", *path): place for path, place in reading.marks.items()}
        reading.cut = {("phrases", *path): value for path, value in reading.cut.items()}
    files.phrases = _model(files, Phrases, reading)


def _phrase_problems(reading: Reading, phrases: Mapping[str, object], shipped: Mapping[str, str]) -> Iterator[Problem]:
    for name, phrase in phrases.items():
        if name not in shipped:
            yield reading.problem((name,), "unknown-key", f"There is no phrase “{name}”.", did_you_mean(name, shipped))
            continue
        try:
            known = names_in(shipped[name])
            for used in sorted(names_in(str(phrase)) - known):
                cure = did_you_mean(used, known) or f"There are: {', '.join(sorted(known)) or 'none'}."
                yield reading.problem((name,), "unknown-name", f"“{used}” is no name that this phrase can use.", cure)
        except LanguageError as error:
            yield reading.problem((name,), "bad-text", *in_plain_words(str(phrase), str(error), condition=False))


# What is no text for people, and may well have a comment behind it: a word such as an id, a condition, a value.
_WORD = re.compile(r"[a-z0-9~-]\S*|\S+/\S+|")


def _cut_short(reading: Reading) -> Iterator[Problem]:
    for path, value in reading.cut.items():
        if not _WORD.fullmatch(value) and path[-1] != "when" and path[0] != "values":
            cure = "Put quotes round the whole text. A comment goes on a line of its own."
            yield reading.warning(path, "cut-short", "Everything after “#” is left out here.", cure)


def _model(files: Files, kind: type[M], reading: Reading) -> M | None:
    model = _readable(files, kind, reading)
    if model is None:
        files.unreadable.add(reading.file)
    return model


def _readable(files: Files, kind: type[M], reading: Reading) -> M | None:
    files.problems += [*reading.problems, *_cut_short(reading)]
    if any(problem.code != "duplicate-key" for problem in reading.problems):
        return None
    if not isinstance(reading.value, dict):
        files.problems.append(
            reading.problem((), "empty", "The file holds nothing that can be read.", "Look at a file beside it.")
        )
        return None
    try:
        return kind.model_validate(reading.value)
    except ValidationError as error:
        files.problems += schema_problems(reading, error)
        return None
