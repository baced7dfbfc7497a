"""One turn of a course: what somebody says, and what it leads to. Pure: no clock, no store, no network."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.core.content.course import Course
from bot.core.content.library import Library
from bot.core.course import intents as say
from bot.core.course.enrolment import OWN_PACE, Enrolment
from bot.core.course.intent_parser import check_answer, course_command, near_answers
from bot.core.course.intents import CourseMessage
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


def take_course_turn(library: Library, course: Course, enrolment: Enrolment, message: CourseMessage, now: datetime) -> CourseTurn:
    """What a message leads to."""
    reply, after = (context := _Turn(library, course, enrolment, now)).take(message), context.enrolment
    if after != enrolment:
        after = replace(after, version=enrolment.version + 1)
    return CourseTurn(after, reply, enrolment)


class _Turn(LessonTurn):
    """A turn, whatever was said."""

    def take(self, message: CourseMessage) -> CourseReply:
        progress = self.progress
        if isinstance(message, say.Say):
            return self._say(message)
        if progress.phase in BEFORE_CONSENT and type(message) not in _BEFORE_CONSENT:
            return self._not_begun(progress, since_gone=type(message) is not say.Status)
        if progress.phase in {"paused", "stopped"} and type(message) in _NOT_WHILE_RESTING:
            return CourseReply(notes=(self._phrase(f"course_is_{progress.phase}"),), choices=self._choices(resume=say.Resume()))
        return _TAKEN[type(message)](self, message)

    # Beginning

    def _not_begun(self, progress: Progress, since_gone: bool = False) -> CourseReply:
        """What there is to begin; with `since_gone` it was spoken to as if it had been begun, as by an old button."""
        names = {"title": self.course.title, "summary": self.course.summary, "lessons": len(progress.lessons)}
        if progress.phase == "invited":
            choices = self._choices(accept_seen=say.Accept(True), accept_private=say.Accept(False), decline=say.Decline())
            by = Typed(progress.inviter_name or self._phrase("a_colleague"))
            return CourseReply(notes=(self._phrase("course_invitation", by=by, **names),), choices=choices)
        gone = (self._phrase("course_nothing_kept"),) if since_gone and progress.phase == "new" else ()
        notes = (*gone, self._phrase("course_not_started", **names))
        return CourseReply(notes=notes, choices=self._choices(start=say.Start()))

    def _invite(self, message: say.Invite) -> CourseReply:
        if self.progress.phase == "new":
            self._happened("invited", said=message.by, name=message.name)
        return self._not_begun(self.progress) if self.progress.phase == "invited" else CourseReply()

    def _welcome(self, _: say.Welcome) -> CourseReply:
        """A word for somebody who knows nothing of the course yet; empty for all others."""
        if self.enrolment.happened:
            return CourseReply()
        self._happened("welcomed")
        names = {"title": self.course.title, "summary": self.course.summary, "lessons": len(self.progress.lessons)}
        return CourseReply(notes=(self._phrase("course_welcome", **names),), choices=self._choices(start=say.Start()))

    def _start(self, _: say.Start) -> CourseReply:
        if self.progress.phase not in BEFORE_CONSENT:
            return self.take(say.Show())
        self._happened("started")
        return replace(self._go_on(), notes=(self.course.welcome,))

    def _accept(self, message: say.Accept) -> CourseReply:
        if self.progress.phase != "invited":
            return self._start(say.Start())
        self._happened("accepted")
        self._happened("may_see" if message.may_see else "may_not_see")
        return replace(self._go_on(), notes=(self.course.welcome,))

    def _decline(self, _: say.Decline) -> CourseReply:
        if self.progress.phase != "invited":
            return self._not_begun(self.progress) if self.progress.phase in BEFORE_CONSENT else self.take(say.Show())
        self._happened("declined")
        return CourseReply(notes=(self._phrase("course_declined"),))

    def _be_seen(self, message: say.BeSeen) -> CourseReply:
        self._happened("may_see" if message.agrees else "may_not_see")
        return CourseReply(notes=(self._phrase("course_seen" if message.agrees else "course_not_seen"),))

    # Something to do

    def _try(self, message: say.Try) -> CourseReply:
        id_ = self.course.now_called(message.lesson) if message.lesson else self.progress.last_shown
        if not id_ or not self.course.lessons[id_].try_:
            return CourseReply(notes=(self._phrase("course_nothing_to_try"),))
        return CourseReply(tries=id_)

    def _tried(self, message: say.Tried) -> CourseReply:
        id_ = self.course.now_called(message.lesson)
        if id_ and message.conversation not in self.progress.conversations:
            self._happened("tried", id_, said=message.conversation)
        return CourseReply()

    # The way it goes

    def _pause(self, _: say.Pause) -> CourseReply:
        if self.progress.phase == "running":
            self._happened("paused")
        return CourseReply(notes=(self._phrase(f"course_is_{self.progress.phase}"),), choices=self._choices(resume=say.Resume()))

    def _resume(self, _: say.Resume) -> CourseReply:
        if self.progress.phase not in {"paused", "stopped"}:
            return self._show(say.Show())
        self._happened("resumed")
        reply = self._show(say.Show())
        return replace(reply, notes=(self._phrase("course_resumed"), *reply.notes))

    def _stop(self, _: say.Stop) -> CourseReply:
        if self.progress.phase in {"running", "paused"}:
            self._happened("stopped")
        return CourseReply(notes=(self._phrase(f"course_is_{self.progress.phase}"),), choices=self._choices(resume=say.Resume()))

    def _start_again(self, _: say.StartAgain) -> CourseReply:
        self._happened("started_again")
        return replace(self._go_on(), notes=(self._phrase("course_started_again"),))

    def _pace(self, message: say.Pace) -> CourseReply:
        words = message.words.removeprefix("my ").removesuffix(" pace")
        if words:
            said = OWN_PACE if words == OWN_PACE else self.course.time if words == "daily" else words
            if said != OWN_PACE and time_meant(said) is None:
                return CourseReply(
                    trouble=self._phrase("course_bad_pace", earliest=f"{EARLIEST:%H:%M}", latest=f"{LATEST:%H:%M}")
                )
            self._happened("pace", said=said)
        return CourseReply(notes=(pace_words(self.library, self.progress, self.now),))

    def _zone(self, message: say.Zone) -> CourseReply:
        if message.words:
            name = zone_meant(message.words)
            if zone_named(name) is None:
                return CourseReply(trouble=self._phrase("course_bad_zone", said=Typed(message.words[:60])))
            self._happened("zone", said=name)
        return CourseReply(notes=(pace_words(self.library, self.progress, self.now),))

    def _status(self, _: say.Status) -> CourseReply:
        return CourseReply(status=status_shown(self.library, self.course, self.progress, self.now))

    def _help(self, _: say.Help) -> CourseReply:
        return CourseReply(notes=(self._phrase("course_help"),))

    # Words

    def _say(self, message: say.Say) -> CourseReply:
        if (meant := course_command(message.text)) is not None:
            return self.take(meant)
        progress = self.progress
        if not progress.open or progress.phase in BEFORE_CONSENT:
            return CourseReply(trouble=self._phrase("course_not_understood"))
        check = self.course.lessons[progress.open].check
        if option := check_answer(check, message.text):
            return self._answer(say.Answer(progress.open, option))
        near = near_answers(check, message.text)
        return CourseReply(trouble=self._phrase("nearly", options=near) if near else self._phrase("course_not_understood"))


_BEFORE_CONSENT = frozenset({say.Start, say.Welcome, say.Invite, say.Accept, say.Decline, say.Help})
_NOT_WHILE_RESTING = frozenset({say.Show, say.Ask, say.Next})
_TAKEN: dict[type, Callable[[_Turn, Any], CourseReply]] = {
    say.Start: _Turn._start, say.Welcome: _Turn._welcome, say.Invite: _Turn._invite, say.Accept: _Turn._accept,
    say.Decline: _Turn._decline, say.BeSeen: _Turn._be_seen, say.Show: _Turn._show, say.Ask: _Turn._ask,
    say.Next: _Turn._next,
    say.Answer: _Turn._answer, say.Skip: _Turn._skip, say.Back: _Turn._back, say.Read: _Turn._read,
    say.Try: _Turn._try, say.Tried: _Turn._tried, say.Pause: _Turn._pause, say.Resume: _Turn._resume,
    say.Stop: _Turn._stop, say.StartAgain: _Turn._start_again, say.Pace: _Turn._pace, say.Zone: _Turn._zone,
    say.Status: _Turn._status, say.Help: _Turn._help,
    say.ShowBrief: lambda _, __: CourseReply(document="brief"),
    say.ShowSummary: lambda _, __: CourseReply(document="summary"),
}  # fmt: skip
