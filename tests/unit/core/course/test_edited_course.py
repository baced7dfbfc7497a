"""A course that is edited while people take it."""

from bot.core.course import intents
from bot.core.course.enrolment import Enrolment
from bot.core.course.intents import CourseCommand
from tests.support.small_course import DELTA, SMALL_COURSE, Learner, course_library, started

ALPHA = "      alpha:\n        title: Alpha"


# An edited course, in mid-way


def edited(learner: Learner, old: str, new: str) -> Learner:
    assert SMALL_COURSE.count(old) == 1
    learner.library = course_library(SMALL_COURSE.replace(old, new))
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
    learner = Learner(course_library(SMALL_COURSE.replace(DELTA, "")))
    learner.take(CourseCommand.START)
    for _ in range(3):
        learner.take(CourseCommand.NEXT)
        learner.answer()
    assert learner.progress.phase == "finished"
    learner.library = course_library()
    assert learner.later(days=200).progress.phase == "finished"
    assert learner.reminders == ()
    assert learner.take(CourseCommand.SHOW).lesson is None
    assert learner.says("next").lesson  # and whoever is curious can have it


def test_what_happened_comes_back_from_the_store_as_it_was() -> None:
    learner = half_way()
    assert Enrolment.from_data(learner.enrolment.as_data()) == learner.enrolment
