"""Course intents: everything a person can want of the course, by a click or in words."""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True)
class Invite:
    """Somebody starts the course for somebody else."""

    by: str  # in the surface's own words
    name: str = ""  # as people read it


@dataclass(frozen=True)
class Accept:
    """Yes to an invitation, and whether whoever invited may see that one started and finished."""

    may_see: bool


@dataclass(frozen=True)
class BeSeen:
    """A change of mind about being seen."""

    agrees: bool


@dataclass(frozen=True)
class Answer:
    """An answer to the check of a lesson."""

    lesson: str
    option: str


@dataclass(frozen=True)
class Skip:
    """This lesson, or this check, is not for me; without a name it is the open one."""

    lesson: str = ""


@dataclass(frozen=True)
class Read:
    """A lesson by its number or name, done or not; without one it is the open one."""

    lesson: str = ""


@dataclass(frozen=True)
class Try:
    """The dialogue of a lesson; without a name it is the lesson that was shown last."""

    lesson: str = ""


@dataclass(frozen=True)
class Tried:
    """The conversation that a surface began for a lesson."""

    lesson: str
    conversation: str


@dataclass(frozen=True)
class Pace:
    """One lesson a working day at this time, or "own" for one's own pace; empty asks how it is."""

    words: str = ""


@dataclass(frozen=True)
class Zone:
    """The time zone one is in, by its name or a city; empty asks which it is."""

    words: str = ""


@dataclass(frozen=True)
class Say:
    """Words as typed: a command, or an answer to the open check."""

    text: str


class CourseCommand(Enum):
    """An intent that needs no more than its name."""

    START = "start"  # begin, by oneself
    WELCOME = "welcome"  # somebody came to where newcomers are told that there is a course
    DECLINE = "decline"  # no to an invitation
    SHOW = "show"  # what is there for me now? Also how a course is taken up again
    ASK = "ask"  # the open check once more, without its lesson
    NEXT = "next"  # go on now, at any pace
    BACK = "back"  # the lesson before this one
    PAUSE = "pause"  # not for a while
    RESUME = "resume"  # on again
    STOP = "stop"  # no more of this course
    START_AGAIN = "start_again"  # from the first lesson
    STATUS = "status"  # how far am I?
    SHOW_BRIEF = "brief"  # the document that the exercises end as
    SHOW_SUMMARY = "summary"  # what I learnt, where I wavered, what to read next
    HELP = "help"  # what can I say?


CourseIntent = Invite | Accept | BeSeen | Answer | Skip | Read | Try | Tried | Pace | Zone | Say | CourseCommand


def kind(intent: CourseIntent) -> type | CourseCommand:
    """What handlers are looked up by: the command itself, or the class of an intent with parameters."""
    return intent if isinstance(intent, CourseCommand) else type(intent)
