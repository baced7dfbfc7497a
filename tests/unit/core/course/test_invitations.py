"""Invitations to the course, and who sees what of it."""

import pytest

from bot.core.course import intents
from bot.core.course.intents import CourseCommand, CourseIntent
from bot.core.course.reply import CourseReply
from tests.support.small_course import Learner, started

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
