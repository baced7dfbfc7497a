"""Lessons and checks of a course: what is shown, what an answer leads to, and when the course is finished. Pure."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.core.content.course import Course
from bot.core.content.library import Library
from bot.core.course import intents as say
from bot.core.course.enrolment import Learning, What
from bot.core.course.intents import CourseMessage
from bot.core.course.progress import Standing, standing
from bot.core.course.reply import CourseChoice, CourseReply
from bot.core.course.reply_builder import check_shown, coming_next, feedback_shown, lesson_shown
from bot.core.templating.values import Typed


class LessonTurn:
    """A turn about lessons and checks; `learning` grows by what happens in it."""

    def __init__(self, library: Library, course: Course, learning: Learning, now: datetime) -> None:
        self.library, self.course, self.learning, self.now = library, course, learning, now

    @property
    def stand(self) -> Standing:
        """Where the learner stands, with all that happened in this turn."""
        return standing(self.course, self.learning, self.now)

    def _phrase(self, name: str, **names: Any) -> str:
        return self.library.phrases.say(name, **names)

    def _choices(self, **actions: CourseMessage | None) -> tuple[CourseChoice, ...]:
        return tuple(CourseChoice(self._phrase(f"course_action_{name}"), what) for name, what in actions.items() if what)

    def _happened(self, what: What, lesson: str = "", **details: Any) -> None:
        self.learning = self.learning.with_event(what, self.now, lesson=lesson, **details)

    def _show(self, _: say.Show) -> CourseReply:
        """What is there today: what is open, what came back, or the lesson that is due."""
        stand = self.stand
        if stand.waits or stand.come_back or (stand.left and stand.next_day <= stand.today and stand.phase == "running"):
            return self._go_on()
        return self._nothing_now(stand)

    def _next(self, _: say.Next) -> CourseReply:
        stand = self.stand
        if stand.waits:
            return replace(self._ask(say.Ask()), notes=(self._phrase("course_check_first"),))
        return self._go_on() if stand.come_back or stand.left else self._nothing_now(stand)

    def _nothing_now(self, stand: Standing) -> CourseReply:
        if stand.phase == "finished":
            return CourseReply(notes=(self._phrase("course_is_finished"),), choices=self._documents())
        if finished := self._finished():
            return finished
        choices = self._choices(next=say.Next() if stand.left else None, skip=None if stand.left else say.Skip())
        return CourseReply(notes=(coming_next(self.library, self.course, stand, self.now),), choices=choices)

    def _go_on(self) -> CourseReply:
        stand = self.stand
        if stand.waits and stand.open in stand.left:
            return self._lesson(stand.open)
        if back := [stand.open] if stand.waits else [one.lesson for one in stand.come_back]:
            self._happened("asked", back[0])
            note = self._phrase("course_check_back", title=self.course.lessons[back[0]].title)
            return replace(self._ask(say.Ask()), notes=(note,))
        return self._lesson(stand.left[0]) if stand.left else self._nothing_now(stand)

    def _lesson(self, id_: str) -> CourseReply:
        self._happened("shown", id_)
        lesson = lesson_shown(self.library, self.course, id_)
        tries, back = say.Try(id_) if lesson.dialogue else None, say.Back() if lesson.number > 1 else None
        skip = say.Skip(id_) if id_ in self.stand.left else None
        check = check_shown(self.course, self.stand, id_)
        return CourseReply(lesson=lesson, check=check, choices=self._choices(**{"try": tries, "skip": skip, "back": back}))

    def _ask(self, _: say.Ask) -> CourseReply:
        """The open check, or what comes next where none is."""
        stand = self.stand
        if not stand.open:
            return self._after(stand)
        check = check_shown(self.course, stand, stand.open)
        return CourseReply(check=check, choices=self._choices(read=say.Read(stand.open), skip=say.Skip(stand.open)))

    def _answer(self, message: say.Answer) -> CourseReply:
        id_, stand = self.course.now_called(message.lesson), self.stand
        if not id_:
            return CourseReply(trouble=self._phrase("course_lesson_gone"))
        option = self.course.lessons[id_].check.option(message.option)
        if option is None:
            check = check_shown(self.course, stand, id_)
            return CourseReply(trouble=self._phrase("course_check_changed"), check=check)
        if id_ in stand.answers and stand.open != id_ and id_ not in {one.lesson for one in stand.come_back}:
            return CourseReply(notes=(self._phrase("course_answered_already"),), choices=self._choices(read=say.Read(id_)))
        self._happened("answered", id_, said=option.id, right=option.right)
        feedback = feedback_shown(self.library, self.course, self.stand, id_, option)
        return replace(self._finished() or self._after(self.stand, id_), feedback=feedback)

    def _after(self, stand: Standing, id_: str = "") -> CourseReply:
        """What comes next, once a check is answered or left."""
        if stand.phase == "finished":
            return CourseReply(choices=self._documents())
        lesson = self.course.lessons.get(id_)
        tries = self._try_named(id_, lesson.try_) if lesson and lesson.try_ else ()
        choices = (*tries, *self._choices(next=say.Next()))
        return CourseReply(notes=(coming_next(self.library, self.course, stand, self.now),), choices=choices)

    def _try_named(self, id_: str, dialogue: str) -> tuple[CourseChoice, ...]:
        """The exercise of a lesson that is over, by its name, as the words beside it speak of the lesson to come."""
        title = self.library.dialogues[dialogue].title
        return (CourseChoice(self._phrase("course_action_try_named", title=title), say.Try(id_)),)

    def _skip(self, message: say.Skip) -> CourseReply:
        stand = self.stand
        wanted = self.course.now_called(message.lesson) if message.lesson else stand.open
        waiting = [one.lesson for one in stand.returning]
        id_ = wanted or next(iter([*stand.left[:1], *waiting]), "")
        if id_ not in stand.left and id_ not in waiting:
            return CourseReply(notes=(self._phrase("course_nothing_to_skip"),))
        self._happened("skipped", id_)
        note = self._phrase("course_skipped", title=self.course.lessons[id_].title)
        reply = self._finished() or self._after(self.stand)
        return replace(reply, notes=(note, *reply.notes))

    def _back(self, _: say.Back) -> CourseReply:
        ids, stand = list(self.course.lessons), self.stand
        here = stand.last_shown or (stand.left[0] if stand.left else ids[-1])
        if ids.index(here) == 0:
            return CourseReply(notes=(self._phrase("course_is_first"),))
        return self._lesson(ids[ids.index(here) - 1])

    def _read(self, message: say.Read) -> CourseReply:
        ids, wanted = list(self.course.lessons), message.lesson or self.stand.open or self.stand.last_shown
        if re.fullmatch(r"[0-9]{1,3}", wanted) and 0 < int(wanted) <= len(ids):
            return self._lesson(ids[int(wanted) - 1])
        titles = {lesson.title.lower(): id_ for id_, lesson in self.course.lessons.items()}
        id_ = self.course.now_called(wanted) or titles.get(wanted.lower(), "")
        said = Typed(wanted[:60])
        return self._lesson(id_) if id_ else CourseReply(trouble=self._phrase("course_no_lesson", said=said, most=len(ids)))

    def _finished(self) -> CourseReply | None:
        """The end of the course, where this turn reaches it."""
        stand = self.stand
        if stand.phase != "running" or not stand.complete:
            return None
        self._happened("finished")
        note = self._phrase("course_finished", title=self.course.title, lessons=len(stand.lessons))
        return CourseReply(notes=(note,), choices=self._documents())

    def _documents(self) -> tuple[CourseChoice, ...]:
        return self._choices(brief=say.ShowBrief() if self.course.brief else None, summary=say.ShowSummary())
