"""The shell around the course: one transaction a message, redeliveries, tries with all that was said, who sees what."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.core.course import intents
from bot.core.course.intents import CourseCommand
from bot.core.course.progress import progress_of
from bot.core.dialogue.intents import Command, Say
from bot.services.access import Learner
from bot.services.conversations import Advisor
from bot.services.course import CourseResult, CourseService
from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.permitted import permitted
from tests.support.small_course import MONDAY, course_library

LIBRARY = course_library()


class Clock:
    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


ANN = Learner("ann")


class Office:
    """A course over a database file, which can be started again."""

    def __init__(self, folder: Path) -> None:
        self.url, self.clock = f"sqlite:///{folder / 'advisor.db'}", Clock()
        self.restart()

    def restart(self) -> None:
        assert LIBRARY.course
        self.advisor = Advisor(LIBRARY, Store(open_database(self.url)), self.clock)
        self.course_service = CourseService(self.advisor, LIBRARY.course)

    def say(self, learner: Learner, *said: intents.CourseIntent) -> CourseResult:
        for message in said:
            result = self.course_service.respond(learner, message)
        assert result
        return result

    def answer(self, learner: Learner, right: bool = True) -> CourseResult:
        return self.say(learner, intents.Say("This one" if right else "Not this one"))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_what_happened_survives_a_restart(office: Office) -> None:
    office.say(ANN, CourseCommand.START)
    office.answer(ANN)
    before = office.course_service.stored(ANN)
    office.restart()
    assert office.course_service.stored(ANN) == before
    office.clock.now += timedelta(days=1)
    lesson = office.say(ANN, CourseCommand.SHOW).turn.reply.lesson
    assert lesson
    assert lesson.id == "beta"


def test_a_redelivery_is_seen(office: Office) -> None:
    assert office.course_service.respond(ANN, CourseCommand.START, event="e1")
    before = office.course_service.stored(ANN)
    assert office.course_service.respond(ANN, intents.Say("1"), event="e1") is None
    assert office.course_service.stored(ANN) == before


def test_nothing_is_kept_when_the_telling_fails(office: Office) -> None:
    def fail(_: CourseResult) -> Any:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        office.course_service.respond(ANN, CourseCommand.START, event="e1", payloads_for=fail)
    assert office.course_service.stored(ANN).enrolment.happened == ()
    assert office.course_service.respond(ANN, CourseCommand.START, event="e1")


def test_a_workspace_that_is_forgotten_is_told_nothing_more(office: Office) -> None:
    for learner in ("T1/ann", "T2/ben"):
        office.course_service.respond(Learner(learner), CourseCommand.START, payloads_for=lambda _: [{"text": "hello"}])
    with office.advisor.store.transaction(0.0) as transaction:
        transaction.forget_workspace("T1")
        assert transaction.unsaid() == 1
    assert office.course_service.stored(Learner("T1/ann")).enrolment.happened == ()
    assert office.course_service.stored(Learner("T2/ben")).enrolment.happened


def test_what_is_to_be_said_and_when_to_remind_come_with_the_turn(office: Office) -> None:
    office.say(ANN, CourseCommand.START)
    result = office.course_service.respond(
        ANN, intents.Say("2"), payloads_for=lambda result: [{"reminders": len(result.reminders)}]
    )
    assert result
    assert [reminder.at for reminder in result.reminders] == [
        datetime(2027, 1, 5, 9, 30, tzinfo=UTC),
        datetime(2027, 1, 6, 9, 30, tzinfo=UTC),
    ]
    with office.advisor.store.transaction(0) as transaction:
        assert transaction.unsaid() == 1


def test_a_surface_remembers_what_it_scheduled(office: Office) -> None:
    office.say(ANN, CourseCommand.START)
    office.course_service.remember(ANN, scheduled=["Q1"])
    office.answer(ANN)
    assert office.course_service.stored(ANN).surface == {"scheduled": ["Q1"]}


def lesson_with(office: Office, learner: Learner, lesson: str) -> None:
    office.say(learner, CourseCommand.START, intents.Read(lesson))


def test_a_try_goes_on_where_it_was_left(office: Office) -> None:
    lesson_with(office, ANN, "beta")
    result = office.course_service.try_it(ANN, "beta", "here")
    assert result
    office.advisor.respond(permitted(office.advisor, result.stored.conversation.id), Say("home care"), "ann")
    office.restart()
    again = office.course_service.try_it(ANN, "beta", "here")
    assert again
    assert again.stored.conversation.id == result.stored.conversation.id
    assert again.turn.reply.asks
    assert again.turn.reply.asks.key == "other.q"


def test_a_try_asks_nothing_that_was_said_before(office: Office) -> None:
    lesson_with(office, ANN, "gamma")
    first = office.course_service.try_it(ANN, "gamma", "here")
    assert first
    for words in ("home care", "a"):
        office.advisor.respond(permitted(office.advisor, first.stored.conversation.id), Say(words), "ann")
    second = office.course_service.try_it(ANN, "beta", "here")
    assert second
    assert {line.answer for line in second.turn.reply.settled} == {"home care", "A"}
    assert second.turn.reply.asks
    assert second.turn.reply.asks.key == "care.need"


def test_the_brief_tells_what_the_exercises_came_to(office: Office) -> None:
    lesson_with(office, ANN, "beta")
    result = office.course_service.try_it(ANN, "beta", "here")
    assert result
    for words in ("home *care*", "a", "1"):
        office.advisor.respond(permitted(office.advisor, result.stored.conversation.id), Say(words), "ann")
    brief = office.course_service.document(ANN, "brief")
    assert brief.startswith("# Brief: home \\*care\\*\n\nAll about home \\*care\\*.\n\n*4 January 2027*\n\n## 1. Need")
    assert "**Go on with home \\*care\\***" in brief
    assert "They need it: it is needed" in brief
    assert "*Source: A Document, Part one*" in brief
    assert "*Not done yet.* The exercise is “Other”." in brief


def test_an_exercise_that_is_not_finished_is_said_to_be_open(office: Office) -> None:
    lesson_with(office, ANN, "beta")
    office.course_service.try_it(ANN, "beta", "here")
    assert "*Begun, and not finished.*" in office.course_service.document(ANN, "brief")


def test_the_summary_tells_what_was_learnt_and_where_they_wavered(office: Office) -> None:
    office.say(ANN, CourseCommand.START)
    office.answer(ANN, right=False)
    office.say(ANN, CourseCommand.NEXT)
    office.answer(ANN, right=False)
    office.clock.now += timedelta(days=1)
    office.say(ANN, CourseCommand.SHOW)
    office.answer(ANN)
    summary = office.course_service.document(ANN, "summary")
    assert "2 of 4 lessons, from 4 January 2027 to 5 January 2027." in summary
    assert "- **Alpha.** The lead of alpha." in summary
    assert "**Alpha.** What is alpha? First you said: Not this one. Then you had it right: This one" in summary
    assert "**Beta.** What is beta? You said: Not this one. The right answer: This one" in summary
    assert "- **A topic.** It is so." in summary


def test_whoever_invited_sees_only_those_who_agreed(office: Office) -> None:
    for learner, answer in (
        ("ann", intents.Accept(True)),
        ("bob", intents.Accept(False)),
        ("cem", CourseCommand.DECLINE),
        ("dot", CourseCommand.SHOW),
    ):
        office.say(Learner(learner), intents.Invite("manager"), answer)
    office.say(Learner("eve"), CourseCommand.START)
    assert list(office.course_service.seen_by("manager")) == [("ann", "started")]
    for _ in range(4):
        office.say(ANN, CourseCommand.NEXT)
        office.answer(ANN)
    assert list(office.course_service.seen_by("manager")) == [("ann", "finished")]


def test_a_conversation_that_is_no_longer_kept_is_begun_again(office: Office) -> None:
    lesson_with(office, ANN, "beta")
    first = office.course_service.try_it(ANN, "beta", "here")
    assert first
    with office.advisor.store.transaction(0) as transaction:
        transaction.forget_person("ann")
    again = office.course_service.try_it(ANN, "beta", "here")
    assert again
    assert again.stored.conversation.id != first.stored.conversation.id


def test_whoever_is_forgotten_has_never_started(office: Office) -> None:
    office.say(ANN, CourseCommand.START)
    office.say(Learner("w1/ann"), CourseCommand.START)
    with office.advisor.store.transaction(0) as transaction:
        transaction.forget_person("ann")
        transaction.forget_workspace("w1")
    assert office.course_service.stored(ANN).enrolment.happened == ()
    assert office.course_service.stored(Learner("w1/ann")).enrolment.happened == ()


def test_an_offer_that_a_lesson_has_counts_to_the_course(office: Office) -> None:
    office.say(ANN, CourseCommand.START)
    result = office.advisor.begin("other", "here", "ann")
    assert result
    office.course_service.note(ANN, result.stored.conversation)
    progress = progress_of(office.course_service.course, office.course_service.stored(ANN).enrolment, office.clock.now)
    assert progress.conversations == (result.stored.conversation.id,)


def test_an_exercise_that_was_started_again_counts_to_the_course(office: Office) -> None:
    lesson_with(office, ANN, "beta")
    result = office.course_service.try_it(ANN, "beta", "here")
    assert result
    first = result.stored.conversation.id
    while result.stored.status != "finished":
        asks = result.turn.reply.asks
        assert asks
        words = "Older people" if asks.type == "text" else "1"
        result = office.advisor.respond(permitted(office.advisor, result.stored.conversation.id), Say(words), "ann")
        assert result
    anew = office.advisor.respond(permitted(office.advisor, first), Command.START_AGAIN, "ann")
    again = office.course_service.try_it(ANN, "beta", "here")
    assert anew
    assert again
    assert again.stored.conversation.id == anew.stored.conversation.id != first
