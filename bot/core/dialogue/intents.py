"""Intents: everything a person can want of a conversation, by a click or in words."""

from dataclasses import dataclass, field
from enum import Enum

from bot.core.dialogue.conversation import Key
from bot.core.questions.answer import Value


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
class Show:
    """Where are we? Also how a conversation begins and is resumed."""

    again: bool = False  # instead of starting again what was started again already


@dataclass(frozen=True)
class More:
    """A further part of the guidance; parts count from 1, and 0 is the next one."""

    number: int = 0


@dataclass(frozen=True)
class ReadOn:
    """A topic that the guidance names, to be read."""

    topic: str


class Command(Enum):
    """An intent that needs no more than its name."""

    BACK = "back"  # one question back
    CONFIRM = "confirm"  # yes, change the earlier answer, with all that follows from it
    KEEP = "keep"  # no, leave the earlier answer as it was
    START_AGAIN = "start_again"  # all answers away, from the first question
    STOP = "stop"  # enough for now; the answers are kept
    SHOW_ANSWERS = "answers"  # what did I say so far?
    WHY = "why"  # why do you ask?
    HELP = "help"  # what can I say?


Intent = Give | Say | Change | Add | Edit | Remove | Done | Show | More | ReadOn | Command


def kind(intent: Intent) -> type | Command:
    """What handlers are looked up by: the command itself, or the class of an intent with parameters."""
    return intent if isinstance(intent, Command) else type(intent)
