"""A small course in a small library, and somebody who takes it with time moved by hand."""

from datetime import UTC, datetime, timedelta

from bot.core.content.course import Course
from bot.core.content.library import Library
from bot.core.course import intents
from bot.core.course.enrolment import Enrolment
from bot.core.course.intents import CourseCommand
from bot.core.course.progress import Progress, progress_of
from bot.core.course.reminders import Reminder, reminders_ahead
from bot.core.course.reply import CourseReply
from bot.core.course.turn import CourseTurn, take_course_turn
from bot.core.loading.files import COURSE
from bot.core.loading.loader import load_library
from tests.support.good_library import GOOD

SMALL_COURSE = """title: A small course
summary: Four lessons.
welcome: Hello.
time_zone: Europe/London
time: "09:30"
modules:
  first:
    title: The first module
    summary: Two lessons.
    lessons:
      alpha:
        title: Alpha
        lead: The lead of alpha.
        point: The point of alpha.
        check:
          ask: What is alpha?
          options:
            - {id: wrong, label: Not this one, feedback: Alpha is something else., cite: ["doc:one"]}
            - {id: right, label: This one, right: true, feedback: It is.}
        cite: ["doc:one"]
        do: Look around.
      beta:
        title: Beta
        lead: The lead of beta.
        check:
          ask: What is beta?
          options:
            - {id: right, label: This one, right: true, feedback: It is.}
            - {id: wrong, label: Not this one, feedback: Beta is something else., cite: ["doc:one"]}
        cite: ["doc:one"]
        topics: [a-topic]
        try: care
  second:
    title: The second module
    summary: Two more.
    lessons:
      gamma:
        title: Gamma
        lead: The lead of gamma.
        point: The point of gamma.
        example: An example of gamma.
        check:
          ask: What is gamma?
          options:
            - {id: right, label: This one, right: true, feedback: It is.}
            - {id: wrong, label: Not this one, feedback: Gamma is something else., cite: ["doc:one"]}
        cite: ["doc:one"]
        try: other
      delta:
        title: Delta
        lead: The lead of delta.
        point: The point of delta.
        check:
          ask: What is delta?
          options:
            - {id: right, label: This one, right: true, feedback: It is.}
            - {id: wrong, label: Not this one, feedback: Delta is something else., cite: ["doc:one"]}
        cite: ["doc:one"]
        do: Rest.
brief:
  title: "Brief: {{ service }}"
  lead: All about {{ service }}.
  about: service
  parts:
    - title: Need
      dialogue: care
      say:
        - {say: "They need it: {{ need }}", when: need == "yes", cite: ["doc:one"]}
    - {title: The other, dialogue: other}
"""
DELTA = SMALL_COURSE[SMALL_COURSE.index("      delta:\n") : SMALL_COURSE.index("brief:\n")]


def course_library(course: str = SMALL_COURSE) -> Library:
    """The small library with this course."""
    return load_library(GOOD | {COURSE: course})


def course_of(library: Library) -> Course:
    """The course of a library that has one."""
    assert library.course
    return library.course


MONDAY = datetime(2027, 1, 4, 10, 0, tzinfo=UTC)  # in London it is as late


class Learner:
    """Somebody who takes a course; `now` is moved by hand."""

    def __init__(self, library: Library | None = None, now: datetime = MONDAY, learner: str = "ann") -> None:
        self.library = library or course_library()
        self.enrolment, self.now = Enrolment(learner), now
        self.turn: CourseTurn
        self.reply = CourseReply()

    @property
    def course(self) -> Course:
        return course_of(self.library)

    def take(self, *messages: intents.CourseIntent) -> CourseReply:
        """Messages, one turn each; the reply to the last."""
        for message in messages:
            self.turn = take_course_turn(self.library, self.course, self.enrolment, message, self.now)
            self.enrolment, self.reply = self.turn.enrolment, self.turn.reply
        return self.reply

    def says(self, *words: str) -> CourseReply:
        """The same, with words as typed."""
        return self.take(*map(intents.Say, words))

    def answer(self, right: bool = True) -> CourseReply:
        """An answer to the open check."""
        lesson = self.progress.open
        option = next(one for one in self.course.lessons[lesson].check.options if one.right == right)
        return self.take(intents.Answer(lesson, option.id))

    def later(self, **how_much: float) -> "Learner":
        """The same person, when time has passed."""
        self.now += timedelta(**how_much)
        return self

    def at(self, *moment: int) -> "Learner":
        """The same person, at that moment in UTC."""
        self.now = datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type,misc]
        return self

    @property
    def progress(self) -> Progress:
        """How far they are now."""
        return progress_of(self.course, self.enrolment, self.now)

    @property
    def reminders(self) -> tuple[Reminder, ...]:
        """The reminders that are due if nothing else happens."""
        return reminders_ahead(self.course, self.enrolment, self.now)

    @property
    def notes(self) -> str:
        """What the last reply says besides lessons."""
        return " ".join([*self.reply.notes, self.reply.trouble])


def started() -> Learner:
    """Somebody who has begun the course."""
    learner = Learner()
    learner.take(CourseCommand.START)
    return learner
