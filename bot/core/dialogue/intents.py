"""Messages: everything a person can say to a conversation."""

from dataclasses import dataclass, field

from bot.core.dialogue.answers import Value
from bot.core.dialogue.conversation import Key


@dataclass(frozen=True)
class Give:
    """An answer to a question, as when an option is clicked; `key` names the question it was meant for."""

    key: Key
    value: Value = field(hash=False)


@dataclass(frozen=True)
class Say:
    """Words as typed: an answer to the open question, or a command such as "back"."""

    text: str


@dataclass(frozen=True)
class Change:
    """The wish to answer an earlier question again."""

    key: Key


@dataclass(frozen=True)
class Add:
    """One more entry of a list."""

    key: Key
    entry: Value = field(hash=False)


@dataclass(frozen=True)
class Edit:
    """Another wording for an entry of a list; entries count from 1."""

    key: Key
    number: int
    entry: Value = field(hash=False)


@dataclass(frozen=True)
class Remove:
    """An entry of a list taken out; entries count from 1."""

    key: Key
    number: int


@dataclass(frozen=True)
class Done:
    """The list is complete."""

    key: Key


@dataclass(frozen=True)
class Back:
    """One question back."""


@dataclass(frozen=True)
class Confirm:
    """Yes, change the earlier answer, with all that follows from it."""


@dataclass(frozen=True)
class Keep:
    """No, leave the earlier answer as it was."""


@dataclass(frozen=True)
class StartAgain:
    """All answers away, from the first question."""


@dataclass(frozen=True)
class Stop:
    """Enough for now; the answers are kept."""


@dataclass(frozen=True)
class Show:
    """Where are we? Also how a conversation begins and is resumed."""

    again: bool = False  # instead of starting again what was started again already


@dataclass(frozen=True)
class ShowAnswers:
    """What did I say so far?"""


@dataclass(frozen=True)
class Why:
    """Why do you ask?"""


@dataclass(frozen=True)
class Help:
    """What can I say?"""


@dataclass(frozen=True)
class More:
    """A further part of the guidance; parts count from 1, and 0 is the next one."""

    number: int = 0


Message = (
    Give
    | Say
    | Change
    | Add
    | Edit
    | Remove
    | Done
    | Back
    | Confirm
    | Keep
    | StartAgain
    | Stop
    | Show
    | ShowAnswers
    | Why
    | Help
    | More
)
