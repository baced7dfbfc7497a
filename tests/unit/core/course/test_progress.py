"""How far somebody is in a course: lessons, and missed checks that come back."""

from datetime import UTC, date

from bot.core.course import intents
from bot.core.course.intents import CourseCommand
from bot.core.course.progress import progress_of
from tests.support.small_course import Learner, started


def test_the_first_lesson_comes_with_the_start() -> None:
    learner = Learner()
    reply = learner.take(CourseCommand.START)
    assert reply.notes == ("Hello.",)
    assert reply.lesson
    assert (reply.lesson.id, reply.lesson.number, reply.lesson.total, reply.lesson.module) == ("alpha", 1, 4, "The first module")
    assert reply.check
    assert [option.label for option in reply.check.options] == ["Not this one", "This one"]


def test_a_lesson_without_a_point_takes_it_from_its_topic() -> None:
    learner = started()
    learner.answer()
    reply = learner.take(CourseCommand.NEXT)
    assert reply.lesson
    assert reply.lesson.point == "It is so."
    assert reply.lesson.dialogue
    assert reply.lesson.dialogue.title == "Is care needed?"


def test_one_lesson_a_working_day() -> None:
    learner = started()  # on Monday
    assert "Tuesday 5 January at 09:30" in learner.answer().notes[-1]
    assert learner.later(hours=5).take(CourseCommand.SHOW).lesson is None
    assert learner.at(2027, 1, 5, 7, 0).take(CourseCommand.SHOW).lesson  # whoever comes earlier on the day need not wait
    learner.answer()
    assert learner.take(CourseCommand.SHOW).lesson is None
    learner.at(2027, 1, 8, 12, 0).take(CourseCommand.SHOW)
    learner.answer()
    assert learner.at(2027, 1, 9, 12, 0).take(CourseCommand.SHOW).lesson is None  # a Saturday
    assert learner.take(CourseCommand.NEXT).lesson  # and still, whoever wants to may


def test_at_ones_own_pace_the_next_lesson_is_there_at_once() -> None:
    learner = started()
    learner.says("pace own")
    learner.answer()
    assert learner.take(CourseCommand.SHOW).lesson
    assert learner.reminders == ()


def test_a_missed_check_comes_back_after_one_three_and_seven_working_days() -> None:
    learner = started()
    reply = learner.answer(right=False)
    assert reply.feedback
    assert not reply.feedback.right
    assert reply.feedback.text == "Alpha is something else."
    assert reply.feedback.right_answer == "This one"
    assert reply.feedback.comes_back == "Tuesday 5 January"
    for day, due in ((5, 8), (8, 19), (19, None)):
        learner.at(2027, 1, day - 1, 12, 0)
        assert "alpha" not in {one.lesson for one in learner.progress.come_back}
        reply = learner.at(2027, 1, day, 12, 0).take(CourseCommand.SHOW)
        assert reply.check
        assert reply.check.came_back
        learner.answer()
        assert [one.due for one in learner.progress.returning] == ([date(2027, 1, due)] if due else [])


def test_missed_again_it_begins_anew() -> None:
    learner = started()
    learner.answer(right=False)
    learner.at(2027, 1, 5, 12, 0).take(CourseCommand.SHOW)
    learner.answer()
    learner.at(2027, 1, 8, 12, 0).take(CourseCommand.SHOW)
    learner.answer(right=False)
    assert [(one.due, one.right) for one in learner.progress.returning] == [(date(2027, 1, 11), 0)]


def test_right_before_it_comes_back_is_practice() -> None:
    learner = started()
    learner.answer(right=False)
    learner.take(intents.Read("alpha"))
    learner.answer()
    assert [(one.due, one.right) for one in learner.progress.returning] == [(date(2027, 1, 5), 0)]


def test_the_course_is_finished_when_nothing_missed_is_open() -> None:
    learner = started()
    learner.says("pace own")
    for right in (True, False, True, True):
        learner.take(CourseCommand.NEXT)
        learner.answer(right)
    assert not learner.progress.has_finished
    assert "comes back on Tuesday 5 January" in learner.reply.notes[-1]
    learner.later(days=1).take(CourseCommand.SHOW)
    assert learner.answer().choices[-1].intent == CourseCommand.SHOW_SUMMARY
    assert learner.progress.phase == "finished"
    assert learner.reminders == ()


def test_whoever_does_not_want_a_check_back_lets_it_go() -> None:
    learner = started()
    learner.answer(right=False)
    for _ in range(3):
        learner.take(CourseCommand.NEXT)
        learner.answer()
    learner.says("skip")
    assert learner.progress.phase == "finished"


def test_a_skipped_lesson_is_done_and_can_be_taken_later() -> None:
    learner = started()
    learner.says("skip")
    assert learner.progress.done == ("alpha",)
    assert learner.take(CourseCommand.SHOW).lesson  # skipping is no lesson yet, so the next is ready today
    learner.says("read alpha")
    learner.answer()
    assert not learner.progress.skipped


def test_an_answered_check_is_not_answered_twice() -> None:
    learner = started()
    learner.answer()
    before = learner.enrolment
    assert learner.take(intents.Answer("alpha", "wrong")).feedback is None  # an old button
    assert learner.enrolment == before


def test_pause_and_resume() -> None:
    learner = started()
    learner.answer()
    learner.later(days=1).says("pause")
    assert learner.progress.phase == "paused"
    assert learner.reminders == ()
    assert learner.later(days=30).take(CourseCommand.SHOW).lesson is None
    assert learner.take(CourseCommand.NEXT).lesson is None
    reply = learner.says("resume")
    assert reply.lesson
    assert reply.lesson.id == "beta"
    assert learner.progress.done == ("alpha",)


def test_stopped_is_stopped_until_somebody_resumes() -> None:
    learner = started()
    learner.says("stop")
    assert learner.progress.phase == "stopped"
    assert learner.take(CourseCommand.SHOW).lesson is None
    assert learner.says("resume").lesson


def test_start_again_begins_with_the_first_lesson_and_forgets_nothing() -> None:
    learner = started()
    learner.answer()
    stored = learner.enrolment.happened
    reply = learner.says("start again")
    assert reply.lesson
    assert reply.lesson.id == "alpha"
    assert learner.progress.done == ()
    assert learner.enrolment.happened[: len(stored)] == stored


def test_back_shows_the_lesson_before() -> None:
    learner = started()
    assert learner.says("back").lesson is None
    learner.answer()
    learner.take(CourseCommand.NEXT)
    reply = learner.says("back")
    assert reply.lesson
    assert reply.lesson.id == "alpha"
    assert learner.says("next").lesson


def test_the_day_is_counted_where_the_person_is() -> None:
    learner = started()
    learner.says("zone auckland")
    learner.answer(right=False)
    progress = progress_of(learner.course, learner.enrolment, learner.now.astimezone(UTC))
    assert progress.today == date(2027, 1, 4)
    assert progress.returning[0].due == date(2027, 1, 5)
    learner.at(2027, 1, 4, 20, 0)  # Tuesday 09:00 there
    assert [one.lesson for one in learner.progress.come_back] == ["alpha"]
