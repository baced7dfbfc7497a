"""Where somebody stands in a course: lessons, missed checks that come back, invitations, an edited course."""

from datetime import UTC, date

import pytest

from bot.core.course import intents
from bot.core.course.enrolment import Enrolment
from bot.core.course.intents import CourseCommand, CourseIntent
from bot.core.course.progress import progress_of
from bot.core.course.reply import CourseReply
from tests.support.small_course import DELTA, SMALL_COURSE, Learner, small_library

ALPHA = "      alpha:\n        title: Alpha"


def started() -> Learner:
    learner = Learner()
    learner.take(CourseCommand.START)
    return learner


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


# Somebody else starts it


def invited() -> Learner:
    learner = Learner()
    learner.take(intents.Invite("u7", "Mo Adler"))
    return learner


def test_an_invitation_shows_nothing_and_reminds_of_nothing() -> None:
    learner = invited()
    assert "Mo Adler invites you" in learner.notes
    assert learner.take(CourseCommand.SHOW).lesson is None
    assert learner.take(intents.Answer("alpha", "right")).feedback is None
    assert learner.progress.inviter_sees is None
    assert learner.later(days=5).reminders == ()


def test_a_newcomer_is_welcomed_once_and_nothing_begins() -> None:
    learner = Learner()
    assert "A small course" in learner.take(CourseCommand.WELCOME).notes[0]
    assert learner.take(CourseCommand.WELCOME) == CourseReply()
    assert learner.progress.phase == "new"
    assert learner.take(CourseCommand.SHOW).lesson is None
    assert learner.later(days=5).reminders == ()
    assert "Mo Adler invites you" in learner.take(intents.Invite("u7", "Mo Adler")).notes[0]
    assert learner.take(CourseCommand.START).lesson


@pytest.mark.parametrize("earlier", [CourseCommand.START, intents.Invite("u7", "Mo Adler")])
def test_whoever_knows_of_the_course_is_not_welcomed(earlier: CourseIntent) -> None:
    learner = Learner()
    learner.take(earlier)
    before = learner.enrolment
    assert learner.take(CourseCommand.WELCOME) == CourseReply()
    assert learner.enrolment == before


def test_a_second_invitation_changes_nothing() -> None:
    learner = invited()
    before = learner.enrolment
    learner.take(intents.Invite("another"))
    assert learner.enrolment == before


def test_nobody_is_invited_who_has_started_already() -> None:
    learner = started()
    before = learner.enrolment
    assert learner.take(intents.Invite("the manager")).notes == ()
    assert learner.enrolment == before


@pytest.mark.parametrize(("may_see", "seen"), [(True, ["started", "finished"]), (False, [None, None])])
def test_whoever_invited_sees_started_and_finished_if_the_person_agrees(may_see: bool, seen: list[str | None]) -> None:
    learner = invited()
    assert learner.take(intents.Accept(may_see)).lesson
    sees = [learner.progress.inviter_sees]
    for _ in range(4):
        learner.take(CourseCommand.NEXT)
        learner.answer()
    assert [*sees, learner.progress.inviter_sees] == seen


def test_a_change_of_mind_about_being_seen() -> None:
    learner = invited()
    learner.take(intents.Accept(True))
    learner.says("private")
    assert learner.progress.inviter_sees is None


def test_no_is_no_and_whoever_likes_may_still_start() -> None:
    learner = invited()
    learner.take(CourseCommand.DECLINE)
    assert learner.take(CourseCommand.SHOW).lesson is None
    assert learner.take(intents.Invite("the manager")).notes == ()
    assert learner.reminders == ()
    assert learner.take(CourseCommand.START).lesson
    assert learner.progress.inviter_sees is None


# An edited course, in mid-way


def edited(learner: Learner, old: str, new: str) -> Learner:
    assert SMALL_COURSE.count(old) == 1
    learner.library = small_library(SMALL_COURSE.replace(old, new))
    return learner


