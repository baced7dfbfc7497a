"""When somebody is reminded: at most twice, on working days, by day, and never without their yes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.course.enrolment import OWN_PACE, Enrolment, Event, What
from bot.core.course.intents import CourseCommand
from bot.core.course.progress import BEFORE_CONSENT, progress_of
from bot.core.course.reminders import MOST_UNANSWERED, reminders_ahead
from bot.core.course.reply_builder import reminder_words
from bot.core.working_days import EARLIEST
from tests.support.small_course import Learner, course_library, course_of

LIBRARY = course_library()
COURSE = course_of(LIBRARY)


def when(learner: Learner) -> list[str]:
    zone = learner.progress.zone
    return [f"{reminder.at.astimezone(zone):%a %d %b %H:%M}" for reminder in learner.reminders]


def one_lesson_done(zone: str = "Europe/London", *now: int) -> Learner:
    learner = Learner(LIBRARY)
    learner.at(*(now or (2027, 1, 4, 10, 0)))
    learner.take(CourseCommand.START)
    learner.says(f"zone {zone}")
    learner.answer()
    return learner


def test_the_next_lesson_is_announced_on_the_next_working_day() -> None:
    learner = one_lesson_done()
    assert when(learner) == ["Tue 05 Jan 09:30", "Wed 06 Jan 09:30"]
    assert [(one.number, one.about, one.lesson) for one in learner.reminders] == [
        (1, "new_lesson", "beta"),
        (2, "new_lesson", "beta"),
    ]
    assert reminder_words(LIBRARY, learner.course, learner.reminders[0]).startswith("Your next lesson is ready: “Beta”.")
    assert "won't remind you again" in reminder_words(LIBRARY, learner.course, learner.reminders[1])


def test_after_two_unanswered_there_are_no_more() -> None:
    learner = one_lesson_done()
    learner.at(2027, 1, 5, 12, 0)
    assert when(learner) == ["Wed 06 Jan 09:30"]
    learner.at(2027, 1, 6, 12, 0)
    assert when(learner) == []
    assert reminders_ahead(learner.course, learner.enrolment, learner.now) == ()


def test_whoever_comes_back_is_reminded_again() -> None:
    learner = one_lesson_done()
    learner.at(2027, 1, 20, 12, 0).take(CourseCommand.SHOW)
    assert when(learner) == ["Thu 21 Jan 09:30", "Fri 22 Jan 09:30"]
    assert learner.reminders[0].about == "open_lesson"


def test_a_lesson_done_first_moves_the_reminder() -> None:
    learner = one_lesson_done()
    learner.at(2027, 1, 5, 7, 0).take(CourseCommand.SHOW)
    learner.answer()
    assert when(learner)[0] == "Wed 06 Jan 09:30"


def test_a_lesson_that_was_only_opened_is_not_nagged_about_on_the_same_day() -> None:
    learner = one_lesson_done()
    learner.at(2027, 1, 5, 7, 0).take(CourseCommand.SHOW)
    assert when(learner)[0] == "Wed 06 Jan 09:30"


def test_weekends_are_free() -> None:
    assert when(one_lesson_done("Europe/London", 2027, 1, 8, 10, 0)) == ["Mon 11 Jan 09:30", "Tue 12 Jan 09:30"]


@pytest.mark.parametrize(
    ("zone", "now", "expected"),
    [
        ("Pacific/Auckland", (2027, 1, 7, 20, 0), datetime(2027, 1, 10, 20, 30, tzinfo=UTC)),  # Friday morning there, so Monday
        ("America/St_Johns", (2027, 1, 8, 2, 0), datetime(2027, 1, 8, 13, 0, tzinfo=UTC)),  # Thursday evening there, so Friday
        ("Europe/London", (2027, 3, 26, 12, 0), datetime(2027, 3, 29, 8, 30, tzinfo=UTC)),  # the clocks go forward in between
        ("Pacific/Auckland", (2027, 4, 2, 3, 0), datetime(2027, 4, 4, 21, 30, tzinfo=UTC)),  # and back
    ],
)
def test_half_past_nine_where_they_are(zone: str, now: tuple[int, ...], expected: datetime) -> None:
    assert one_lesson_done(zone, *now).reminders[0].at == expected


def test_another_time_of_day_holds_from_now_on() -> None:
    learner = one_lesson_done()
    learner.at(2027, 1, 5, 9, 0).says("pace 14:15")
    assert when(learner)[0] == "Tue 05 Jan 14:15"


def test_when_only_a_missed_check_is_left_it_is_announced_on_its_day() -> None:
    learner = Learner(LIBRARY)
    learner.take(CourseCommand.START)
    for right in (True, True, True, False):
        learner.take(CourseCommand.NEXT)
        learner.answer(right)
    assert when(learner) == ["Tue 05 Jan 09:30", "Wed 06 Jan 09:30"]
    assert learner.reminders[0].about == "check"


# Anything may have happened, in any order

NAMES = ["alpha", "beta", "gamma", "delta", "gone", ""]
SAID: dict[What, st.SearchStrategy[str]] = {
    "zone": st.sampled_from(["Pacific/Auckland", "America/St_Johns", "Africa/Cairo", "Asia/Kathmandu", "Nowhere", ""]),
    "pace": st.sampled_from([OWN_PACE, "07:00", "19:00", "23:59", "soon", ""]),
    "invited": st.sampled_from(["manager", ""]),
}
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
WHAT: list[What] = [
    "welcomed", "invited", "accepted", "declined", "started", "may_see", "may_not_see", "zone", "pace", "paused", "resumed",
    "stopped",
    "shown", "asked", "answered", "skipped", "tried", "finished", "started_again",
]  # fmt: skip


@st.composite
def events(draw: st.DrawFn) -> Event:
    what = draw(st.sampled_from(WHAT))
    said = draw(SAID.get(what, st.sampled_from(["right", "wrong", "gone", ""])))
    at = draw(MOMENTS).isoformat(timespec="seconds")
    return Event(what, at, draw(st.sampled_from(NAMES)), said, draw(st.booleans()))


ENROLMENTS = st.lists(events(), max_size=25).map(lambda happened: Enrolment("ann", tuple(happened)))


@settings(deadline=None)
@given(ENROLMENTS, MOMENTS)
def test_whatever_happened_a_reminder_is_by_day_on_a_working_day_and_one_of_two(enrolment: Enrolment, now: datetime) -> None:
    progress = progress_of(COURSE, enrolment, now)
    ahead = reminders_ahead(COURSE, enrolment, now)
    assert len(ahead) <= MOST_UNANSWERED
    for reminder in ahead:
        local = reminder.at.astimezone(progress.zone)
        assert reminder.at > now
        assert local.weekday() < 5
        assert local.time() >= EARLIEST
        assert local.hour <= 20
        assert reminder.lesson in COURSE.lessons
        assert reminder_words(LIBRARY, COURSE, reminder)


@settings(deadline=None)
@given(ENROLMENTS, MOMENTS)
def test_nobody_is_reminded_who_did_not_agree_has_paused_or_has_finished(enrolment: Enrolment, now: datetime) -> None:
    progress = progress_of(COURSE, enrolment, now)
    if progress.phase in BEFORE_CONSENT | {"paused", "stopped", "finished"} or progress.at is None:
        assert reminders_ahead(COURSE, enrolment, now) == ()


@settings(deadline=None)
@given(ENROLMENTS)
def test_silence_is_answered_with_two_reminders_at_most(enrolment: Enrolment) -> None:
    """However often the edge asks while nothing happens, it hears of two moments in all."""
    last = max((event.moment for event in enrolment.happened), default=datetime(2027, 1, 1, tzinfo=UTC))
    asked = [reminders_ahead(COURSE, enrolment, last + timedelta(days=days)) for days in range(0, 40, 3)]
    assert len({reminder.at for ahead in asked for reminder in ahead}) <= MOST_UNANSWERED
    assert asked[-1] == ()


@settings(deadline=None)
@given(ENROLMENTS, MOMENTS)
def test_progress_is_never_negative_and_nothing_done_is_lost(enrolment: Enrolment, now: datetime) -> None:
    progress = progress_of(COURSE, enrolment, now)
    assert 0 <= len(progress.done) <= len(progress.lessons) == len(progress.done) + len(progress.left)
    starts = [number for number, event in enumerate(enrolment.happened) if event.what == "started_again"]
    since = enrolment.happened[starts[-1] + 1 if starts else 0 :]
    assert {event.lesson for event in since if event.what in {"answered", "skipped"}} & set(progress.lessons) == set(
        progress.done
    )
    assert {one.lesson for one in progress.returning} <= set(progress.answers)
    assert progress.zone.key in {"Europe/London", "Pacific/Auckland", "America/St_Johns", "Africa/Cairo", "Asia/Kathmandu"}
    assert isinstance(progress.zone, ZoneInfo)
