"""One turn of a course: what somebody says, and what it leads to. Pure: no clock, no store, no network."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.core import course_messages as say
from bot.core.course import Course
from bot.core.course_messages import CourseMessage
from bot.core.course_reply import CourseChoice, CourseReply
from bot.core.course_views import check_shown, coming_next, feedback_shown, lesson_shown, pace_words, status_shown
from bot.core.course_words import check_answer, course_command, near_answers
from bot.core.language import Typed
from bot.core.learning import OWN_PACE, Learning, What
from bot.core.library import Library
from bot.core.standing import BEFORE_CONSENT, Standing, standing
from bot.core.working_time import EARLIEST, LATEST, time_meant, zone_meant, zone_named


@dataclass(frozen=True)
class CourseTurn:
    """What somebody said to the course, and what it led to."""

    learning: Learning
    reply: CourseReply
    before: Learning

    @property
    def changed(self) -> bool:
        """Whether there is something new to keep."""
        return self.learning != self.before


def take_course_turn(library: Library, course: Course, learning: Learning, message: CourseMessage, now: datetime) -> CourseTurn:
    """What a message leads to."""
    reply, after = (turning := _Turning(library, course, learning, now)).take(message), turning.learning
    if after != learning:
        after = replace(after, version=learning.version + 1)
    return CourseTurn(after, reply, learning)


class _Turning:
    """The parts of one turn that belong together; `learning` grows by what happens in it."""

    def __init__(self, library: Library, course: Course, learning: Learning, now: datetime) -> None:
        self.library, self.course, self.learning, self.now = library, course, learning, now

    @property
    def stand(self) -> Standing:
        return standing(self.course, self.learning, self.now)

    def take(self, message: CourseMessage) -> CourseReply:
        stand = self.stand
        if isinstance(message, say.Say):
            return self._say(message)
        if stand.phase in BEFORE_CONSENT and type(message) not in _BEFORE_CONSENT:
            return self._not_begun(stand)
        if stand.phase in {"paused", "stopped"} and type(message) in _NOT_WHILE_RESTING:
            return CourseReply(notes=(self._phrase(f"course_is_{stand.phase}"),), choices=self._choices(resume=say.Resume()))
        return _TAKEN[type(message)](self, message)

    def _phrase(self, name: str, **names: Any) -> str:
        return self.library.phrases.say(name, **names)

    def _choices(self, **actions: CourseMessage | None) -> tuple[CourseChoice, ...]:
        return tuple(CourseChoice(self._phrase(f"course_action_{name}"), what) for name, what in actions.items() if what)

    def _happened(self, what: What, lesson: str = "", said: str = "", right: bool = False) -> None:
        self.learning = self.learning.with_event(what, self.now, lesson, said, right)

    # Beginning

    def _not_begun(self, stand: Standing) -> CourseReply:
        names = {"title": self.course.title, "summary": self.course.summary, "lessons": len(stand.lessons)}
        if stand.phase == "invited":
            choices = self._choices(accept_seen=say.Accept(True), accept_private=say.Accept(False), decline=say.Decline())
            return CourseReply(notes=(self._phrase("course_invitation", by=stand.inviter, **names),), choices=choices)
        return CourseReply(notes=(self._phrase("course_not_started", **names),), choices=self._choices(start=say.Start()))

    def _invite(self, message: say.Invite) -> CourseReply:
        if self.stand.phase == "new":
            self._happened("invited", said=message.by)
        return self._not_begun(self.stand) if self.stand.phase == "invited" else CourseReply()

    def _start(self, _: say.Start) -> CourseReply:
        if self.stand.phase not in BEFORE_CONSENT:
            return self.take(say.Show())
        self._happened("started")
        return replace(self._go_on(), notes=(self.course.welcome,))

    def _accept(self, message: say.Accept) -> CourseReply:
        if self.stand.phase != "invited":
            return self._start(say.Start())
        self._happened("accepted")
        self._happened("may_see" if message.may_see else "may_not_see")
        return replace(self._go_on(), notes=(self.course.welcome,))

    def _decline(self, _: say.Decline) -> CourseReply:
        if self.stand.phase != "invited":
            return self._not_begun(self.stand) if self.stand.phase in BEFORE_CONSENT else self.take(say.Show())
        self._happened("declined")
        return CourseReply(notes=(self._phrase("course_declined"),))

    def _be_seen(self, message: say.BeSeen) -> CourseReply:
        self._happened("may_see" if message.agrees else "may_not_see")
        return CourseReply(notes=(self._phrase("course_seen" if message.agrees else "course_not_seen"),))

    # Lessons and checks

    def _show(self, _: say.Show) -> CourseReply:
        """What is there today: what is open, what came back, or the lesson that is due."""
        stand = self.stand
        if stand.waits or stand.come_back or (stand.left and stand.next_day <= stand.today and stand.phase == "running"):
            return self._go_on()
        return self._nothing_now(stand)

    def _next(self, _: say.Next) -> CourseReply:
        stand = self.stand
        return self._go_on() if stand.waits or stand.come_back or stand.left else self._nothing_now(stand)

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
        self._happened("answered", id_, option.id, option.right)
        feedback = feedback_shown(self.library, self.course, self.stand, id_, option)
        return replace(self._finished() or self._after(self.stand, id_), feedback=feedback)

    def _after(self, stand: Standing, id_: str = "") -> CourseReply:
        """What comes next, once a check is answered or left."""
        if stand.phase == "finished":
            return CourseReply(choices=self._documents())
        lesson = self.course.lessons.get(id_)
        choices = self._choices(**{"try": say.Try(id_) if lesson and lesson.try_ else None, "next": say.Next()})
        return CourseReply(notes=(coming_next(self.library, self.course, stand, self.now),), choices=choices)

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
        if wanted.isdecimal() and 0 < int(wanted[:5]) <= len(ids):
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

    # Something to do

    def _try(self, message: say.Try) -> CourseReply:
        id_ = self.course.now_called(message.lesson) if message.lesson else self.stand.last_shown
        if not id_ or not self.course.lessons[id_].try_:
            return CourseReply(notes=(self._phrase("course_nothing_to_try"),))
        return CourseReply(tries=id_)

    def _tried(self, message: say.Tried) -> CourseReply:
        id_ = self.course.now_called(message.lesson)
        if id_ and message.conversation not in self.stand.conversations:
            self._happened("tried", id_, message.conversation)
        return CourseReply()

    # The way it goes

    def _pause(self, _: say.Pause) -> CourseReply:
        if self.stand.phase == "running":
            self._happened("paused")
        return CourseReply(notes=(self._phrase(f"course_is_{self.stand.phase}"),), choices=self._choices(resume=say.Resume()))

    def _resume(self, _: say.Resume) -> CourseReply:
        if self.stand.phase not in {"paused", "stopped"}:
            return self._show(say.Show())
        self._happened("resumed")
        reply = self._show(say.Show())
        return replace(reply, notes=(self._phrase("course_resumed"), *reply.notes))

    def _stop(self, _: say.Stop) -> CourseReply:
        if self.stand.phase in {"running", "paused"}:
            self._happened("stopped")
        return CourseReply(notes=(self._phrase(f"course_is_{self.stand.phase}"),), choices=self._choices(resume=say.Resume()))

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
        return CourseReply(notes=(pace_words(self.library, self.stand, self.now),))

    def _zone(self, message: say.Zone) -> CourseReply:
        if message.words:
            name = zone_meant(message.words)
            if zone_named(name) is None:
                return CourseReply(trouble=self._phrase("course_bad_zone", said=Typed(message.words[:60])))
            self._happened("zone", said=name)
        return CourseReply(notes=(pace_words(self.library, self.stand, self.now),))

    def _status(self, _: say.Status) -> CourseReply:
        return CourseReply(status=status_shown(self.library, self.course, self.stand, self.now))

    def _help(self, _: say.Help) -> CourseReply:
        return CourseReply(notes=(self._phrase("course_help"),))

    # Words

    def _say(self, message: say.Say) -> CourseReply:
        if (meant := course_command(message.text)) is not None:
            return self.take(meant)
        stand = self.stand
        if not stand.open or stand.phase in BEFORE_CONSENT:
            return CourseReply(trouble=self._phrase("course_not_understood"))
        check = self.course.lessons[stand.open].check
        if option := check_answer(check, message.text):
            return self._answer(say.Answer(stand.open, option))
        near = [option.label for option in near_answers(check, message.text)]
        return CourseReply(trouble=self._phrase("nearly", options=near) if near else self._phrase("course_not_understood"))


_BEFORE_CONSENT = frozenset({say.Start, say.Invite, say.Accept, say.Decline, say.Help})
_NOT_WHILE_RESTING = frozenset({say.Show, say.Ask, say.Next})
_TAKEN: dict[type, Callable[[_Turning, Any], CourseReply]] = {
    say.Start: _Turning._start, say.Invite: _Turning._invite, say.Accept: _Turning._accept, say.Decline: _Turning._decline,
    say.BeSeen: _Turning._be_seen, say.Show: _Turning._show, say.Ask: _Turning._ask, say.Next: _Turning._next,
    say.Answer: _Turning._answer, say.Skip: _Turning._skip, say.Back: _Turning._back, say.Read: _Turning._read,
    say.Try: _Turning._try, say.Tried: _Turning._tried, say.Pause: _Turning._pause, say.Resume: _Turning._resume,
    say.Stop: _Turning._stop, say.StartAgain: _Turning._start_again, say.Pace: _Turning._pace, say.Zone: _Turning._zone,
    say.Status: _Turning._status, say.Help: _Turning._help,
    say.ShowBrief: lambda _, __: CourseReply(document="brief"),
    say.ShowSummary: lambda _, __: CourseReply(document="summary"),
}  # fmt: skip