def half_way() -> Learner:
    learner = started()
    learner.answer(right=False)
    learner.take(CourseCommand.NEXT)
    learner.answer()
    return learner


def test_a_lesson_that_was_taken_out_counts_no_more() -> None:
    learner = edited(half_way(), DELTA, "")
    assert (learner.progress.done, learner.progress.lessons) == (("alpha", "beta"), ("alpha", "beta", "gamma"))


def test_a_lesson_taken_out_while_it_is_open_leaves_the_next() -> None:
    learner = half_way()
    learner.take(CourseCommand.NEXT)
    learner.answer()
    learner.take(CourseCommand.NEXT)
    assert learner.progress.open == "delta"
    edited(learner, DELTA, "")
    assert learner.progress.open == ""
    assert learner.reminders[0].about == "check"
    assert "no longer part" in learner.take(intents.Answer("delta", "right")).trouble


def test_a_new_lesson_appears_where_it_stands() -> None:
    new = (
        ALPHA.replace("alpha", "fresh").replace("Alpha", "Fresh")
        + SMALL_COURSE.split("title: Alpha", 1)[1].split("      beta:")[0]
    )
    learner = edited(half_way(), ALPHA, f"{new.rstrip()}\n{ALPHA}")
    assert learner.progress.left == ("fresh", "gamma", "delta")


def test_a_renamed_lesson_keeps_what_was_done() -> None:
    learner = edited(half_way(), ALPHA, "      first_letter:\n        formerly: [alpha]\n        title: The first letter")
    assert learner.progress.done == ("first_letter", "beta")
    assert [one.lesson for one in learner.progress.returning] == ["first_letter"]
    reply = learner.at(2027, 1, 6, 12, 0).take(CourseCommand.SHOW)
    assert reply.check
    assert reply.check.title == "The first letter"
    assert learner.take(intents.Answer("alpha", "right")).feedback  # a button from before the edit


def test_an_answer_counts_as_the_person_was_told() -> None:
    learner = half_way()
    edited(learner, "id: wrong, label: Not this one, feedback: Alpha", "id: other, label: Not this one, feedback: Alpha")
    assert [event.right for event in learner.progress.answers["alpha"]] == [False]
    learner.at(2027, 1, 6, 12, 0).take(CourseCommand.SHOW)
    reply = learner.take(intents.Answer("alpha", "wrong"))  # a button from before the edit
    assert "was changed" in reply.trouble
    assert reply.check


def test_a_lesson_that_comes_back_is_as_it_was() -> None:
    learner = half_way()
    whole = learner.library
    edited(learner, DELTA, "").take(CourseCommand.SHOW)
    learner.library = whole
    assert learner.progress.done == ("alpha", "beta")


def test_whoever_has_finished_stays_finished_when_a_lesson_is_added() -> None:
    learner = Learner(small_library(SMALL_COURSE.replace(DELTA, "")))
    learner.take(CourseCommand.START)
    for _ in range(3):
        learner.take(CourseCommand.NEXT)
        learner.answer()
    assert learner.progress.phase == "finished"
    learner.library = small_library()
    assert learner.later(days=200).progress.phase == "finished"
    assert learner.reminders == ()
    assert learner.take(CourseCommand.SHOW).lesson is None
    assert learner.says("next").lesson  # and whoever is curious can have it


def test_what_happened_comes_back_from_the_store_as_it_was() -> None:
    learner = half_way()
    assert Enrolment.from_data(learner.enrolment.as_data()) == learner.enrolment


def test_the_day_is_counted_where_the_person_is() -> None:
    learner = started()
    learner.says("zone auckland")
    learner.answer(right=False)
    progress = progress_of(learner.course, learner.enrolment, learner.now.astimezone(UTC))
    assert progress.today == date(2027, 1, 4)
    assert progress.returning[0].due == date(2027, 1, 5)
    learner.at(2027, 1, 4, 20, 0)  # Tuesday 09:00 there
    assert [one.lesson for one in learner.progress.come_back] == ["alpha"]
