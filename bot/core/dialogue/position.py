"""Where a conversation stands: the state machine walked from the start over the answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.core.content.dialogue import Call, Dialogue
from bot.core.content.library import Library
from bot.core.content.outcome import Outcome
from bot.core.content.question import Question
from bot.core.content.state_machine import Walker, move
from bot.core.dialogue.computed_values import with_values
from bot.core.dialogue.conversation import Answer, Conversation, Key, key_of
from bot.core.dialogue.renames import with_todays_names
from bot.core.questions.answer import Value
from bot.core.questions.answers import fits, meant
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


@dataclass
class Frame(Walker):
    """A dialogue one is in: where one stands in it, and the names that are known there."""

    dialogue: str
    names: dict[str, Any] = field(repr=False)


@dataclass(frozen=True)
class Position:
    """Where a conversation stands."""

    steps: tuple[Step, ...]
    waiting: Waiting | None
    endings: tuple[Ending, ...]
    frames: tuple[Frame, ...] = field(repr=False, compare=False)  # the dialogues one is in, outermost first
    library: Library = field(repr=False, compare=False)

    @property
    def call_stack(self) -> tuple[tuple[str, str], ...]:
        """The dialogues one is in, outermost first, with the question or call."""
        return tuple((frame.dialogue, frame.state) for frame in self.frames)

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


def walk(library: Library, conversation: Conversation, until: Key = "", earlier: Position | None = None) -> Position:
    """Walk the dialogue over the answers, to the first question without one, or to the question `until`.

    With an `earlier` position of the same dialogue whose answers all stand, the walk goes on from there: it leads to
    the same place. Raises LanguageError where an author's condition cannot be worked out.
    """
    conversation = with_todays_names(library, conversation)
    walking = _Walking(library, conversation.answers, until)
    if earlier and _still_stands(earlier, library, conversation, until):
        if earlier.waiting is None or (earlier.waiting.key not in conversation.answers and until in ("", earlier.waiting.key)):
            return earlier
        walking.go_on_from(earlier)
    else:
        walking.enter(conversation.dialogue)
    walking.run()
    return Position(tuple(walking.steps), walking.waiting, tuple(walking.endings), tuple(walking.frames), library)


def _still_stands(earlier: Position, library: Library, conversation: Conversation, until: Key) -> bool:
    """Whether a walk from the start passes through this position: it takes only answers into account that were
    passed."""
    begun = earlier.frames[0].dialogue if earlier.frames else earlier.endings[-1].dialogue
    if earlier.library is not library or begun != conversation.dialogue:
        return False
    answers = conversation.answers
    return all(step.key != until and (step.shared or _same(answers.get(step.key), step.answer)) for step in earlier.steps)


def _same(one: Answer | None, other: Answer) -> bool:
    return one is other or one == other


class _Walking:
    def __init__(self, library: Library, answers: Mapping[Key, Answer], until: Key) -> None:
        self.library, self.answers, self.until = library, answers, until
        self.steps: list[Step] = []
        self.endings: list[Ending] = []
        self.waiting: Waiting | None = None
        self.frames: list[Frame] = []
        self.shared: dict[str, Answer] = {}

    def enter(self, dialogue: str) -> None:
        """Begin a dialogue, of its own or called."""
        self.frames.append(Frame(str(self.library.machines[dialogue].initial), dialogue, {}))

    def go_on_from(self, earlier: Position) -> None:
        """Stand where one stood."""
        self.steps, self.endings = list(earlier.steps), list(earlier.endings)
        self.frames = [replace(frame, names=dict(frame.names)) for frame in earlier.frames]
        for step in earlier.steps:
            self._share(step.question, step.answer)

    def run(self) -> None:
        """Walk on, to a question that waits or to the end."""
        while self.frames:
            frame = self.frames[-1]
            dialogue = self.library.dialogues[frame.dialogue]
            step = dialogue.questions.get(frame.state)
            if step is None:
                self._end(dialogue, frame)
            elif isinstance(step, Call):
                self.enter(step.call)
            elif self._question(frame, step):
                self._move(frame)
            else:
                return

    def _move(self, frame: Frame) -> None:
        needed = self.library.values_needed(frame.dialogue, frame.state)
        names = with_values(self.library.dialogues[frame.dialogue], frame.names, needed)
        move(self.library.machines[frame.dialogue], frame, names)

    def _end(self, dialogue: Dialogue, frame: Frame) -> None:
        """The end of a dialogue; one that was called returns with its answers."""
        names = with_values(dialogue, frame.names, frozenset(dialogue.values))
        ending = Ending(frame.dialogue, frame.state, dialogue.outcomes[frame.state], names)
        self.endings.append(ending)
        self.frames.pop()
        if self.frames:
            title = rendered(ending.outcome.title, names)
            self.frames[-1].names[frame.dialogue] = Group({**names, "outcome": ending.id, "title": title})
            self._move(self.frames[-1])

    def _question(self, frame: Frame, question: Question) -> bool:
        """Whether a question is passed."""
        dialogue, name = frame.dialogue, frame.state
        key = key_of(dialogue, name)
        answer, shared = self._answer(key, question)
        if answer is None or key == self.until:
            self.waiting = Waiting(key, dialogue, question, self._names_told(frame))
            return False
        frame.names[name] = meant(question, answer.value, self.library.phrases.say("unsure_phrase"))
        self.steps.append(Step(key, dialogue, question, answer, self._names_told(frame), shared))
        self._share(question, answer)
        return True

    def _share(self, question: Question, answer: Answer) -> None:
        if question.shares:
            self.shared[question.shares] = answer  # an earlier one that did not fit here is no use further on

    def _names_told(self, frame: Frame) -> Names:
        """The names that the texts of a question may use."""
        told = self.library.values_told(frame.dialogue, frame.state)
        return with_values(self.library.dialogues[frame.dialogue], frame.names, told)

    def _answer(self, key: Key, question: Question) -> tuple[Answer | None, bool]:
        earlier = self.shared.get(question.shares or "")
        if earlier and fits(question, earlier.value):
            return earlier, True
        own = self.answers.get(key)
        return (own if own and fits(question, own.value) else None), False
