"""Reminders: when somebody should be reminded next. The edge only has to schedule them, and to cancel them after each
turn."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.core.content.course import Course
from bot.core.course.enrolment import Enrolment
from bot.core.course.progress import Progress, progress_of
from bot.core.working_days import next_slot, working_day_after

MOST_UNANSWERED = 2

About = Literal["new_lesson", "open_lesson", "check"]


@dataclass(frozen=True)
class Reminder:
    """A word at the right moment, about a lesson or a check that came back."""

    at: datetime  # in UTC
    number: int  # 1 for the first, 2 for the one after a reminder that nobody answered
    about: About
    lesson: str


def reminders_ahead(course: Course, enrolment: Enrolment, now: datetime) -> tuple[Reminder, ...]:
    """Every reminder that will be due if nothing happens, so that an edge can schedule all of them at once."""
    progress = progress_of(course, enrolment, now)
    subject = _subject(progress)
    if progress.phase != "running" or progress.at is None or progress.last_active is None or subject is None:
        return ()
    about, lesson, not_before = subject
    moment, found = progress.last_active, []
    for number in range(1, MOST_UNANSWERED + 1):
        moment = next_slot(moment, progress.at, progress.zone, not_before)
        found.append(Reminder(moment, number, about, lesson))
    return tuple(reminder for reminder in found if reminder.at > now)


def _subject(progress: Progress) -> tuple[About, str, date] | None:
    """What to remind of, and the first day for it."""
    if progress.opened and (progress.open in progress.left or progress.open in {one.lesson for one in progress.missed}):
        return "open_lesson", progress.open, working_day_after(progress.opened)
    if progress.left:
        # never today as such: what moves with the time asked about would be announced for ever
        return "new_lesson", progress.left[0], progress.next_day if progress.last_done else date.min
    if progress.missed:
        return "check", progress.missed[0].lesson, progress.missed[0].due
    return None
