"""A turn and its context: the conversation before and after, who speaks, and the reply."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from bot.core.content.library import Library
from bot.core.dialogue.conversation import Conversation
from bot.core.dialogue.position import Position, walk
from bot.core.dialogue.renames import with_todays_names
from bot.core.dialogue.reply import Reply
from bot.core.dialogue.reply_builder import reply_for
from bot.core.questions.answer import said_shortly


@dataclass(frozen=True)
class Turn:
    """A message and what it led to."""

    conversation: Conversation
    reply: Reply
    before: Conversation
    position: Position = field(repr=False, compare=False)  # where the conversation stands now
    position_before: Position = field(repr=False, compare=False)

    @property
    def changed(self) -> bool:
        """Whether there is something new to keep."""
        return self.conversation != self.before


@dataclass(frozen=True)
class Speaker:
    """Who says something, and when (ISO), as kept with the answer."""

    by: str = ""
    at: str = ""


class TurnContext:
    """What a turn begins from: the conversation, the position, the day, and who speaks."""

    def __init__(
        self, library: Library, before: Conversation, today: str, speaker: Speaker, earlier: Position | None = None
    ) -> None:
        self.library, self.before, self.today, self.speaker = library, before, today, speaker
        self.now, self.notes = self._edition_noticed(before)
        self.position = walk(library, self.now, self.now.reopened, earlier)

    @cached_property
    def whole(self) -> Position:
        """Where all answers lead, that to an earlier question which is asked again among them."""
        return walk(self.library, self.now, earlier=self.position)

    def _edition_noticed(self, before: Conversation) -> tuple[Conversation, list[str]]:
        edition = self.library.editions[before.dialogue]
        if before.edition == edition:
            return before, []
        now = replace(with_todays_names(self.library, before), edition=edition)
        lost = [key for key in now.answers if key not in {step.key for step in walk(self.library, now).steps}]
        return now, [self.phrase("edited_ask_again" if lost else "edited")]

    def phrase(self, name: str, **names: Any) -> str:
        """One of the advisor's own sentences."""
        return self.library.phrases.say(name, **names)

    def turn(self, now: Conversation, stopped: bool = False, position: Position | None = None, **shown: Any) -> Turn:
        """The turn that leaves the conversation so, at this position if it is known; whoever goes on has not
        stopped."""
        now = replace(now, stopped=stopped)
        if now != self.before:
            now = replace(now, version=self.before.version + 1)
        notes = (*self.notes, *shown.pop("notes", ()))
        position = walk(self.library, now, now.reopened, position or self.position)
        reply = reply_for(self.library, now, self.today, position)
        return Turn(now, replace(reply, notes=notes, **shown), self.before, position, self.position)

    def aside(self, **shown: Any) -> Turn:
        """A word on the side; the conversation stands where it stood."""
        turn = self.turn(self.now, self.now.stopped, **shown)
        return replace(turn, reply=replace(turn.reply, aside=True, guidance=None))

    def not_asked(self, what: str) -> Turn:
        """A question that is not on the way."""
        return self.aside(trouble=self.phrase("not_asked", said=said_shortly(what)))
