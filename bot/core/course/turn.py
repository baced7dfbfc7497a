"""One turn of a course: what somebody says, and what it leads to. Pure: no clock, no store, no network."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.core.content.course import Course
from bot.core.content.library import Library
from bot.core.course import intents
from bot.core.course.enrolment import OWN_PACE, Enrolment
from bot.core.course.intent_parser import check_answer, course_command, near_answers
from bot.core.course.intents import CourseCommand, CourseIntent, kind
from bot.core.course.lessons import LessonTurn
from bot.core.course.progress import BEFORE_CONSENT, Progress
from bot.core.course.reply import CourseReply
from bot.core.course.reply_builder import pace_words, status_shown
from bot.core.templating.values import Typed
from bot.core.working_days import EARLIEST, LATEST, time_meant, zone_meant, zone_named


@dataclass(frozen=True)
class CourseTurn:
    """What somebody said to the course, and what it led to."""

    enrolment: Enrolment
    reply: CourseReply
    before: Enrolment

    @property
    def changed(self) -> bool:
        """Whether there is something new to keep."""
        return self.enrolment != self.before


def take_course_turn(library: Library, course: Course, enrolment: Enrolment, intent: CourseIntent, now: datetime) -> CourseTurn:
    """What a message leads to."""
    reply, after = (context := _Turn(library, course, enrolment, now)).take(intent), context.enrolment
    if after != enrolment:
        after = replace(after, version=enrolment.version + 1)
    return CourseTurn(after, reply, enrolment)


class _Turn(LessonTurn):
    """A turn for any intent."""

    def take(self, intent: CourseIntent) -> CourseReply:
        progress = self.progress
        if isinstance(intent, intents.Say):
            return self._say(intent)
        if progress.phase in BEFORE_CONSENT and kind(intent) not in _BEFORE_CONSENT:
            return self._not_begun(progress, since_gone=intent is not CourseCommand.STATUS)
        if progress.phase in {"paused", "stopped"} and intent in _NOT_WHILE_RESTING:
            return CourseReply(
                notes=(self._phrase(f"course_is_{progress.phase}"),), choices=self._choices(resume=CourseCommand.RESUME)
            )
        return _HANDLERS[kind(intent)](self, intent)

    # Beginning

    def _not_begun(self, progress: Progress, since_gone: bool = False) -> CourseReply:
        """What there is to begin; with `since_gone` it was spoken to as if it had been begun, as by an old button."""
        names = {"title": self.course.title, "summary": self.course.summary, "lessons": len(progress.lessons)}
        if progress.phase == "invited":
            choices = self._choices(
                accept_seen=intents.Accept(True), accept_private=intents.Accept(False), decline=CourseCommand.DECLINE
            )
            by = Typed(progress.inviter_name or self._phrase("a_colleague"))
            return CourseReply(notes=(self._phrase("course_invitation", by=by, **names),), choices=choices)
        gone = (self._phrase("course_nothing_kept"),) if since_gone and progress.phase == "new" else ()
        notes = (*gone, self._phrase("course_not_started", **names))
        return CourseReply(notes=notes, choices=self._choices(start=CourseCommand.START))

    def _invite(self, intent: intents.Invite) -> CourseReply:
        if self.progress.phase == "new":
            self._happened("invited", said=intent.by, name=intent.name)
        return self._not_begun(self.progress) if self.progress.phase == "invited" else CourseReply()

    def _welcome(self, _: CourseCommand) -> CourseReply:
        """A word for somebody who knows nothing of the course yet; empty for all others."""
        if self.enrolment.happened:
            return CourseReply()
        self._happened("welcomed")
        names = {"title": self.course.title, "summary": self.course.summary, "lessons": len(self.progress.lessons)}
        return CourseReply(notes=(self._phrase("course_welcome", **names),), choices=self._choices(start=CourseCommand.START))

    def _start(self, _: CourseCommand) -> CourseReply:
        if self.progress.phase not in BEFORE_CONSENT:
            return self.take(CourseCommand.SHOW)
        self._happened("started")
        return replace(self._go_on(), notes=(self.course.welcome,))

    def _accept(self, intent: intents.Accept) -> CourseReply:
        if self.progress.phase != "invited":
            return self._start(CourseCommand.START)
        self._happened("accepted")
        self._happened("may_see" if intent.may_see else "may_not_see")
        return replace(self._go_on(), notes=(self.course.welcome,))

    def _decline(self, _: CourseCommand) -> CourseReply:
        if self.progress.phase != "invited":
            return self._not_begun(self.progress) if self.progress.phase in BEFORE_CONSENT else self.take(CourseCommand.SHOW)
        self._happened("declined")
        return CourseReply(notes=(self._phrase("course_declined"),))

    def _be_seen(self, intent: intents.BeSeen) -> CourseReply:
        self._happened("may_see" if intent.agrees else "may_not_see")
        return CourseReply(notes=(self._phrase("course_seen" if intent.agrees else "course_not_seen"),))

    # Something to do

    def _try(self, intent: intents.Try) -> CourseReply:
        id_ = self.course.now_called(intent.lesson) if intent.lesson else self.progress.last_shown
        if not id_ or not self.course.lessons[id_].try_:
            return CourseReply(notes=(self._phrase("course_nothing_to_try"),))
        return CourseReply(tries=id_)

    def _tried(self, intent: intents.Tried) -> CourseReply:
        id_ = self.course.now_called(intent.lesson)
        if id_ and intent.conversation not in self.progress.conversations:
            self._happened("tried", id_, said=intent.conversation)
        return CourseReply()

    # The way it goes

    def _pause(self, _: CourseCommand) -> CourseReply:
        if self.progress.phase == "running":
            self._happened("paused")
        return CourseReply(
            notes=(self._phrase(f"course_is_{self.progress.phase}"),), choices=self._choices(resume=CourseCommand.RESUME)
        )

    def _resume(self, _: CourseCommand) -> CourseReply:
        if self.progress.phase not in {"paused", "stopped"}:
            return self._show(CourseCommand.SHOW)
        self._happened("resumed")
        reply = self._show(CourseCommand.SHOW)
        return replace(reply, notes=(self._phrase("course_resumed"), *reply.notes))

    def _stop(self, _: CourseCommand) -> CourseReply:
        if self.progress.phase in {"running", "paused"}:
            self._happened("stopped")
        return CourseReply(
            notes=(self._phrase(f"course_is_{self.progress.phase}"),), choices=self._choices(resume=CourseCommand.RESUME)
        )

    def _start_again(self, _: CourseCommand) -> CourseReply:
        self._happened("started_again")
        return replace(self._go_on(), notes=(self._phrase("course_started_again"),))

    def _pace(self, intent: intents.Pace) -> CourseReply:
        words = intent.words.removeprefix("my ").removesuffix(" pace")
        if words:
            said = OWN_PACE if words == OWN_PACE else self.course.time if words == "daily" else words
            if said != OWN_PACE and time_meant(said) is None:
                return CourseReply(
                    trouble=self._phrase("course_bad_pace", earliest=f"{EARLIEST:%H:%M}", latest=f"{LATEST:%H:%M}")
                )
            self._happened("pace", said=said)
        return CourseReply(notes=(pace_words(self.library, self.progress, self.now),))

    def _zone(self, intent: intents.Zone) -> CourseReply:
        if intent.words:
            name = zone_meant(intent.words)
            if zone_named(name) is None:
                return CourseReply(trouble=self._phrase("course_bad_zone", said=Typed(intent.words[:60])))
            self._happened("zone", said=name)
        return CourseReply(notes=(pace_words(self.library, self.progress, self.now),))

    def _status(self, _: CourseCommand) -> CourseReply:
        return CourseReply(status=status_shown(self.library, self.course, self.progress, self.now))

    def _help(self, _: CourseCommand) -> CourseReply:
        return CourseReply(notes=(self._phrase("course_help"),))

    # Words

    def _say(self, intent: intents.Say) -> CourseReply:
        if (meant := course_command(intent.text)) is not None:
            return self.take(meant)
        progress = self.progress
        if not progress.open or progress.phase in BEFORE_CONSENT:
            return CourseReply(trouble=self._phrase("course_not_understood"))
        check = self.course.lessons[progress.open].check
        if option := check_answer(check, intent.text):
            return self._answer(intents.Answer(progress.open, option))
        near = near_answers(check, intent.text)
        return CourseReply(trouble=self._phrase("nearly", options=near) if near else self._phrase("course_not_understood"))


_BEFORE_CONSENT: frozenset[type | CourseCommand] = frozenset(
    {CourseCommand.START, CourseCommand.WELCOME, CourseCommand.DECLINE, CourseCommand.HELP, intents.Invite, intents.Accept}
)
_NOT_WHILE_RESTING: frozenset[CourseIntent] = frozenset({CourseCommand.SHOW, CourseCommand.ASK, CourseCommand.NEXT})
_HANDLERS: dict[type | CourseCommand, Callable[[_Turn, Any], CourseReply]] = {
    intents.Invite: _Turn._invite, intents.Accept: _Turn._accept, intents.BeSeen: _Turn._be_seen, intents.Answer: _Turn._answer,
    intents.Skip: _Turn._skip, intents.Read: _Turn._read, intents.Try: _Turn._try, intents.Tried: _Turn._tried,
    intents.Pace: _Turn._pace, intents.Zone: _Turn._zone,
    CourseCommand.START: _Turn._start, CourseCommand.WELCOME: _Turn._welcome, CourseCommand.DECLINE: _Turn._decline,
    CourseCommand.SHOW: _Turn._show, CourseCommand.ASK: _Turn._ask, CourseCommand.NEXT: _Turn._next,
    CourseCommand.BACK: _Turn._back, CourseCommand.PAUSE: _Turn._pause, CourseCommand.RESUME: _Turn._resume,
    CourseCommand.STOP: _Turn._stop, CourseCommand.START_AGAIN: _Turn._start_again, CourseCommand.STATUS: _Turn._status,
    CourseCommand.HELP: _Turn._help,
    CourseCommand.SHOW_BRIEF: lambda _, __: CourseReply(document="brief"),
    CourseCommand.SHOW_SUMMARY: lambda _, __: CourseReply(document="summary"),
}  # fmt: skip
