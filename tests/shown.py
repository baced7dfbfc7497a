"""What a person reads: whether the shown text of an answer says what it must."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.core.quick_answers.reply import Reply
from bot.core.quick_answers.text import reply_text
from bot.core.quick_answers.thread import Thread
from bot.services.search import language_of

QUESTIONS = Path(__file__).parent / "questions"
_LIMIT = re.compile(
    r"\b(?:do|does) not\b|\bsays? nothing\b|\bgives? no\b|\bno (?:figures|templates|number|rules|methods)\b|\bnothing on that\b",
    re.I,
)
_NOTHING = re.compile(r"\bI have nothing on that\b", re.I)


@dataclass(frozen=True)
class Shown:
    """A question, and what the first screen must say to it."""

    ask: str
    kind: str
    must_say: tuple[str, ...] = ()
    limit: str = ""
    nothing: bool = False
    language: str = ""
    source: tuple[str, ...] = ()  # places that answer it, any of which will do

    def is_right(self, reply: Reply, text: str, detect: Callable[[str], str]) -> bool:
        """Whether the text says all of it."""
        if self.language:
            return detect(text.partition(":")[0]) == self.language
        if self.nothing:
            return reply.status in {"nothing", "vague"} and bool(_NOTHING.search(text) or reply.status == "vague")
        if self.limit:
            first = "\n\n".join(text.split("\n\n")[:2])
            return bool(_LIMIT.search(first) and re.search(self.limit, first, re.I))
        return all(re.search(pattern, text, re.I) for pattern in self.must_say)


def shown_in(name: str) -> list[Shown]:
    """The questions of a file."""
    read: list[dict[str, Any]] = yaml.safe_load((QUESTIONS / f"{name}.yaml").read_text(encoding="utf-8"))["questions"]
    return [Shown(**{**one, "must_say": tuple(one.get("must_say", ())), "source": tuple(one.get("source", ()))}) for one in read]


def wrong_among(questions: Sequence[Shown], right: Callable[[Shown], bool]) -> list[Shown]:
    """The questions whose text does not say what it must."""
    return [one for one in questions if not right(one)]


def by_kind(questions: Sequence[Shown], wrong: Sequence[Shown]) -> dict[str, tuple[int, int]]:
    """Of each kind, how many are right, and how many there are."""
    missed = Counter(one.kind for one in wrong)
    return {kind: (count - missed[kind], count) for kind, count in Counter(one.kind for one in questions).items()}


def is_right(thread: Thread, one: Shown) -> bool:
    """Whether a thread's answer says what it must."""
    reply = thread.reply(one.ask)
    return one.is_right(reply, reply_text(thread.answerer.composer.phrases, reply), language_of)
