"""The files of a content folder: where they lie, and what they say once they are read."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.core.content.course import Course
from bot.core.content.dialogue import Dialogue
from bot.core.content.phrases import Phrases
from bot.core.content.road import Road
from bot.core.content.search_settings import Languages, Limits, Nicknames, NotForUs, QuestionKinds, ServiceWords
from bot.core.content.source import Source
from bot.core.content.topic import KnownTable, Topic
from bot.core.loading.earlier import Earlier
from bot.core.loading.yaml_reader import Reading, read_yaml
from bot.core.problems import Problem

DIALOGUES, TOPICS, TABLES = "dialogues", "knowledge/topics", "knowledge/tables"
SOURCES, PHRASES, COURSE = "knowledge/sources.yaml", "knowledge/phrases.yaml", "knowledge/course.yaml"
NICKNAMES, NOT_FOR_US = "knowledge/nicknames.yaml", "knowledge/not_for_us.yaml"
SERVICE_WORDS = "knowledge/service_words.yaml"
ROAD = "knowledge/road.yaml"
KINDS, LIMITS, LANGUAGES = "knowledge/question_kinds.yaml", "knowledge/limits.yaml", "knowledge/languages.yaml"
SINGLE_FILES = (SOURCES, PHRASES, COURSE, NICKNAMES, NOT_FOR_US, SERVICE_WORDS, ROAD, KINDS, LIMITS, LANGUAGES)


@dataclass
class Files:
    """What the files say, each with its reading, and what is wrong in them."""

    dialogues: dict[str, Dialogue] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    tables: dict[str, KnownTable] = field(default_factory=dict)
    sources: dict[str, Source] | None = None  # none when the catalogue cannot be read
    phrases: Phrases | None = None  # none when those of the authors cannot be read
    course: Course | None = None  # which a library may do without
    road: Road | None = None  # and this, too
    nicknames: Nicknames = field(default_factory=Nicknames)
    not_for_us: NotForUs = field(default_factory=NotForUs)
    service_words: ServiceWords = field(default_factory=ServiceWords)
    question_kinds: QuestionKinds = field(default_factory=QuestionKinds)
    limits: Limits = field(default_factory=Limits)
    languages: Languages = field(default_factory=Languages)
    readings: dict[tuple[str, str], Reading] = field(default_factory=dict)  # by kind and id
    texts: dict[str, str] = field(default_factory=dict)  # of dialogues
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)  # the paths of files with mistakes of their own
    known: Mapping[str, Any] = field(default_factory=dict)  # the values of an earlier reading of these very texts, by path
    values: dict[str, Any] = field(default_factory=dict)  # those of this reading
    earlier: Earlier = field(default_factory=Earlier)  # what was found in dialogues that are still the same

    def read(self, text: str, path: str, first_line: int = 1) -> Reading:
        """What a file says; what is known to be without fault is not parsed again."""
        reading = Reading(path, self.known[path]) if path in self.known else read_yaml(text, path, first_line)
        self.values[path] = reading.value
        return reading

    def ids(self, folder: str) -> list[str]:
        """What has a file in this folder, readable or not."""
        return [id_ for kind, id_ in self.readings if kind == folder]

    def edition(self, id_: str) -> str:
        """A digest of a dialogue's text and of those it calls, so that an edit of either is seen."""
        return hashlib.sha256(self._told(id_, frozenset()).encode()).hexdigest()[:12]

    def _told(self, id_: str, callers: frozenset[str]) -> str:
        calls = self.dialogues[id_].calls.values() if id_ in self.dialogues and id_ not in callers else ()
        return "\0".join([self.texts.get(id_, ""), *(self._told(call.call, callers | {id_}) for call in calls)])
