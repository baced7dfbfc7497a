"""Somebody who takes a whole course in Slack, by clicking and typing what its messages offer."""

from collections.abc import Container
from typing import Protocol

from bot.core.course.progress import Progress
from bot.core.dialogue.position import Waiting, walk
from bot.fake_slack.state.workspace import TEAM, Message
from bot.services.access import Learner
from bot.services.course import CourseService
from bot.slack.payloads import person
from tests.support.exercise import Exercise
from tests.support.slack.words import labels, shown


class Hands(Protocol):
    """What somebody can do in their direct message with the app, and what they see there."""

    id: str

    @property
    def course_service(self) -> CourseService: ...
    @property
    def said(self) -> list[Message]: ...
    def says(self, *words: str) -> str: ...
    def presses(self, phrase: str) -> str: ...
    def clicks(self, label: str) -> str: ...
    def phrase(self, name: str) -> str: ...


class Player:
    """Takes the course a day at a time."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.exercise = Exercise(self.waiting)
        self.missed: set[str] = set()

    @property
    def progress(self) -> Progress:
        """How far they are."""
        return self.hands.course_service.progress(Learner(person(TEAM, self.hands.id)))

    def waiting(self) -> Waiting | None:
        """The question of the exercise that is open."""
        course_service = self.hands.course_service
        with course_service.advisor.store.transaction(0.0) as transaction:
            held = transaction.held_by(person(TEAM, self.hands.id), most=1)
        return walk(course_service.library, held[0].conversation).waiting if held and held[0].status == "open" else None

    def one_day(self, wrong: Container[int] = ()) -> None:
        """All that is there on a day: checks that came back, the lesson, its exercise. `wrong`: numbers of lessons to
        miss."""
        if self.hands.phrase("course_action_show") in labels(self.hands.said[-1]):
            self.hands.presses("course_action_show")  # in the reminder
        else:
            self.hands.says("today")
        while (progress := self.progress).waits:
            fresh = progress.open in progress.left
            self.check(progress.open, right=not (fresh and len(progress.done) in wrong))
            if fresh and self.hands.course_service.course.lessons[progress.open].try_:
                self.tries()
            if self.more_today():
                self.hands.says("today")

    def more_today(self) -> bool:
        """Whether there is something left for today."""
        progress = self.progress
        return bool(progress.come_back or (progress.left and progress.next_day <= progress.today))

    def check(self, lesson: str, right: bool) -> None:
        """Answer the open check by its button, and read what is said to that."""
        option = next(one for one in self.hands.course_service.course.lessons[lesson].check.options if one.right == right)
        self.missed |= set() if right else {lesson}
        self.hands.clicks(option.label)
        told = next(text for text in map(shown, reversed(self.hands.said)) if option.label in text)
        assert self.hands.phrase("course_right" if right else "course_wrong") in told
        assert "Source" in told

    def tries(self) -> None:
        """The exercise, to its end, and back to the course."""
        self.hands.presses("course_action_try")
        for words in self.exercise.answers():
            self.hands.says(words)
        assert self.hands.phrase("course_tried") in shown(self.hands.said[-1])
        self.hands.presses("course_action_next")
