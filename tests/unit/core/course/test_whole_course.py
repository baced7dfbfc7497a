"""The whole course in the core: a lesson a working day at half past nine, wherever people are and whatever their clocks
do."""

from datetime import UTC, datetime

import pytest

from bot.core.content.library import Library
from bot.core.course.intents import CourseCommand
from bot.core.working_days import day_of, working_day_after
from tests.support.small_course import Learner

SPRING, AUTUMN = datetime(2027, 3, 10, 15, 0, tzinfo=UTC), datetime(2027, 10, 20, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Auckland", "America/St_Johns", "Asia/Kolkata", "America/Los_Angeles"])
@pytest.mark.parametrize("start", [SPRING, AUTUMN], ids=["spring", "autumn"])
def test_a_lesson_a_working_day_from_reminder_to_reminder(library: Library, zone: str, start: datetime) -> None:
    learner = Learner(library, start)
    learner.take(CourseCommand.START)
    learner.says(f"zone {zone}")
    days = [day_of(learner.now, learner.progress.zone)]
    learner.answer()
    while learner.progress.phase == "running":
        learner.now = learner.reminders[0].at
        assert f"{learner.now.astimezone(learner.progress.zone):%H:%M}" == "09:30"
        days.append(day_of(learner.now, learner.progress.zone))
        assert learner.take(CourseCommand.SHOW).lesson
        learner.answer()
    assert len(days) == len(learner.course.lessons)
    assert days[1:] == [working_day_after(day) for day in days[:-1]]


def test_at_ones_own_pace_it_can_be_taken_in_one_go(library: Library) -> None:
    learner = Learner(library, SPRING)
    learner.take(CourseCommand.START)
    learner.says("pace own")
    for _ in learner.course.lessons:
        learner.answer()
        learner.take(CourseCommand.NEXT)
    assert learner.progress.phase == "finished"
    assert learner.enrolment.happened[0].at[:10] == learner.enrolment.happened[-1].at[:10]


def test_whoever_misses_everything_gets_everything_back_and_still_finishes(library: Library) -> None:
    learner = Learner(library, SPRING)
    learner.take(CourseCommand.START)
    learner.answer(right=False)
    asked_again: list[str] = []
    while learner.reminders:
        learner.now = learner.reminders[0].at
        while (reply := learner.take(CourseCommand.SHOW)).check:
            asked_again += [reply.check.lesson] if reply.check.came_back else []
            learner.answer(right=reply.check.came_back)
    assert learner.progress.phase == "finished"
    assert set(asked_again) == set(learner.course.lessons)
    assert learner.progress.missed == ()
