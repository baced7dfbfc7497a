"""Course messages: everything a person can say to the course."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Start:
    """The wish to begin, by oneself."""


@dataclass(frozen=True)
class Invite:
    """Somebody starts the course for somebody else."""

    by: str  # in the surface's own words
    name: str = ""  # as people read it


@dataclass(frozen=True)
class Welcome:
    """Somebody came to where newcomers are told that there is a course."""


@dataclass(frozen=True)
class Accept:
    """Yes to an invitation, and whether whoever invited may see that one started and finished."""

    may_see: bool


@dataclass(frozen=True)
class Decline:
    """No to an invitation."""


@dataclass(frozen=True)
class BeSeen:
    """A change of mind about being seen."""

    agrees: bool


@dataclass(frozen=True)
class Show:
    """What is there for me now? Also how a course is taken up again."""


@dataclass(frozen=True)
class Ask:
    """The open check once more, without its lesson."""


@dataclass(frozen=True)
class Next:
    """Go on now, whatever the pace."""


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
class Back:
    """The lesson before this one."""


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
class Pause:
    """Not for a while."""


@dataclass(frozen=True)
class Resume:
    """On again."""


@dataclass(frozen=True)
class Stop:
    """No more of this course."""


@dataclass(frozen=True)
class StartAgain:
    """From the first lesson."""


@dataclass(frozen=True)
class Pace:
    """One lesson a working day at this time, or "own" for one's own pace; empty asks how it is."""

    words: str = ""


@dataclass(frozen=True)
class Zone:
    """The time zone one is in, by its name or a city; empty asks which it is."""

    words: str = ""


@dataclass(frozen=True)
class Status:
    """Where am I?"""


@dataclass(frozen=True)
class ShowBrief:
    """The document that the exercises end as."""


@dataclass(frozen=True)
class ShowSummary:
    """What I learnt, where I wavered, what to read next."""


@dataclass(frozen=True)
class Help:
    """What can I say?"""


@dataclass(frozen=True)
class Say:
    """Words as typed: a command, or an answer to the open check."""

    text: str


CourseMessage = (
    Start | Welcome | Invite | Accept | Decline | BeSeen | Show | Ask | Next | Answer | Skip | Back | Read | Try | Tried | Pause
    | Resume | Stop | StartAgain | Pace | Zone | Status | ShowBrief | ShowSummary | Help | Say
)  # fmt: skip
