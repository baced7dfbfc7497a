"""Enrolment: what happened between one person and the course. Everything else is worked out from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Literal, Self

What = Literal[
    "welcomed",  # told that there is a course
    "invited",  # said: by whom
    "accepted",
    "declined",
    "started",
    "may_see",  # the learner agrees that whoever invited them sees started and finished
    "may_not_see",
    "zone",  # said: the time zone's name
    "pace",  # said: a time of day, or OWN_PACE
    "paused",
    "resumed",
    "stopped",
    "shown",  # a lesson, with its check
    "asked",  # a missed check that came back
    "answered",  # said: the option; right: what the person was told
    "skipped",
    "tried",  # said: the conversation
    "finished",
    "started_again",
]
OWN_PACE = "own"


@dataclass(frozen=True)
class Event:
    """One thing that happened, and when (ISO)."""

    what: What
    at: str
    lesson: str = ""
    said: str = ""
    right: bool = False
    name: str = ""  # of whoever invited, as people read it

    @property
    def moment(self) -> datetime:
        """When it happened, in UTC."""
        return datetime.fromisoformat(self.at).astimezone(UTC)


@dataclass(frozen=True)
class Enrolment:
    """One person's way through the course, as what happened on it."""

    learner: str  # in the surface's own words
    happened: tuple[Event, ...] = ()
    version: int = 0  # counts the turns that changed something

    def with_event(self, what: What, now: datetime, **details: Any) -> Self:
        """With one more thing that happened."""
        event = Event(what, now.astimezone(UTC).isoformat(timespec="seconds"), **details)
        return replace(self, happened=(*self.happened, event))

    def without_inviter(self) -> Self:
        """The same, but it is not known any more who invited them."""
        happened = (replace(event, said="", name="") if event.what == "invited" else event for event in self.happened)
        return replace(self, happened=tuple(happened))

    def as_data(self) -> dict[str, Any]:
        """Plain data, for a store."""
        happened = [{name: value for name, value in vars(event).items() if value} for event in self.happened]
        return {"learner": self.learner, "version": self.version, "happened": happened}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The enrolment that a store kept."""
        return cls(data["learner"], tuple(Event(**event) for event in data["happened"]), data["version"])
