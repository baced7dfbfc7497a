"""What authors set for quick questions: local words, what is not for us or left open, kinds of question, languages."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from bot.core.content.base import Line, Many, Part, Sources


class Nicknames(Part):
    """What people here type, and what they mean by it."""

    words: Mapping[str, Line] = {}
    pleasantries: Sources = ()


class Thresholds(Part):
    """From when on a question is turned away or handed back as a choice, and a topic is close; see `make evaluate`."""

    nearer: float = 0.0
    used: Annotated[float, Field(ge=0, le=1)] = 0.0
    used_alone: Annotated[float, Field(ge=0, le=1)] = 0.0
    ahead: Annotated[float, Field(ge=0)] = 0.0
    close: float = 0.0


class NotForUs(Part):
    """Questions that people ask and no topic answers, by theme."""

    thresholds: Thresholds = Thresholds()
    themes: Mapping[str, Annotated[tuple[Line, ...], Many]] = {}

    @property
    def questions(self) -> tuple[str, ...]:
        """All of them, without their themes."""
        return tuple(question for questions in self.themes.values() for question in questions)


Wordings = Annotated[tuple[Line, ...], Many, Field(min_length=1)]


class Kind(Part):
    """A kind of question, and how people begin or word it."""

    means: Line
    words: Wordings
    unsaid: Line | None = None  # what is said where the topic states nothing of this kind


class QuestionKinds(Part):
    """The kinds of question in the order they are tried, the people who ask, and what refers to an answer before."""

    kinds: Mapping[str, Kind] = {}
    askers: Mapping[str, Wordings] = {}
    follow_ups: Mapping[str, Wordings] = {}


class Limit(Part):
    """A point that people ask for and the documents leave open, though they may know its neighbourhood."""

    words: Sources = ()  # any of these in a question, in any order of their words
    asked: Sources = ()  # how people ask for it
    say: Line
    ask: Line  # whom to ask instead
    near: Sources = ()  # topics that say what the documents do have
    partly: bool = False  # the documents answer a part of it


class Limits(Part):
    """Everything that is known to be left open, by its name."""

    nearer: float = 1.0  # from which nearness in meaning on a question asks for the point
    points: Mapping[str, Limit] = {}


class Languages(Part):
    """What is said to somebody who writes in another language, by its two letters."""

    languages: Mapping[str, Line] = {}


class ServiceWords(Part):
    """Words that services and groups of people go by, and words that stand around them."""

    services: Sources = ()
    people: Sources = ()
    general: Sources = ()
    around: Sources = ()
    places: Sources = ()
    names: Sources = ()
