"""Lessons and checks of a course: what is shown, what an answer leads to, and when the course is finished. Pure."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.core.content.course import Course
from bot.core.content.library import Library
from bot.core.course import intents
from bot.core.course.enrolment import Enrolment, What
from bot.core.course.intents import CourseCommand, CourseIntent
from bot.core.course.progress import Progress, progress_of
from bot.core.course.reply import CourseChoice, CourseReply
from bot.core.course.reply_builder import check_shown, coming_next, feedback_shown, lesson_shown
from bot.core.templating.values import Typed


class LessonTurn:
    """A turn about lessons and checks; `enrolment` grows by what happens in it."""

    def __init__(self, library: Library, course: Course, enrolment: Enrolment, now: datetime) -> None:
        self.library, self.course, self.enrolment, self.now = library, course, enrolment, now

    @property
    def progress(self) -> Progress:
        """How far the learner is, with all that happened in this turn."""
        return progress_of(self.course, self.enrolment, self.now)

    def _phrase(self, name: str, **names: Any) -> str:
        return self.library.phrases.say(name, **names)

    def _choices(self, **actions: CourseIntent | None) -> tuple[CourseChoice, ...]:
        return tuple(CourseChoice(self._phrase(f"course_action_{name}"), what) for name, what in actions.items() if what)

    def _happened(self, what: What, lesson: str = "", **details: Any) -> None:
        self.enrolment = self.enrolment.with_event(what, self.now, lesson=lesson, **details)

    def _show(self, _: CourseCommand) -> CourseReply:
        """What is there today: what is open, what came back, or the lesson that is due."""
        progress = self.progress
        if (
            progress.waits
            or progress.come_back
            or (progress.left and progress.next_day <= progress.today and progress.phase == "running")
        ):
            return self._go_on()
        return self._nothing_now(progress)

    def _next(self, _: CourseCommand) -> CourseReply:
        progress = self.progress
        if progress.waits:
            return replace(self._ask(CourseCommand.ASK), notes=(self._phrase("course_check_first"),))
        return self._go_on() if progress.come_back or progress.left else self._nothing_now(progress)

    def _nothing_now(self, progress: Progress) -> CourseReply:
        if progress.phase == "finished":
            return CourseReply(notes=(self._phrase("course_is_finished"),), choices=self._documents())
        if finished := self._finished():
            return finished
        choices = self._choices(
            next=CourseCommand.NEXT if progress.left else None, skip=None if progress.left else intents.Skip()
        )
        return CourseReply(notes=(coming_next(self.library, self.course, progress, self.now),), choices=choices)

    def _go_on(self) -> CourseReply:
        progress = self.progress
        if progress.waits and progress.open in progress.left:
            return self._lesson(progress.open)
        if back := [progress.open] if progress.waits else [one.lesson for one in progress.come_back]:
            self._happened("asked", back[0])
            note = self._phrase("course_check_back", title=self.course.lessons[back[0]].title)
            return replace(self._ask(CourseCommand.ASK), notes=(note,))
        return self._lesson(progress.left[0]) if progress.left else self._nothing_now(progress)

    def _lesson(self, id_: str) -> CourseReply:
        self._happened("shown", id_)
        lesson = lesson_shown(self.library, self.course, id_)
        tries, back = intents.Try(id_) if lesson.dialogue else None, CourseCommand.BACK if lesson.number > 1 else None
        skip = intents.Skip(id_) if id_ in self.progress.left else None
        check = check_shown(self.course, self.progress, id_)
        return CourseReply(lesson=lesson, check=check, choices=self._choices(**{"try": tries, "skip": skip, "back": back}))

    def _ask(self, _: CourseCommand) -> CourseReply:
        """The open check, or what comes next where none is."""
        progress = self.progress
        if not progress.open:
            return self._after(progress)
        check = check_shown(self.course, progress, progress.open)
        return CourseReply(check=check, choices=self._choices(read=intents.Read(progress.open), skip=intents.Skip(progress.open)))

    def _answer(self, intent: intents.Answer) -> CourseReply:
        id_, progress = self.course.now_called(intent.lesson), self.progress
        if not id_:
            return CourseReply(trouble=self._phrase("course_lesson_gone"))
        option = self.course.lessons[id_].check.option(intent.option)
        if option is None:
            check = check_shown(self.course, progress, id_)
            return CourseReply(trouble=self._phrase("course_check_changed"), check=check)
        if id_ in progress.answers and progress.open != id_ and id_ not in {one.lesson for one in progress.come_back}:
            return CourseReply(notes=(self._phrase("course_answered_already"),), choices=self._choices(read=intents.Read(id_)))
        self._happened("answered", id_, said=option.id, right=option.right)
        feedback = feedback_shown(self.library, self.course, self.progress, id_, option)
        return replace(self._finished() or self._after(self.progress, id_), feedback=feedback)

    def _after(self, progress: Progress, id_: str = "") -> CourseReply:
        """What comes next, once a check is answered or left."""
        if progress.phase == "finished":
            return CourseReply(choices=self._documents())
        lesson = self.course.lessons.get(id_)
        tries = self._try_named(id_, lesson.try_) if lesson and lesson.try_ else ()
        choices = (*tries, *self._choices(next=CourseCommand.NEXT))
        return CourseReply(notes=(coming_next(self.library, self.course, progress, self.now),), choices=choices)

    def _try_named(self, id_: str, dialogue: str) -> tuple[CourseChoice, ...]:
        """The exercise of a lesson that is over, by its name, as the words beside it speak of the lesson to come."""
        title = self.library.dialogues[dialogue].title
        return (CourseChoice(self._phrase("course_action_try_named", title=title), intents.Try(id_)),)

    def _skip(self, intent: intents.Skip) -> CourseReply:
        progress = self.progress
        wanted = self.course.now_called(intent.lesson) if intent.lesson else progress.open
        waiting = [one.lesson for one in progress.returning]
        id_ = wanted or next(iter([*progress.left[:1], *waiting]), "")
        if id_ not in progress.left and id_ not in waiting:
            return CourseReply(notes=(self._phrase("course_nothing_to_skip"),))
        self._happened("skipped", id_)
        note = self._phrase("course_skipped", title=self.course.lessons[id_].title)
        reply = self._finished() or self._after(self.progress)
        return replace(reply, notes=(note, *reply.notes))

    def _back(self, _: CourseCommand) -> CourseReply:
        ids, progress = list(self.course.lessons), self.progress
        here = progress.last_shown or (progress.left[0] if progress.left else ids[-1])
        if ids.index(here) == 0:
            return CourseReply(notes=(self._phrase("course_is_first"),))
        return self._lesson(ids[ids.index(here) - 1])

    def _read(self, intent: intents.Read) -> CourseReply:
        ids, wanted = list(self.course.lessons), intent.lesson or self.progress.open or self.progress.last_shown
        if re.fullmatch(r"[0-9]{1,3}", wanted) and 0 < int(wanted) <= len(ids):
            return self._lesson(ids[int(wanted) - 1])
        titles = {lesson.title.lower(): id_ for id_, lesson in self.course.lessons.items()}
        id_ = self.course.now_called(wanted) or titles.get(wanted.lower(), "")
        said = Typed(wanted[:60])
        return self._lesson(id_) if id_ else CourseReply(trouble=self._phrase("course_no_lesson", said=said, most=len(ids)))

    def _finished(self) -> CourseReply | None:
        """The end of the course, where this turn reaches it."""
        progress = self.progress
        if progress.phase != "running" or not progress.complete:
            return None
        self._happened("finished")
        note = self._phrase("course_finished", title=self.course.title, lessons=len(progress.lessons))
        return CourseReply(notes=(note,), choices=self._documents())

    def _documents(self) -> tuple[CourseChoice, ...]:
        return self._choices(brief=CourseCommand.SHOW_BRIEF if self.course.brief else None, summary=CourseCommand.SHOW_SUMMARY)
