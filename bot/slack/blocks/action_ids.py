"""What a button or a modal carries, so that a click says by itself which conversation and question it means."""

import json
from dataclasses import dataclass

from bot.core.dialogue import intents
from bot.core.dialogue.intents import Command, Intent
from bot.slack.blocks.button_values import NotOurs, Packing, parts_of

# Action ids: what a click does. A suffix after ":" only makes the id unique within its message.
GIVE, GIVE_ALL, PICK, DO, OPEN, START, WHO, WHERE = "give", "give_all", "pick", "do", "open", "start", "who", "where"
ENTRY, FORGET, REMINDERS, COLLEAGUES, HELPFUL, COLLEAGUE, TOPIC, SHARE, PASS_ON = (
    "entry", "forget", "reminders", "colleagues", "helpful", "colleague", "topic", "share", "pass_on"
)  # fmt: skip
COURSE, COURSE_PAGE, WELCOME, TICKS, READ_ON = "course", "course_page", "welcome", "ticks", "read_on"


@dataclass(frozen=True)
class Click:
    """The conversation and question a click is about, and what it says of them."""

    conversation: str
    version: int = 0
    key: str = ""
    what: str = ""

    def packed(self) -> str:
        """As the value of a button, or the memo of a modal."""
        return json.dumps([self.conversation, self.version, self.key, self.what], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def unpacked(cls, value: str) -> "Click":
        """The click that a value carries. Raises NotOurs."""
        parts = parts_of(value)
        kinds = (str, int, str, str)
        if not (isinstance(parts, list) and len(parts) == 4 and all(map(isinstance, parts, kinds))):
            raise NotOurs
        return cls(*parts)


@dataclass(frozen=True)
class Opened:
    """What a modal with a question carries: what it answers, for whom it was opened, and in which channel."""

    click: Click
    user: str
    channel: str

    def packed(self) -> str:
        """As the memo of a modal."""
        return json.dumps([self.click.packed(), self.user, self.channel], ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def unpacked(cls, memo: str) -> "Opened":
        """What a modal carries. Raises NotOurs."""
        parts = parts_of(memo)
        if not (isinstance(parts, list) and len(parts) == 3 and all(isinstance(part, str) for part in parts)):
            raise NotOurs
        return cls(Click.unpacked(parts[0]), parts[1], parts[2])


_KINDS = {
    "show": intents.Show, "more": intents.More, "change": intents.Change, "remove": intents.Remove, "done": intents.Done,
}  # fmt: skip
_INTENTS = Packing[Intent](_KINDS, Command)


def named(intent: Intent) -> str:
    """An intent as a short word that fits into a button."""
    return _INTENTS.packed(intent)


def intent_named(word: str) -> Intent:
    """The intent of such a word. Raises NotOurs."""
    return _INTENTS.unpacked(word)
