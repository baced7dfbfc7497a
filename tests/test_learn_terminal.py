"""The whole course in the terminal, with time moved by hand, over restarts, a pause, an edit and a change of the clocks."""

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from bot.cli import app
from bot.content_files import read_texts, shipped_content
from bot.core.course import Course
from bot.core.dialogue import Question
from bot.core.library import Library, load_library
from bot.core.library_reader import COURSE
from bot.core.reminders import reminders_ahead
from bot.core.standing import Standing, standing
from bot.core.walk import Waiting, walk
from bot.service import Advisor
from bot.stores.database import open_database
from bot.stores.store import Store
from bot.surfaces.terminal.learn import LEARNER, learn
from bot.tutor import Tutor
from tests.small_course import small_library

GROUP = "carers of people with dementia"


class Terminal:
    """A terminal that is opened again and again over one database; the clock is moved by hand."""

    def __init__(self, folder: Path, library: Library, now: datetime) -> None:
        self.url, self.library, self.now = f"sqlite:///{folder / 'advisor.db'}", library, now
        self.shown = ""
        self._looking: Tutor | None = None
        self.asked: list[str] = []  # the questions of the exercises that were answered, shared ones by the name they share

    def open(self) -> Tutor:
        """A new process: nothing is left but the database."""
        assert self.library.course
        return Tutor(Advisor(self.library, Store(open_database(self.url)), lambda: self.now), self.library.course)

    def look(self) -> Tutor:
        """Only to look at what is kept, which needs no new process."""
        if self._looking is None or self._looking.library is not self.library:
            self._looking = self.open()
        return self._looking

    def run(self, *typed: str, then: Iterable[str] = (), words: str = "") -> str:
        """One session, until there is nothing more typed; what was shown in it."""
        lines = chain(typed, then)

        def ask(_: str) -> str:
            for line in lines:
                return line
            raise KeyboardInterrupt

        out = io.StringIO()
        learn(self.open(), Console(file=out, width=100, highlight=False), ask, words)
        self.shown = out.getvalue()
        return self.shown

    @property
    def stand(self) -> Standing:
        tutor = self.look()
        return standing(tutor.course, tutor.kept(LEARNER).learning, self.now)

    @property
    def course(self) -> Course:
        assert self.library.course
        return self.library.course

    @property
    def reminders(self) -> list[datetime]:
        """When the person would be reminded."""
        tutor = self.look()
        return [reminder.at for reminder in reminders_ahead(tutor.course, tutor.kept(LEARNER).learning, self.now)]

    def number(self, right: bool) -> str:
        """The number of a right or a wrong option of the open check."""
        options = self.course.lessons[self.stand.open].check.options
        return next(str(number) for number, option in enumerate(options, 1) if option.right == right)

    def waiting(self) -> Waiting | None:
        """The question of the exercise that is open."""
        tutor = self.look()
        kept = tutor.advisor.latest("terminal")
        return walk(self.library, kept.conversation).waiting if kept else None

    def exercise(self) -> Iterator[str]:
        """What somebody types in an exercise, each answer once its question is open."""
        while waiting := self.waiting():
            name = waiting.question.shares or waiting.key
            if self.asked[-1:] != [name]:  # else it is a list, of which an entry was kept
                self.asked.append(name)
                yield answer_to(waiting.key, waiting.question)
            if waiting.question.type == "list":
                yield "done"


def answer_to(key: str, question: Question) -> str:
    if key.endswith(".service"):
        return GROUP
    if question.type == "list" and question.fields:
        return "; ".join("1" if field.options else "Something that matters" for field in question.fields.values())
    return {"choice": "1", "choices": "1", "scale": "3", "number": "1"}.get(question.type, "Something that matters")


@pytest.fixture
def terminal(tmp_path: Path, library: Library) -> Terminal:
    return Terminal(tmp_path, library, datetime(2027, 3, 14, 20, 0, tzinfo=UTC))  # Monday 15 March, 09:00 in Auckland


def edited_course() -> Library:
    """The course as an author changes it in mid-way: one lesson renamed, one taken out, an option of a third changed."""
    texts = read_texts(shipped_content())
    text = texts[COURSE]
    for old, new in (
        (
            "      levers:\n        title: Levers for change",
            "      what_you_can_move:\n        formerly: [levers]\n        title: What you can move",
        ),
        (text[text.index("      when_not:\n") : text.index("      why:\n")], ""),
        (
            "            - id: hypothesis\n              label: Moving",
            "            - id: assumption\n              label: Moving",
        ),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    return load_library(texts | {COURSE: text})


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
        assert f"{terminal.now.astimezone(terminal.stand.zone):%H:%M}" == "09:00"
    assert terminal.stand.phase == "finished"
    assert (len(missed), day) == (4, len(terminal.course.lessons))  # a lesson a day, and the last missed check the day after
    assert terminal.stand.done == tuple(terminal.course.lessons)
    assert len(terminal.asked) == len(set(terminal.asked))  # nothing was asked twice
    assert {"service", "situation", "left_alone", "aims", "capacity"} <= set(terminal.asked)
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
    """All that is there on a day: checks that came back, one lesson, its exercise; the computer is switched off all the time."""
    while (stand := terminal.stand).waits or stand.come_back or (stand.left and stand.next_day <= stand.today):
        terminal.run()
        stand = terminal.stand
        id_, fresh = stand.open, stand.open in stand.left
        wrong = fresh and len(stand.done) in {1, 7, 13, 19}
        missed |= {id_} if wrong else set()
        told = terminal.run(terminal.number(right=not wrong))
        assert ("Not quite." if wrong else "That's right.") in told
        assert "Source" in told
        if fresh and terminal.course.lessons[id_].try_:
            terminal.run("try")
            while terminal.waiting():
                terminal.run("try", then=islice(terminal.exercise(), 5))
            assert "Press Enter" in terminal.run("try", "")


def test_ctrl_c_in_an_exercise_loses_nothing(terminal: Terminal) -> None:
    terminal.run("read 6", "try", "home care")
    assert "home care" in terminal.run("read 6", "try")
    assert "Question 2 of" in terminal.shown


def test_stop_in_an_exercise_goes_back_to_the_course(terminal: Terminal) -> None:
    shown = terminal.run("read 6", "try", "home care", "stop", "3")
    assert "That's right." in shown


def test_an_offer_is_taken_up_within_the_course(terminal: Terminal) -> None:
    terminal.library = small_library()
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
    assert terminal.stand.done == ("what_commissioning_is",)


def test_one_wish_from_the_command_line(terminal: Terminal) -> None:
    terminal.run("2")
    assert "1 of 23 lessons done" in terminal.run(words="status")
    assert "paused" in terminal.run(words="pause")


def test_the_verb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{tmp_path / 'advisor.db'}")
    first = CliRunner().invoke(app, ["learn", "--as-of", "2027-01-05T09:00"], input="2\n")
    assert "Lesson 1 of 23" in first.output
    assert "on Wednesday 6 January at 09:30" in first.output
    again = CliRunner().invoke(app, ["learn", "--as-of", "2027-01-06T12:00"])
    assert "Lesson 2 of 23" in again.output


def test_without_a_course_it_says_what_to_do(tmp_path: Path) -> None:
    for path, text in read_texts(shipped_content()).items():
        if path != COURSE:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
    result = CliRunner().invoke(app, ["learn", "--content", str(tmp_path)])
    assert result.exit_code == 2
    assert "knowledge/course.yaml" in result.output
