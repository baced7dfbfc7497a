"""A key that is not known where it stands: misspelt, in a wrong place, or no key at all but a part of a text."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from bot.core.content.course import Brief, BriefPart, Check, CheckOption, Course, Lesson, Module
from bot.core.content.dialogue import Call, Case, Dialogue, WorkedOut
from bot.core.content.outcome import Entry, Offer, Outcome, Row, Section, Table
from bot.core.content.question import EntryField, Option, Question, Route
from bot.core.content.search_settings import Nicknames, NotForUs, Thresholds
from bot.core.content.source import Catalogue, Source
from bot.core.content.topic import KnownRow, KnownTable, Topic
from bot.core.loading.yaml_reader import Path, Reading
from bot.core.problems import Problem, did_you_mean

_PARTS = (Dialogue, Question, Option, Call, Case, WorkedOut, Route, Outcome, Entry, Section, Table, Row, Offer, EntryField)
_KNOWLEDGE = (Topic, KnownTable, KnownRow, Catalogue, Source, Nicknames, NotForUs, Thresholds)
_COURSE = (Course, Module, Lesson, Check, CheckOption, Brief, BriefPart)
_MODELS: tuple[type[BaseModel], ...] = (*_PARTS, *_KNOWLEDGE, *_COURSE)


def keys_of(model: type[BaseModel]) -> list[str]:
    """The keys of a part, as authors write them."""
    return [field.alias or name for name, field in model.model_fields.items()]


# The keys an author may have meant, wherever in a file a key is not known.
KEYS = frozenset(key for model in _MODELS for key in keys_of(model))


def unknown_key(reading: Reading, path: Path, key: str, given: Any) -> Problem:
    """The problem of a key that is not known at this place."""
    beside = [one for one in _at(reading.value, path[:-1]) if one != key]
    if given is None and key not in KEYS and any(_same_line(reading, path, one) for one in beside):
        message = f"The comma ends the text before it, so “{key}” was read as a key."
        return reading.problem(path, "comma-in-text", message, "Put quotes round a text that has a comma.")
    fitting = keys_of(max(_MODELS, key=lambda model: len(set(keys_of(model)) & set(beside))))
    if key in KEYS:
        cure = f"Here may stand: {', '.join(fitting)}." if beside else ""
        return reading.problem(path, "unknown-key", f"“{key}” has no place here.", cure)
    cure = did_you_mean(key, fitting) or did_you_mean(key, KEYS)
    return reading.problem(path, "unknown-key", f"“{key}” is not a key that is known here.", cure)


def _same_line(reading: Reading, path: Path, other: str) -> bool:
    return reading.place(path)[0] == reading.place((*path[:-1], other))[0]


def _at(value: Any, path: Path) -> Iterable[str]:
    """The keys of the group at this place."""
    for part in path:
        value = value[part]  # the path was made from these very keys
    return list(value) if isinstance(value, dict) else []
