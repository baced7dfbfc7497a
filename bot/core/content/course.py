"""Course, Module, Lesson, Check: onboarding as its author wrote it."""

from collections.abc import Mapping
from functools import cached_property
from itertools import chain
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from bot.core.content.base import Id, Line, Many, Part, Sources, Text
from bot.core.content.outcome import Entries
from bot.core.working_days import EARLIEST, LATEST, time_meant, zone_named

Cited = Annotated[tuple[str, ...], Many, Field(min_length=1)]


class CheckOption(Part):
    """One possible answer to a check, and what is said when somebody chooses it."""

    id: Id
    label: Line
    right: bool = False
    feedback: Text
    cite: Sources = ()


class Check(Part):
    """The question at the end of a lesson; one option is right."""

    ask: Text
    options: Annotated[tuple[CheckOption, ...], Many, Field(max_length=6)]

    def option(self, id_: str) -> CheckOption | None:
        """The option with this id, if there is one."""
        return next((option for option in self.options if option.id == id_), None)

    @property
    def right(self) -> CheckOption:
        """The right option."""
        return next(option for option in self.options if option.right)

    @model_validator(mode="after")
    def _has_one_right(self) -> "Check":
        ids = [option.id for option in self.options]
        if len(ids) < 2:
            raise ValueError("a check needs at least two options")
        if len(ids) != len(set(ids)):
            raise ValueError("two options have the same id")
        if sum(option.right for option in self.options) != 1:
            raise ValueError("exactly one option must have “right: true”")
        return self


class Lesson(Part):
    """Three minutes: a lead, the point, an example, one check and something to do."""

    title: Line
    lead: Text
    point: Text | None = None
    example: Text | None = None
    check: Check
    cite: Cited
    topics: Sources = ()
    do: Text | None = None
    try_: Id | None = Field(default=None, alias="try")
    formerly: Sources = ()

    @model_validator(mode="after")
    def _makes_a_point(self) -> "Lesson":
        if not self.point and not self.topics:
            raise ValueError("a lesson needs a “point”, or “topics” of which the first makes it")
        if not self.do and not self.try_:
            raise ValueError("a lesson gives something to do: add “try” (a dialogue) or “do” (a few words)")
        return self


class Module(Part):
    """Lessons that belong together."""

    title: Line
    summary: Line
    lessons: Annotated[Mapping[Id, Lesson], Field(min_length=1)]


class BriefPart(Part):
    """A part of the document that the exercises end as: what one dialogue came to."""

    title: Line
    dialogue: Id
    say: Entries = ()


class Brief(Part):
    """The document that the exercises end as."""

    title: Line
    lead: Text
    about: Id
    parts: Annotated[tuple[BriefPart, ...], Many, Field(min_length=1)]


def _a_zone(name: str) -> str:
    if zone_named(name) is None:
        raise ValueError(f"there is no time zone “{name}”; write one like Europe/London")
    return name


def _a_time(words: str) -> str:
    if time_meant(words) is None:
        raise ValueError(f"write a time of day from {EARLIEST:%H:%M} to {LATEST:%H:%M}, like 09:30")
    return words


class Course(Part):
    """Onboarding: modules of short lessons, and the document they end as."""

    title: Line
    summary: Line
    welcome: Text
    time_zone: Annotated[str, AfterValidator(_a_zone)]
    time: Annotated[str, AfterValidator(_a_time)]
    modules: Annotated[Mapping[Id, Module], Field(min_length=1)]
    brief: Brief | None = None

    @cached_property
    def lessons(self) -> dict[str, Lesson]:
        """All lessons in the order of the course."""
        return dict(chain.from_iterable(module.lessons.items() for module in self.modules.values()))

    @cached_property
    def _now_called(self) -> dict[str, str]:
        former = {old: id_ for id_, lesson in self.lessons.items() for old in lesson.formerly}
        return former | {id_: id_ for id_ in self.lessons}

    def now_called(self, lesson: str) -> str:
        """Today's id of a lesson that may have been renamed; empty when it was taken out."""
        return self._now_called.get(lesson, "")

    def module_of(self, lesson: str) -> Module:
        """The module a lesson is in."""
        return next(module for module in self.modules.values() if lesson in module.lessons)
