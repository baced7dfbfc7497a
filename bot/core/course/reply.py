"""CourseReply: what any surface can show of the course. All texts are Markdown."""

from dataclasses import dataclass
from typing import Literal

from bot.core.content.source import Source
from bot.core.course.intents import CourseIntent
from bot.core.dialogue.guidance import Link
from bot.core.dialogue.reply import ShownOption


@dataclass(frozen=True)
class ShownLesson:
    """A lesson, without its check."""

    id: str
    number: int  # from 1
    total: int
    module: str
    title: str
    lead: str
    point: str
    example: str
    do: str
    dialogue: Link | None  # to try
    topics: tuple[Link, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class ShownCheck:
    """The question that is open."""

    lesson: str
    title: str  # of its lesson
    ask: str
    options: tuple[ShownOption, ...]
    came_back: bool  # missed before


@dataclass(frozen=True)
class Feedback:
    """What is said to an answer."""

    lesson: str
    right: bool
    answer: str
    text: str
    sources: tuple[Source, ...]
    right_answer: str = ""  # where the answer was wrong
    comes_back: str = ""  # when the check does, in words


@dataclass(frozen=True)
class ShownModule:
    """How far somebody is in a module."""

    title: str
    done: int
    total: int


@dataclass(frozen=True)
class ShownStatus:
    """How far somebody is."""

    done: int
    total: int
    modules: tuple[ShownModule, ...]
    lines: tuple[str, ...]  # what comes next and when, what comes back, pace, who sees what


@dataclass(frozen=True)
class CourseChoice:
    """Something a person may do now."""

    label: str
    intent: CourseIntent


@dataclass(frozen=True)
class CourseReply:
    """One answer of the course."""

    feedback: Feedback | None = None
    notes: tuple[str, ...] = ()
    trouble: str = ""
    lesson: ShownLesson | None = None
    check: ShownCheck | None = None
    status: ShownStatus | None = None
    tries: str = ""  # the lesson whose dialogue the surface is to begin
    document: Literal["brief", "summary", ""] = ""  # that the surface is to show
    choices: tuple[CourseChoice, ...] = ()
