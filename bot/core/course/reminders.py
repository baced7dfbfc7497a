"""Reminders: when somebody should be reminded next. The edge only has to schedule them, and to cancel them after each turn."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.core.content.course import Course
from bot.core.course.enrolment import Learning
from bot.core.course.progress import Standing, standing
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


def reminder_due(course: Course, learning: Learning, now: datetime) -> Reminder | None:
    """The next reminder; None while nobody is to be reminded."""
    return next(iter(reminders_ahead(course, learning, now)), None)


def reminders_ahead(course: Course, learning: Learning, now: datetime) -> tuple[Reminder, ...]:
    """Every reminder that will be due if nothing happens, so that an edge can schedule all of them at once."""
    stand = standing(course, learning, now)
    subject = _subject(stand)
    if stand.phase != "running" or stand.at is None or stand.last_active is None or subject is None:
        return ()
    about, lesson, not_before = subject
    moment, found = stand.last_active, []
    for number in range(1, MOST_UNANSWERED + 1):
        moment = next_slot(moment, stand.at, stand.zone, not_before)
        found.append(Reminder(moment, number, about, lesson))
    return tuple(reminder for reminder in found if reminder.at > now)


def _subject(stand: Standing) -> tuple[About, str, date] | None:
    """What to remind of, and the first day for it."""
    if stand.opened and (stand.open in stand.left or stand.open in {one.lesson for one in stand.missed}):
        return "open_lesson", stand.open, working_day_after(stand.opened)
    if stand.left:
        # never today as such: what moves with the time asked about would be announced for ever
        return "new_lesson", stand.left[0], stand.next_day if stand.last_done else date.min
    if stand.missed:
        return "check", stand.missed[0].lesson, stand.missed[0].due
    return None
