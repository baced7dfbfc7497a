"""Road: the order in which a case goes through the dialogues, as its author wrote it."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from bot.core.content.base import Id, Line, Many, Part, Rule, Sources

Outcomes = Annotated[tuple[Id, ...], Many, Field(min_length=1)]


class RoadStep(Rule):
    """A dialogue on the road: why it comes here, and when it can be left out."""

    dialogue: Id
    why: Line
    leave_out: Line | None = None
    after: Mapping[Id, Outcomes] = {}  # it fits when one of these dialogues ended so; without it, always
    later: bool = False  # from time to time, when the others are done
    cite: Sources = ()


class Road(Part):
    """The dialogues in order, and the outcomes at which the way is over."""

    title: Line
    about: Id  # the name under which questions share what a case is about
    steps: Annotated[tuple[RoadStep, ...], Many, Field(min_length=1)]
    stops: Mapping[Id, Outcomes] = {}
