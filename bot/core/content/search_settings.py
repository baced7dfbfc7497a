"""What authors set for the search: their local words, and the questions that are not for us."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from bot.core.content.base import Line, Many, Part, Sources


class Nicknames(Part):
    """What people here type, and what they mean by it."""

    words: Mapping[str, Line] = {}
    pleasantries: Sources = ()


class Thresholds(Part):
    """From when on a question is turned away, or handed back as a choice; measured by `make evaluate`."""

    nearer: float = 0.0
    used: Annotated[float, Field(ge=0, le=1)] = 0.0
    used_alone: Annotated[float, Field(ge=0, le=1)] = 0.0
    ahead: Annotated[float, Field(ge=0)] = 0.0


class NotForUs(Part):
    """Questions that people ask and no topic answers, by theme."""

    thresholds: Thresholds = Thresholds()
    themes: Mapping[str, Annotated[tuple[Line, ...], Many]] = {}

    @property
    def questions(self) -> tuple[str, ...]:
        """All of them, without their themes."""
        return tuple(question for questions in self.themes.values() for question in questions)
