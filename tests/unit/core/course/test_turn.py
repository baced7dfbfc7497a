"""Turns of a course: what people type, what they are told, and that nothing anybody says breaks it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.course import intents
from bot.core.course.enrolment import Enrolment
from bot.core.course.intents import CourseCommand, CourseIntent
from bot.core.course.progress import BEFORE_CONSENT, progress_of
from bot.core.course.turn import take_course_turn
from tests.support.small_course import DELTA, SMALL_COURSE, Learner, course_library

LIBRARIES = [course_library(), course_library(SMALL_COURSE.replace(DELTA, ""))]


def started() -> Learner:
    learner = Learner(LIBRARIES[0])
    learner.take(CourseCommand.START)
    return learner


@pytest.mark.parametrize("words", ["2", "This one", "this one", "right"])
def test_a_check_is_answered_by_number_label_or_id(words: str) -> None:
    reply = started().says(words)
    assert reply.feedback
    assert reply.feedback.right


def test_words_that_come_close_are_asked_back() -> None:
    learner = started()
    assert "Did you mean “1. Not this one”?" in learner.says("Not this on").trouble
    assert learner.progress.open == "alpha"


def test_words_that_mean_nothing_here_are_left_to_the_surface() -> None:
    learner = started()
    before = learner.enrolment
    assert "did not understand" in learner.says("what is a lever?").trouble
    assert learner.enrolment == before


def test_feedback_says_why_and_whence() -> None:
    reply = started().answer(right=False)
    assert reply.feedback
    assert [str(source) for source in reply.feedback.sources] == ["A Document, Part one"]


def test_try_names_the_lesson_for_the_surface_to_begin() -> None:
    learner = started()
    assert "no decision to try" in " ".join(learner.says("try").notes)
    learner.says("next")
    learner.answer()
    assert learner.says("next").lesson
    assert learner.says("try").tries == "beta"


def test_status_tells_where_they_are_and_when_it_goes_on() -> None:
    learner = started()
    learner.answer(right=False)
    reply = learner.says("status")
    assert reply.status
    assert [(one.title, one.done, one.total) for one in reply.status.modules] == [
        ("The first module", 1, 2),
        ("The second module", 0, 2),
    ]
    assert reply.status.lines == (
        "1 of 4 lessons done.",
        "“Beta” is next, on Tuesday 5 January at 09:30. Say *next* if you want it now.",
        "One check that you missed comes back on Tuesday 5 January.",
        "One lesson a working day, at 09:30. Your time zone is Europe/London, where it is now Monday 4 January at 10:00.",
    )


@pytest.mark.parametrize(
    ("words", "trouble"), [("pace 05:00", "from 07:00 to 19:00"), ("zone the moon", "no time zone “the moon”")]
)
def test_a_pace_or_zone_that_cannot_be_is_said_kindly(words: str, trouble: str) -> None:
    learner = started()
    before = learner.enrolment
    assert trouble in learner.says(words).trouble
    assert learner.enrolment == before


def test_pace_and_zone_as_they_are() -> None:
    learner = started()
    learner.says("zone St John's", "pace 8.15")
    assert "at 08:15. Your time zone is America/St_Johns, where it is now Monday 4 January at 06:30" in learner.notes
    assert "At your own pace" in " ".join(learner.says("pace own").notes)
    assert "at 09:30" in " ".join(learner.says("pace daily").notes)


def test_a_lesson_that_is_not_there_is_said_to_be_none() -> None:
    assert "from 1 to 4" in started().says("read 99").trouble
    assert "from 1 to 4" in started().says("read 0000002").trouble


def test_typed_words_are_shown_as_they_were_typed() -> None:
    assert r"\*loud\*" in started().says("read *loud*").trouble


INTENTS = st.one_of(
    st.sampled_from(CourseCommand),
    st.sampled_from([intents.Invite("manager"), intents.Accept(True), intents.Accept(False), intents.BeSeen(True)]),
    st.sampled_from([intents.Skip(), intents.Skip("gone"), intents.Skip("beta")]),
    st.sampled_from(
        [intents.Read(), intents.Read("3"), intents.Read("gone"), intents.Try(), intents.Try("beta"), intents.Try("gone")]
    ),
    st.sampled_from([intents.Tried("beta", "c1"), intents.Tried("gone", "c2")]),
    st.sampled_from([intents.Pace(), intents.Pace("own"), intents.Pace("10:00"), intents.Pace("x")]),
    st.sampled_from([intents.Zone(), intents.Zone("auckland"), intents.Zone("x")]),
    st.builds(intents.Answer, st.sampled_from(["alpha", "beta", "delta", "gone"]), st.sampled_from(["right", "wrong", "gone"])),
    st.builds(intents.Say, st.text(max_size=20)),
    st.builds(intents.Say, st.sampled_from(["1", "2", "next", "skip", "read 1", "pace own", "zone london"])),
)


@settings(deadline=None)
@given(st.lists(st.tuples(INTENTS, st.integers(0, 4), st.booleans()), max_size=25))
def test_whatever_anybody_says_nothing_breaks_and_nothing_is_lost(said: list[tuple[CourseIntent, int, bool]]) -> None:
    """The course may be edited between any two messages, and days may pass."""
    enrolment, now = Enrolment("ann"), datetime(2027, 1, 4, 10, 0, tzinfo=UTC)
    for message, days, is_edited in said:
        library = LIBRARIES[is_edited]
        assert library.course
        now += timedelta(days=days)
        turn = take_course_turn(library, library.course, enrolment, message, now)
        assert turn.enrolment.happened[: len(enrolment.happened)] == enrolment.happened
        assert turn.changed == (turn.enrolment.version == enrolment.version + 1)
        assert Enrolment.from_data(turn.enrolment.as_data()) == turn.enrolment
        progress = progress_of(library.course, turn.enrolment, now)
        if progress.phase in BEFORE_CONSENT:
            assert {event.what for event in turn.enrolment.happened} <= {"welcomed", "invited", "declined"}
            assert turn.reply.lesson is None
        if turn.reply.check:
            assert turn.reply.check.lesson in progress.lessons
        enrolment = turn.enrolment


@settings(deadline=None)
@given(st.lists(INTENTS, max_size=20))
def test_the_same_said_again_by_a_redelivery_leaves_progress_as_it_is(said: list[CourseIntent]) -> None:
    learner = started()
    for message in said:
        learner.take(message)
        if isinstance(message, intents.Answer):
            before = learner.progress
            learner.take(message)
            assert replace(learner.progress, last_active=None) == replace(before, last_active=None)
