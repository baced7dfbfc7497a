"""Conversation: what people said. Everything else is worked out again by walking the dialogue over it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from bot.core.questions.answer import Value

Key = str  # "dialogue.question": the same question has the same key in every conversation


def key_of(dialogue: str, question: str) -> Key:
    """The key of a dialogue's question."""
    return f"{dialogue}.{question}"


def short(key: Key, dialogue: str) -> str:
    """The key as people write it: without the dialogue's own name.

    >>> short("market.situation", "market"), short("market.situation", "commission")
    ('situation', 'market.situation')
    """
    return key.removeprefix(f"{dialogue}.")


def full(name: str, dialogue: str) -> Key:
    """The key of a question as people write it."""
    return name if "." in name else key_of(dialogue, name)


@dataclass(frozen=True)
class Answer:
    """What somebody answered; `carried` names the dialogue it was first given in, if that was another conversation."""

    value: Value
    by: str = ""
    at: str = ""
    carried: str = ""


@dataclass(frozen=True)
class Conversation:
    """One way through one dialogue, as the answers given."""

    id: str
    dialogue: str
    edition: str = ""
    answers: Mapping[Key, Answer] = field(default_factory=dict)
    drafts: Mapping[Key, tuple[Value, ...]] = field(default_factory=dict)  # of lists, and ticks, not done yet
    reopened: Key = ""  # an earlier question that is asked again
    proposed: Answer | None = None  # another answer to it, which waits for a yes because more would change with it
    shown: int = 0  # how many further parts of the guidance were asked for
    stopped: bool = False
    version: int = 0  # counts the turns that changed something

    def answered(self, key: Key, answer: Answer) -> Self:
        """With one more answer; its draft and the wish to change it are settled."""
        drafts = {name: draft for name, draft in self.drafts.items() if name != key}
        return replace(self, answers={**self.answers, key: answer}, drafts=drafts, reopened="", proposed=None, shown=0)

    def drafted(self, key: Key, entries: tuple[Value, ...]) -> Self:
        """With these entries of a list so far."""
        return replace(self, drafts={**self.drafts, key: entries})

    def as_data(self) -> dict[str, Any]:
        """Plain data, for a store."""
        data = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return data | {
            "answers": {key: vars(answer) for key, answer in self.answers.items()},
            "drafts": {key: list(draft) for key, draft in self.drafts.items()},
            "proposed": vars(self.proposed) if self.proposed else None,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The conversation that a store kept."""
        answers = {key: Answer(**answer) for key, answer in data["answers"].items()}
        drafts = {key: tuple(draft) for key, draft in data["drafts"].items()}
        proposed = Answer(**data["proposed"]) if data.get("proposed") else None
        return cls(**{**data, "answers": answers, "drafts": drafts, "proposed": proposed})
