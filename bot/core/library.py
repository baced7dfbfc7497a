"""Library: all dialogues and topics, loaded."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from transitions import Machine

from bot.core.course import Course
from bot.core.dialogue import Dialogue
from bot.core.dialogue_texts import texts_in
from bot.core.language import condition_source, names_in
from bot.core.library_checks import problems_between
from bot.core.library_reader import Files, read_files
from bot.core.machine import build_machine, ways_on
from bot.core.phrases import Phrases
from bot.core.problems import LibraryError, Problem
from bot.core.question import Question
from bot.core.search.authored import Nicknames, NotForUs
from bot.core.sources import Source
from bot.core.topic import KnownTable, Topic

# What looks at the files, knowing the problems found so far, for more of them.
Check = Callable[[Files, Iterable[Problem]], Iterable[Problem]]


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
    editions: Mapping[str, str]
    machines: Mapping[str, Machine]
    warnings: tuple[Problem, ...] = ()
    course: Course | None = None

    def question(self, key: str) -> Question | None:
        """The question with this key, if there is one."""
        dialogue, _, name = key.partition(".")
        return self.dialogues[dialogue].asked.get(name) if dialogue in self.dialogues else None

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
            (id_, step): _values_behind(
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
        return {(id_, step): _values_behind(self.dialogues[id_], found) for (id_, step), found in texts.items()}

    @cached_property
    def _left(self) -> dict[tuple[str, str], tuple[int, int]]:
        left: dict[tuple[str, str], tuple[int, int]] = {}
        for id_ in self.dialogues:
            _count_left(self, id_, left)
        return left


def _values_behind(dialogue: Dialogue, texts: Iterable[str]) -> frozenset[str]:
    needed = {name for text in texts for name in names_in(text)}
    for name, value in reversed(list(dialogue.values.items())):  # a value rests on those above it
        if name in needed:
            expressions = [value] if isinstance(value, str) else [case.when for case in value if case.when]
            needed |= {used for expression in expressions for used in names_in(condition_source(expression))}
    return frozenset(needed & set(dialogue.values))


def _count_left(library: Library, id_: str, left: dict[tuple[str, str], tuple[int, int]]) -> tuple[int, int]:
    dialogue = library.dialogues[id_]
    steps = list(dialogue.questions)
    for name in reversed(steps):
        onward = [left.get((id_, route.to), (0, 0)) for route in ways_on(dialogue, name)] or [(0, 0)]
        call = dialogue.calls.get(name)
        least, most = _count_left(library, call.call, left) if call else (1, 1)
        left[id_, name] = (least + min(low for low, _ in onward), most + max(high for _, high in onward))
    return left[id_, steps[0]]


def _editions(files: Files) -> dict[str, str]:
    """A digest of each dialogue's text and of those it calls, so that an edit of either is seen."""

    def told(id_: str) -> str:
        calls = [told(call.call) for call in files.dialogues[id_].calls.values()]
        return "\0".join([files.texts[id_], *calls])

    return {id_: hashlib.sha256(told(id_).encode()).hexdigest()[:12] for id_ in files.dialogues}


def load_library(texts: Mapping[str, str], *further: Check) -> Library:
    """The library in these files, given by path; `further` checks are for authors, who can wait for them.

    Raises LibraryError with every problem at once.
    """
    files = read_files(texts)
    problems = [*files.problems, *problems_between(files)]
    for check in further:
        problems += check(files, tuple(problems))
    if any(problem.severity == "error" for problem in problems) or files.phrases is None or files.sources is None:
        raise LibraryError(problems)
    return Library(
        dialogues=files.dialogues,
        topics=files.topics,
        tables=files.tables,
        sources=files.sources,
        phrases=files.phrases,
        nicknames=files.nicknames,
        not_for_us=files.not_for_us,
        editions=_editions(files),
        machines={id_: build_machine(dialogue) for id_, dialogue in files.dialogues.items()},
        warnings=tuple(sorted(problems)),
        course=files.course,
    )
