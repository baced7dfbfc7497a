"""Opening: what was understood of the sentence that somebody begins with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.core.dialogue.conversation import Key
from bot.core.questions.answer import Value


@dataclass(frozen=True)
class Opening:
    """What was understood of a sentence; `dialogue` is empty where it opens none."""

    dialogue: str = ""
    offers: tuple[str, ...] = ()  # dialogues, best first
    service: str = ""
    answers: Mapping[Key, Value] = field(default_factory=dict)  # to questions of the dialogue
    beside: Mapping[Key, Value] = field(default_factory=dict)  # to questions of others, for when they come

    ticked: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)  # beforehand, where more may be ticked

    @property
    def all_answers(self) -> dict[Key, Value]:
        """All that the sentence says."""
        return {**self.answers, **self.beside}


Understand = Callable[[str], Opening]


def understand_nothing(_: str) -> Opening:
    """For content without openings."""
    return Opening()
