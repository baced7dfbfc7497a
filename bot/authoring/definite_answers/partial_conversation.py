"""A conversation of which only so much is decided as was looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.core.dialogue.answers import Value
from bot.core.dialogue.conversation import Key


@dataclass(frozen=True)
class World:
    """What is decided of a conversation; the rest may be anything."""

    passed: Mapping[Key, bool] = field(default_factory=dict)  # whether a question or call is on the way
    answers: Mapping[Key, Value] = field(default_factory=dict)  # by key, or by the name that questions share
    ends: Mapping[str, str] = field(default_factory=dict)  # where called dialogues end
    walked: bool = False  # whether what is not passed is known not to be
    known: dict[Key, Any] = field(default_factory=dict, compare=False)  # values worked out: deciding more leaves them as they are

    def with_one(self, part: str, key: str, value: Any) -> "World":
        """With one more thing decided."""
        known = {} if self.walked else dict(self.known)  # in a walk, what was not passed yet may be passed later
        changed: dict[str, Any] = {part: {**getattr(self, part), key: value}}
        return replace(self, known=known, **changed)


class Undecided(Exception):
    """Something was looked at that is not decided: a `part` of the world at a `key`, which may be any of `values`."""

    def __init__(self, part: str, key: str, values: list[Any]) -> None:
        super().__init__(key)
        self.part, self.key, self.values = part, key, values

    def worlds(self, world: World) -> list[World]:
        """The world, once for each value."""
        return [world.with_one(self.part, self.key, value) for value in self.values]


class NotThere(Exception):
    """A name has no value: a question that was not asked, or a value of which no case holds."""

    def __init__(self, name: str, question: bool = True) -> None:
        super().__init__(name)
        self.name, self.question = name, question


class CannotTell(Exception):
    """It would take too long to tell, or cannot be told without a conversation."""
