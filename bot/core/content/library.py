"""Library: all dialogues and topics, loaded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from transitions import Machine

from bot.core.content.course import Course
from bot.core.content.dialogue import Dialogue
from bot.core.content.dialogue_texts import texts_in, values_behind
from bot.core.content.phrases import Phrases
from bot.core.content.question import Question, former_options
from bot.core.content.road import Road
from bot.core.content.search_settings import Languages, Limits, Nicknames, NotForUs, QuestionKinds, ServiceWords
from bot.core.content.source import Source
from bot.core.content.state_machine import ways_on
from bot.core.content.topic import KnownTable, Topic
from bot.core.problems import Problem
from bot.core.templating.templates import condition_source


@dataclass(frozen=True, repr=False)  # it is very long
class Library:
    """Everything the authors wrote, ready to be used by all conversations."""

    dialogues: Mapping[str, Dialogue]
    topics: Mapping[str, Topic]
    tables: Mapping[str, KnownTable]
    sources: Mapping[str, Source]
    phrases: Phrases
    nicknames: Nicknames
    not_for_us: NotForUs
    question_kinds: QuestionKinds
    limits: Limits
    languages: Languages
    editions: Mapping[str, str]
    machines: Mapping[str, Machine]
    warnings: tuple[Problem, ...] = ()
    course: Course | None = None
    road: Road | None = None
    service_words: ServiceWords = field(default_factory=ServiceWords)

    def question(self, key: str) -> Question | None:
        """The question with this key, if there is one."""
        dialogue, _, name = key.partition(".")
        return self.dialogues[dialogue].asked.get(name) if dialogue in self.dialogues else None

    @cached_property
    def renamed_questions(self) -> dict[str, str]:
        """Today's keys of questions by those they had before."""
        return {f"{id_}.{old}": f"{id_}.{name}" for id_, name, question in self._asked() for old in question.formerly}

    @cached_property
    def renamed_options(self) -> dict[str, dict[str, str]]:
        """By the key of a question, today's ids of its options by those they had before."""
        renamed: dict[str, dict[str, str]] = {}
        for id_, name, question in self._asked():
            fields = [former_options(field.options, of) for of, field in question.fields.items()]
            if former := former_options(question.options) | {old: now for one in fields for old, now in one.items()}:
                renamed[f"{id_}.{name}"] = former
        return renamed

    def _asked(self) -> Iterator[tuple[str, str, Question]]:
        return ((id_, name, question) for id_, one in self.dialogues.items() for name, question in one.asked.items())

    def values_needed(self, dialogue: str, step: str) -> frozenset[str]:
        """The values that the routes of a question or call rest on."""
        return self._needed[dialogue, step]

    def values_told(self, dialogue: str, step: str) -> frozenset[str]:
        """The values that the texts of a question use."""
        return self._told[dialogue, step]

    def within(self, dialogue: str) -> tuple[str, ...]:
        """The dialogue and those it calls, outermost first."""
        called = [name for call in self.dialogues[dialogue].calls.values() for name in self.within(call.call)]
        return (dialogue, *called)

    def steps_left(self, dialogue: str, step: str) -> tuple[int, int]:
        """The fewest and the most questions from this one (counted) to the end of its dialogue."""
        return self._left[dialogue, step]

    @cached_property
    def _needed(self) -> dict[tuple[str, str], frozenset[str]]:
        return {
            (id_, step): values_behind(
                dialogue, (condition_source(route.when) for route in ways_on(dialogue, step) if route.when)
            )
            for id_, dialogue in self.dialogues.items()
            for step in dialogue.questions
        }

    @cached_property
    def _told(self) -> dict[tuple[str, str], frozenset[str]]:
        texts: dict[tuple[str, str], list[str]] = {(id_, step): [] for id_, step in self._needed}
        for id_, dialogue in self.dialogues.items():
            for place, text in texts_in(dialogue):
                if place[0] == "questions":
                    texts[id_, str(place[1])].append(text)
        return {(id_, step): values_behind(self.dialogues[id_], found) for (id_, step), found in texts.items()}

    @cached_property
    def _left(self) -> dict[tuple[str, str], tuple[int, int]]:
        left: dict[tuple[str, str], tuple[int, int]] = {}
        for id_ in self.dialogues:
            _count_left(self, id_, left)
        return left


def _count_left(library: Library, id_: str, left: dict[tuple[str, str], tuple[int, int]]) -> tuple[int, int]:
    dialogue = library.dialogues[id_]
    steps = list(dialogue.questions)
    for name in reversed(steps):
        onward = [left.get((id_, route.to), (0, 0)) for route in ways_on(dialogue, name)] or [(0, 0)]
        call = dialogue.calls.get(name)
        least, most = _count_left(library, call.call, left) if call else (1, 1)
        left[id_, name] = (least + min(low for low, _ in onward), most + max(high for _, high in onward))
    return left[id_, steps[0]]


def menu_groups(library: Library) -> list[tuple[str, list[str]]]:
    """The groups with their dialogues; a group stands where its first dialogue's `order` puts it."""
    groups: dict[str, list[str]] = {}
    for id_ in sorted(library.dialogues, key=lambda id_: (library.dialogues[id_].order, library.dialogues[id_].title)):
        groups.setdefault(library.dialogues[id_].group, []).append(id_)
    return list(groups.items())


def in_menu_order(library: Library) -> list[str]:
    """The dialogues, group by group."""
    return [id_ for _, ids in menu_groups(library) for id_ in ids]
