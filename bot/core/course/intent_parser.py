"""Typed words in a course: a command, or an answer to the open check."""

import re

from bot.core.content.course import Check
from bot.core.content.question import Option
from bot.core.course import intents as say
from bot.core.course.intents import CourseMessage
from bot.core.dialogue.intent_parser import exact_option, near_options, numbered
from bot.core.templating.markdown import cleaned

_COMMANDS: dict[str, CourseMessage] = {
    "start": say.Start(), "begin": say.Start(), "show": say.Show(), "today": say.Show(), "lesson": say.Show(),
    "next": say.Next(), "go on": say.Next(), "skip": say.Skip(), "back": say.Back(), "go back": say.Back(),
    "try": say.Try(), "try it": say.Try(), "pause": say.Pause(), "resume": say.Resume(), "stop": say.Stop(),
    "start again": say.StartAgain(), "status": say.Status(), "progress": say.Status(), "brief": say.ShowBrief(),
    "summary": say.ShowSummary(), "my brief": say.ShowBrief(), "my summary": say.ShowSummary(), "read": say.Read(),
    "read the lesson": say.Read(), "help": say.Help(), "pace": say.Pace(), "zone": say.Zone(), "time zone": say.Zone(),
    "accept": say.Accept(may_see=False), "decline": say.Decline(), "visible": say.BeSeen(True), "private": say.BeSeen(False),
}  # fmt: skip
_ALONE = (say.Next, say.Show, say.Read, say.Try, say.Pause, say.Status, say.Pace, say.Zone, say.ShowBrief, say.ShowSummary)
_PACE = re.compile(r"pace\s+(?P<words>\S.*)")
_ZONE = re.compile(r"(time )?zone\s+(?P<words>\S.*)")
_READ = re.compile(r"(read|lesson)\s+(?P<lesson>\S.*)")


def course_command(text: str) -> CourseMessage | None:
    """The command these words are, if they are one.

    >>> course_command("Pace 8:15"), course_command("what is a lever?")
    (Pace(words='8:15'), None)
    """
    words = " ".join(cleaned(text).lower().rstrip(".!").split())
    if words in _COMMANDS:
        return _COMMANDS[words]
    if match := _PACE.fullmatch(words):
        return say.Pace(match["words"])
    if match := _ZONE.fullmatch(words):
        return say.Zone(match["words"])
    if match := _READ.fullmatch(words):
        return say.Read(match["lesson"])
    return None


def course_command_alone(text: str) -> CourseMessage | None:
    """The command these words are, if a decision that is open has no meaning of its own for it.

    >>> course_command_alone("status"), course_command_alone("back"), course_command_alone("read up on levers")
    (Status(), None, None)
    """
    meant = course_command(text)
    wordy = isinstance(meant, say.Read) and bool(meant.lesson) and not meant.lesson.isdigit()
    return meant if isinstance(meant, _ALONE) and not wordy else None


def _as_options(check: Check) -> list[Option]:
    return [Option(id=option.id, label=option.label) for option in check.options]


def check_answer(check: Check, text: str) -> str:
    """The id of the option these words mean, by its number, id or label; empty when none."""
    option = exact_option(_as_options(check), text)
    return option.id if option else ""


def near_answers(check: Check, text: str) -> list[str]:
    """The options these words come close to, each with its number."""
    options = _as_options(check)
    return numbered(options, near_options(options, text))
