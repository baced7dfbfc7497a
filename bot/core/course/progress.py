"""Progress: how far somebody is in a course, worked out from the course, what happened, and the time it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from bot.core.content.course import Course
from bot.core.course.enrolment import OWN_PACE, Enrolment, Event
from bot.core.working_days import day_of, time_meant, working_day_after, zone_named

# After a missed check was answered wrong, right, and right again, it comes back so many working days later.
GAPS = (1, 3, 7)

Phase = Literal["new", "invited", "declined", "running", "paused", "stopped", "finished"]
BEFORE_CONSENT = frozenset({"new", "invited", "declined"})

_PHASES: dict[str, tuple[frozenset[str], Phase]] = {  # what happened: in which phases it matters, and what follows
    "invited": (frozenset({"new"}), "invited"),
    "declined": (frozenset({"invited"}), "declined"),
    "accepted": (BEFORE_CONSENT, "running"),
    "started": (BEFORE_CONSENT, "running"),
    "paused": (frozenset({"running"}), "paused"),
    "resumed": (frozenset({"paused", "stopped"}), "running"),
    "stopped": (frozenset({"running", "paused"}), "stopped"),
    "finished": (frozenset({"running"}), "finished"),
    "started_again": (frozenset({"running", "paused", "stopped", "finished"}), "running"),
}


@dataclass(frozen=True)
class ReturningCheck:
    """A missed check on its way back."""

    lesson: str
    due: date
    right: int  # how often it was answered right when it came back, since it was missed


@dataclass(frozen=True)
class Progress:
    """How far somebody is in the course."""

    phase: Phase
    zone: ZoneInfo
    today: date  # where they are
    at: time | None  # when a new lesson is ready; None at their own pace
    inviter: str
    inviter_name: str
    may_see: bool  # whether the inviter may see that they started and finished
    has_finished: bool
    lessons: tuple[str, ...]
    answers: Mapping[str, tuple[Event, ...]]
    skipped: frozenset[str]
    returning: tuple[ReturningCheck, ...]  # soonest first
    open: str  # the lesson whose check waits for an answer
    opened: date | None
    last_shown: str
    last_done: date | None  # when a lesson was answered for the first time
    last_active: datetime | None
    conversations: tuple[str, ...]  # that were had in the course, in the order they began

    @property
    def done(self) -> tuple[str, ...]:
        """The lessons that were answered or skipped, in the order of the course."""
        return tuple(id_ for id_ in self.lessons if id_ in self.answers or id_ in self.skipped)

    @property
    def left(self) -> tuple[str, ...]:
        """The lessons still to come."""
        return tuple(id_ for id_ in self.lessons if id_ not in self.answers and id_ not in self.skipped)

    @property
    def missed(self) -> tuple[ReturningCheck, ...]:
        """The missed checks that were not answered right since."""
        return tuple(one for one in self.returning if one.right == 0)

    @property
    def come_back(self) -> tuple[ReturningCheck, ...]:
        """The missed checks that are due."""
        return tuple(one for one in self.returning if one.due <= self.today)

    @property
    def complete(self) -> bool:
        """Whether every lesson is done and no missed check is open."""
        return not self.left and not self.missed

    @property
    def next_day(self) -> date:
        """The day of the next new lesson."""
        return working_day_after(self.last_done) if self.at and self.last_done else self.today

    @property
    def waits(self) -> bool:
        """Whether a shown check has to be answered before anything new comes."""
        return self.open in self.left or self.open in {one.lesson for one in self.come_back}

    @property
    def inviter_sees(self) -> Literal["started", "finished"] | None:
        """All that whoever started the course for them may know; None when they did not agree."""
        if not self.inviter or not self.may_see or self.phase in BEFORE_CONSENT:
            return None
        return "finished" if self.has_finished else "started"


def progress_of(course: Course, enrolment: Enrolment, now: datetime) -> Progress:
    """How far somebody is now."""
    happened = enrolment.happened
    zone, since = _zone(course, happened), _since_last_start(happened)
    events = _still_there(course, since)
    answers = _by_lesson(events, "answered")
    opened = _open(events)
    invitation = next((event for event in happened if event.what == "invited"), None)
    return Progress(
        phase=_phase(happened),
        zone=zone,
        today=day_of(now, zone),
        at=_time(course, happened),
        inviter=invitation.said if invitation else "",
        inviter_name=(invitation.name or invitation.said) if invitation else "",
        may_see=_last(happened, "may_see", "may_not_see") == "may_see",
        lessons=tuple(course.lessons),
        has_finished=any(event.what == "finished" for event in happened),
        answers=answers,
        skipped=frozenset(_by_lesson(events, "skipped")) - set(answers),
        returning=_returning(course, events, zone),
        open=opened.lesson if opened else "",
        opened=day_of(opened.moment, zone) if opened else None,
        last_shown=next((event.lesson for event in reversed(events) if event.what == "shown"), ""),
        last_done=max((day_of(first.moment, zone) for first, *_ in answers.values()), default=None),
        last_active=max((event.moment for event in happened if event.what not in {"welcomed", "invited"}), default=None),
        conversations=tuple(dict.fromkeys(event.said for event in since if event.what == "tried")),
    )


def _phase(happened: Iterable[Event]) -> Phase:
    phase: Phase = "new"
    for event in happened:
        matters_in, follows = _PHASES.get(event.what, (frozenset(), phase))
        phase = follows if phase in matters_in else phase
    return phase


def _last(happened: tuple[Event, ...], *what: str) -> str:
    return next((event.what for event in reversed(happened) if event.what in what), "")


def _zone(course: Course, happened: tuple[Event, ...]) -> ZoneInfo:
    chosen = [zone_named(event.said) for event in happened if event.what == "zone" and event.said]
    return next((zone for zone in reversed(chosen) if zone), None) or zone_named(course.time_zone) or ZoneInfo("UTC")


def _time(course: Course, happened: tuple[Event, ...]) -> time | None:
    """When a new lesson is ready; None at their own pace."""
    said = [event.said for event in happened if event.what == "pace" and (event.said == OWN_PACE or time_meant(event.said))]
    return time_meant(said[-1] if said else course.time)


def _since_last_start(happened: tuple[Event, ...]) -> tuple[Event, ...]:
    starts = [number for number, event in enumerate(happened, 1) if event.what == "started_again"]
    return happened[max(starts, default=0) :]


def _still_there(course: Course, since: tuple[Event, ...]) -> list[Event]:
    """What happened to lessons that are still in the course, under the names they have today."""
    return [replace(event, lesson=id_) for event in since if event.lesson and (id_ := course.now_called(event.lesson))]


def _by_lesson(events: Iterable[Event], what: str) -> dict[str, tuple[Event, ...]]:
    found: dict[str, tuple[Event, ...]] = {}
    for event in events:
        if event.what == what:
            found[event.lesson] = (*found.get(event.lesson, ()), event)
    return found


def _open(events: Iterable[Event]) -> Event | None:
    """The check that was shown last, if it was not answered or skipped since."""
    opened = None
    for event in events:
        if event.what in {"shown", "asked"}:
            opened = event
        elif opened and event.what in {"answered", "skipped"} and event.lesson == opened.lesson:
            opened = None
    return opened


def _returning(course: Course, events: Iterable[Event], zone: ZoneInfo) -> tuple[ReturningCheck, ...]:
    waiting: dict[str, ReturningCheck] = {}
    for event in events:
        if event.what == "answered":
            _answered(waiting, event, day_of(event.moment, zone))
        elif event.what == "skipped":
            waiting.pop(event.lesson, None)
    order = list(course.lessons)
    return tuple(sorted(waiting.values(), key=lambda one: (one.due, order.index(one.lesson))))


def _answered(waiting: dict[str, ReturningCheck], event: Event, day: date) -> None:
    """A wrong answer sends the check to the beginning; a right one counts when the check had come back."""
    before = waiting.get(event.lesson)
    if not event.right:
        waiting[event.lesson] = ReturningCheck(event.lesson, working_day_after(day, GAPS[0]), 0)
    elif before and before.due <= day:
        right = before.right + 1
        if right == len(GAPS):
            del waiting[event.lesson]
        else:
            waiting[event.lesson] = ReturningCheck(event.lesson, working_day_after(day, GAPS[right]), right)
