"""The whole course in the terminal, with time moved by hand, over restarts, a pause, an edit and a change of the
clocks."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from pathlib import Path

import pytest
from rich.console import Console

from bot.core.content.course import Course
from bot.core.content.library import Library
from bot.core.course.progress import Progress, progress_of
from bot.core.course.reminders import reminders_ahead
from bot.core.dialogue.position import Waiting, walk
from bot.services.conversations import Advisor
from bot.services.course import CourseService
from bot.storage.database import open_database
from bot.storage.store import Store
from bot.terminal.course import learn, learner_here
from bot.terminal.menu import QuickAnswer, no_answer
from tests.support.exercise import GROUP, Exercise, edited_course
from tests.support.small_course import course_library


class Terminal:
    """A terminal that is opened again and again over one database; the clock is moved by hand."""

    def __init__(self, folder: Path, library: Library, now: datetime) -> None:
        self.url, self.library, self.now = f"sqlite:///{folder / 'advisor.db'}", library, now
        self.shown = ""
        self._looking: CourseService | None = None
        self.exercise = Exercise(self.waiting)

    def open(self) -> CourseService:
        """A new process: nothing is left but the database."""
        assert self.library.course
        return CourseService(Advisor(self.library, Store(open_database(self.url)), lambda: self.now), self.library.course)

    def look(self) -> CourseService:
        """Only to look at what is kept, which needs no new process."""
        if self._looking is None or self._looking.library is not self.library:
            self._looking = self.open()
        return self._looking

    def run(self, *typed: str, then: Iterable[str] = (), words: str = "", answer: QuickAnswer = no_answer) -> str:
        """One session, until there is nothing more typed; what was shown in it."""
        lines = chain(typed, then)

        def ask(_: str) -> str:
            for line in lines:
                return line
            raise KeyboardInterrupt

        out = io.StringIO()
        learn(self.open(), Console(file=out, width=100, highlight=False), ask, words, answer)
        self.shown = out.getvalue()
        return self.shown

    @property
    def progress(self) -> Progress:
        course_service = self.look()
        return progress_of(course_service.course, course_service.stored(learner_here(course_service)).enrolment, self.now)

    @property
    def course(self) -> Course:
        assert self.library.course
        return self.library.course

    @property
    def reminders(self) -> list[datetime]:
        """When the person would be reminded."""
        course_service = self.look()
        return [
            reminder.at
            for reminder in reminders_ahead(
                course_service.course, course_service.stored(learner_here(course_service)).enrolment, self.now
            )
        ]

    def number(self, right: bool) -> str:
        """The number of a right or a wrong option of the open check."""
        options = self.course.lessons[self.progress.open].check.options
        return next(str(number) for number, option in enumerate(options, 1) if option.right == right)

    def waiting(self) -> Waiting | None:
        """The question of the exercise that is open."""
        course_service = self.look()
        stored = course_service.advisor.latest("terminal")
        return walk(self.library, stored.conversation).waiting if stored else None


@pytest.fixture
def terminal(tmp_path: Path, library: Library) -> Terminal:
    return Terminal(tmp_path, library, datetime(2027, 3, 14, 20, 0, tzinfo=UTC))  # Monday 15 March, 09:00 in Auckland


def test_a_whole_course(terminal: Terminal) -> None:
    terminal.run("zone auckland", "pace 09:00")
    missed: set[str] = set()
    for day in range(60):
        if day == 12:
            terminal.library = edited_course()
        if day == 16:
            pause_for(terminal, days=9)
        one_day(terminal, missed)
        if not (reminders := terminal.reminders):
            break
        terminal.now = reminders[0]
        assert f"{terminal.now.astimezone(terminal.progress.zone):%H:%M}" == "09:00"
    assert terminal.progress.phase == "finished"
    assert (len(missed), day) == (4, len(terminal.course.lessons))  # a lesson a day, and the last missed check the day after
    assert terminal.progress.done == tuple(terminal.course.lessons)
    assert len(terminal.exercise.asked) == len(set(terminal.exercise.asked))  # nothing was asked twice
    assert {"service", "market.job", "left_alone", "aims", "capacity"} <= set(terminal.exercise.asked)
    it_is_all_in_the_documents(terminal, missed)


def pause_for(terminal: Terminal, days: int) -> None:
    terminal.run("pause")
    assert terminal.reminders == []
    terminal.now += timedelta(days=days)
    assert "paused" in terminal.run()
    terminal.run("resume")


def it_is_all_in_the_documents(terminal: Terminal, missed: set[str]) -> None:
    brief, summary = terminal.run(words="brief"), terminal.run(words="summary")
    assert brief.startswith(f"# First commissioning brief: {GROUP}")
    assert "Not done yet" not in brief
    assert "not finished" not in brief
    wavered = summary.partition("Where you wavered")[2]
    assert [terminal.course.lessons[id_].title in wavered for id_ in missed] == [True] * 4


def one_day(terminal: Terminal, missed: set[str]) -> None:
    """All that is there on a day: checks that came back, one lesson, its exercise; the computer is switched off all the
    time."""
    while (progress := terminal.progress).waits or progress.come_back or (progress.left and progress.next_day <= progress.today):
        terminal.run()
        progress = terminal.progress
        id_, fresh = progress.open, progress.open in progress.left
        wrong = fresh and len(progress.done) in {1, 7, 13, 19}
        missed |= {id_} if wrong else set()
        told = terminal.run(terminal.number(right=not wrong))
        assert ("Not quite." if wrong else "That's right.") in told
        assert "Source" in told
        if fresh and terminal.course.lessons[id_].try_:
            terminal.run("try")
            while terminal.waiting():
                terminal.run("try", then=islice(terminal.exercise.answers(), 5))
            assert "Press Enter" in terminal.run("try", "")


def test_ctrl_c_in_an_exercise_loses_nothing(terminal: Terminal) -> None:
    terminal.run("read 6", "try", "home care")
    assert "home care" in terminal.run("read 6", "try")
    assert "Question 2 of" in terminal.shown


def test_stop_in_an_exercise_goes_back_to_the_course(terminal: Terminal) -> None:
    shown = terminal.run("read 6", "try", "home care", "stop", "3")
    assert "That's right." in shown


def test_an_offer_is_taken_up_within_the_course(terminal: Terminal) -> None:
    terminal.library = course_library()
    shown = terminal.run("2", "next", "try", "home care", "a", "1", "other", "", "brief")
    assert "The other" in shown
    assert "**Fine**" in shown


def test_stop_ends_the_course_and_resume_goes_on(terminal: Terminal) -> None:
    assert "You have stopped the course" in terminal.run("stop", "never asked for")
    assert "You have stopped the course" in terminal.run()
    assert "Lesson 1 of" in terminal.run("resume")


@pytest.mark.parametrize("words", ["quit", "exit"])
def test_leaving_keeps_everything(terminal: Terminal, words: str) -> None:
    assert "Everything is kept" in terminal.run("2", words, "never asked for")
    assert terminal.progress.done == ("what_commissioning_is",)


def test_one_wish_from_the_command_line(terminal: Terminal) -> None:
    terminal.run("2")
    assert "1 of 23 lessons done" in terminal.run(words="status")
    assert "paused" in terminal.run(words="pause")


def quick_answer(words: str) -> str:
    return "A lever is what moves a market." if "lever" in words else ""


def test_anything_can_be_asked_in_between(terminal: Terminal) -> None:
    shown = terminal.run("What is a lever?", "", "2", answer=quick_answer)
    assert "A lever is what moves a market." in shown
    assert "Press Enter to see the open check again" in shown
    assert shown.count("A colleague says that commissioning is just a new word") == 2
    assert "That's right." in shown


@pytest.mark.parametrize("words", ["2", "status", "part", "Buying is one part of it, and need comes first", "Buying is one part"])
def test_what_is_for_the_course_is_no_question(terminal: Terminal, words: str) -> None:
    assert "an answer" not in terminal.run(words, answer=lambda _: "an answer")


def test_what_has_no_answer_is_said_to_be_not_understood(terminal: Terminal) -> None:
    assert "I did not understand that" in terminal.run("gibberish", answer=quick_answer)
