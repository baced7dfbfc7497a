"""Typed words in a course: a command, or an answer to the open check."""

import re

from bot.core.content.course import Check
from bot.core.content.question import Option
from bot.core.course import intents
from bot.core.course.intents import CourseCommand, CourseIntent, kind
from bot.core.questions.option_words import exact_option, near_options, numbered
from bot.core.templating.markdown import cleaned

_WORDS: dict[CourseIntent, tuple[str, ...]] = {
    CourseCommand.START: ("start", "begin"),
    CourseCommand.SHOW: ("show", "today", "lesson"),
    CourseCommand.NEXT: ("next", "go on"),
    CourseCommand.BACK: ("back", "go back"),
    CourseCommand.PAUSE: ("pause",),
    CourseCommand.RESUME: ("resume",),
    CourseCommand.STOP: ("stop",),
    CourseCommand.START_AGAIN: ("start again",),
    CourseCommand.STATUS: ("status", "progress"),
    CourseCommand.SHOW_BRIEF: ("brief", "my brief"),
    CourseCommand.SHOW_SUMMARY: ("summary", "my summary"),
    CourseCommand.HELP: ("help",),
    CourseCommand.DECLINE: ("decline",),
    intents.Accept(may_see=False): ("accept",),
    intents.BeSeen(True): ("visible",),
    intents.BeSeen(False): ("private",),
    intents.Skip(): ("skip",),
    intents.Try(): ("try", "try it"),
    intents.Read(): ("read", "read the lesson"),
    intents.Pace(): ("pace",),
    intents.Zone(): ("zone", "time zone"),
}
_COMMANDS = {word: intent for intent, words in _WORDS.items() for word in words}
_ALONE: frozenset[type | CourseCommand] = frozenset(
    {
        *(CourseCommand.NEXT, CourseCommand.SHOW, CourseCommand.PAUSE, CourseCommand.STATUS),
        *(CourseCommand.SHOW_BRIEF, CourseCommand.SHOW_SUMMARY, intents.Read, intents.Try, intents.Pace, intents.Zone),
    }
)
_PACE = re.compile(r"pace\s+(?P<words>\S.*)")
_ZONE = re.compile(r"(time )?zone\s+(?P<words>\S.*)")
_READ = re.compile(r"(read|lesson)\s+(?P<lesson>\S.*)")


def course_command(text: str) -> CourseIntent | None:
    """The command these words are, if they are one.

    >>> course_command("Pace 8:15"), course_command("what is a lever?")
    (Pace(words='8:15'), None)
    """
    words = " ".join(cleaned(text).lower().rstrip(".!").split())
    if words in _COMMANDS:
        return _COMMANDS[words]
    if match := _PACE.fullmatch(words):
        return intents.Pace(match["words"])
    if match := _ZONE.fullmatch(words):
        return intents.Zone(match["words"])
    if match := _READ.fullmatch(words):
        return intents.Read(match["lesson"])
    return None


def course_command_alone(text: str) -> CourseIntent | None:
    """The command these words are, if a decision that is open has no meaning of its own for it.

    >>> course_command_alone("status"), course_command_alone("back"), course_command_alone("read up on levers")
    (<CourseCommand.STATUS: 'status'>, None, None)
    """
    meant = course_command(text)
    wordy = isinstance(meant, intents.Read) and bool(meant.lesson) and not meant.lesson.isdigit()
    return meant if meant and kind(meant) in _ALONE and not wordy else None


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
