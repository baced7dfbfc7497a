"""What a topic is found by: its short texts, each by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.content.topic import Topic

_MARKS = re.compile(r"[*_`>#|]|^\s*(?:-|\d+\.)\s", re.M)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_SHORTEST = 15  # characters below which a piece of the detail says too little by itself

# How much a word weighs that stands in a title, a name, and so on.
WEIGHTS = {"title": 3.0, "names": 3.0, "answer": 2.0, "questions": 2.0, "facts": 1.5, "lead": 1.5, "detail": 1.0}


@dataclass(frozen=True)
class Passage:
    """A short text of a topic, and which part of the topic it is."""

    text: str
    part: str
    fact: int | None = None  # the fact that it states or asks for, by its place among the topic's

    @property
    def weight(self) -> float:
        """How much its words weigh."""
        return WEIGHTS[self.part]


def passages_of(topic: Topic) -> tuple[Passage, ...]:
    """All that a topic is found by."""
    return (*(Passage(text, part) for part, text in _texts(topic)), *_facts(topic))


def _facts(topic: Topic) -> Iterator[Passage]:
    for number, fact in enumerate(topic.facts):
        yield Passage(fact.say, "facts", number)
        yield from (Passage(asked, "questions", number) for asked in fact.asked)


def _texts(topic: Topic) -> Iterator[tuple[str, str]]:
    yield "title", topic.title
    yield "answer", topic.answer
    yield from (("names", name) for name in topic.names)
    yield from (("questions", question) for question in topic.questions)
    yield "lead", bare(topic.lead)
    for line in topic.detail.splitlines():
        yield from (("detail", piece) for piece in _SENTENCE.split(bare(line)) if len(piece) > _SHORTEST)


def bare(markdown: str) -> str:
    """Markdown without its marks, on one line."""
    return " ".join(_MARKS.sub(" ", markdown).split())
