"""Where a conversation stands: the state machine walked from the start over the answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.core.content.dialogue import Call
from bot.core.content.library import Library
from bot.core.content.outcome import Outcome
from bot.core.content.question import Question
from bot.core.content.state_machine import Walker, move
from bot.core.dialogue.answers import Value, fits, meant
from bot.core.dialogue.computed_values import with_values
from bot.core.dialogue.conversation import Answer, Conversation, Key, key_of
from bot.core.dialogue.renames import with_todays_names
from bot.core.templating.templates import rendered
from bot.core.templating.values import Group, Names


@dataclass(frozen=True)
class Step:
    """A question that was passed: its answer, and the names that its texts may use."""

    key: Key
    dialogue: str
    question: Question
    answer: Answer
    names: Names = field(repr=False)
    shared: bool = False  # answered by an earlier question of this conversation that asks the same

    @property
    def value(self) -> Value:
        """What was answered."""
        return self.answer.value


@dataclass(frozen=True)
class Waiting:
    """The question that waits for its answer."""

    key: Key
    dialogue: str
    question: Question
    names: Names = field(repr=False)


@dataclass(frozen=True)
class Ending:
    """An outcome that was reached, in this dialogue or in one it calls."""

    dialogue: str
    id: str
    outcome: Outcome
    names: Names = field(repr=False)


@dataclass(frozen=True)
class Position:
    """Where a conversation stands."""

    steps: tuple[Step, ...]
    waiting: Waiting | None
    endings: tuple[Ending, ...]
    call_stack: tuple[tuple[str, str], ...]  # the dialogues one is in, outermost first, with the question or call

    @property
    def asked(self) -> tuple[Step, ...]:
        """The questions a person was asked, or whose answers were carried over."""
        return tuple(step for step in self.steps if not step.shared)

    @property
    def ending(self) -> Ending | None:
        """The dialogue's own end, when it is reached."""
        return None if self.waiting else self.endings[-1]

    def step(self, key: Key) -> Step | None:
        """The step of this question, if it is on the way."""
        return next((step for step in self.steps if step.key == key), None)


def walk(library: Library, conversation: Conversation, until: Key = "") -> Position:
    """Walk the dialogue over the answers, to the first question without one, or to the question `until`.

    Raises LanguageError where an author's condition cannot be worked out.
    """
    conversation = with_todays_names(library, conversation)
    walking = _Walking(library, conversation.answers, until)
    walking.through(conversation.dialogue)
    return Position(tuple(walking.steps), walking.waiting, tuple(walking.endings), tuple(walking.call_stack))


class _Walking:
    def __init__(self, library: Library, answers: Mapping[Key, Answer], until: Key) -> None:
        self.library, self.answers, self.until = library, answers, until
        self.steps: list[Step] = []
        self.endings: list[Ending] = []
        self.waiting: Waiting | None = None
        self.call_stack: list[tuple[str, str]] = []
        self.shared: dict[str, Answer] = {}

    def through(self, id_: str) -> Ending | None:
        """Walk one dialogue; its end, or none while a question waits."""
        dialogue, machine = self.library.dialogues[id_], self.library.machines[id_]
        walker, names = Walker(str(machine.initial)), dict[str, Any]()
        while (step := dialogue.questions.get(walker.state)) is not None:
            self.call_stack.append((id_, walker.state))
            passed = self._call(step, names) if isinstance(step, Call) else self._question(id_, walker.state, step, names)
            if not passed:
                return None
            self.call_stack.pop()
            needed = self.library.values_needed(id_, walker.state)
            move(machine, walker, with_values(dialogue, names, needed))
        names = with_values(dialogue, names, frozenset(dialogue.values))
        ending = Ending(id_, walker.state, dialogue.outcomes[walker.state], names)
        self.endings.append(ending)
        return ending

    def _call(self, call: Call, names: dict[str, Any]) -> bool:
        ending = self.through(call.call)
        if ending is None:
            return False
        title = rendered(ending.outcome.title, ending.names)
        names[call.call] = Group({**ending.names, "outcome": ending.id, "title": title})
        return True

    def _question(self, dialogue: str, name: str, question: Question, names: dict[str, Any]) -> bool:
        key = key_of(dialogue, name)
        answer, shared = self._answer(key, question)
        if answer is None or key == self.until:
            self.waiting = Waiting(key, dialogue, question, self._names_told(dialogue, name, names))
            return False
        names[name] = meant(question, answer.value, self.library.phrases.say("unsure_phrase"))
        self.steps.append(Step(key, dialogue, question, answer, self._names_told(dialogue, name, names), shared))
        if question.shares:
            self.shared[question.shares] = answer  # an earlier one that did not fit here is no use further on
        return True

    def _names_told(self, dialogue: str, name: str, names: Names) -> Names:
        """The names that the texts of a question may use."""
        return with_values(self.library.dialogues[dialogue], names, self.library.values_told(dialogue, name))

    def _answer(self, key: Key, question: Question) -> tuple[Answer | None, bool]:
        earlier = self.shared.get(question.shares or "")
        if earlier and fits(question, earlier.value):
            return earlier, True
        own = self.answers.get(key)
        return (own if own and fits(question, own.value) else None), False
