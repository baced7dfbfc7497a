"""Case: one piece of work about one service. What can be worked out from its conversations is not kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from bot.core.dialogue.conversation import Answer, Key

LONGEST_NAME = 120  # characters, as of the service in a dialogue


@dataclass(frozen=True)
class Case:
    """Its name, who takes part, where it lives, its conversations, and what was said before any of them began."""

    id: str
    name: str  # in the words of whoever began it; empty until the service is named
    place: str
    people: tuple[str, ...]  # whoever began it first
    conversations: tuple[str, ...] = ()  # their ids, in the order they began
    said: Mapping[Key, Answer] = field(default_factory=dict)  # by the sentence that somebody began with
    ticked: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)  # by it, too, where more may be ticked

    @property
    def starter(self) -> str:
        """Whose case it is."""
        return self.people[0]

    def with_conversation(self, conversation: str, who: str) -> Self:
        """With one more conversation, and with whoever began it."""
        people = self.people if who in self.people else (*self.people, who)
        known = self.conversations if conversation in self.conversations else (*self.conversations, conversation)
        return replace(self, conversations=known, people=people)

    def named(self, name: str) -> Self:
        """Under the name that it gets when its service is named."""
        return replace(self, name=name[:LONGEST_NAME])

    def as_data(self) -> dict[str, Any]:
        """Plain data, for a store."""
        said = {key: vars(answer) for key, answer in self.said.items()}
        return {"name": self.name, "people": list(self.people), "conversations": list(self.conversations)} | {
            "said": said,
            "ticked": {key: list(options) for key, options in self.ticked.items()},
        }

    @classmethod
    def from_data(cls, id_: str, place: str, data: Mapping[str, Any]) -> Self:
        """The case that a store kept."""
        said = {key: Answer(**answer) for key, answer in data["said"].items()}
        ticked = {key: tuple(options) for key, options in data.get("ticked", {}).items()}
        return cls(id_, data["name"], place, tuple(data["people"]), tuple(data["conversations"]), said, ticked)
