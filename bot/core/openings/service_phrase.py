"""What a sentence is about: the service, or the group of people, in the words that it was said in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bot.core.content.search_settings import ServiceWords
from bot.core.words.english import DETERMINERS, LINKS, QUALIFIERS, ends_phrase
from bot.core.words.tokens import folded

_WORD = re.compile(r"[^\W_]+(?:['&/-][^\W_]+)*|[^\w\s']|_")
_OWNERS = re.compile(r"'s$|'$")
_SPEAKERS = frozenset("to we they you i can could should would will must who may".split())
_BOTH = frozenset("support care transport house home treat help".split())  # names of services, and verbs
_NOTHING_FOLLOWS = re.compile(rf"\s*(?:$|[^\w\s]|(?:{'|'.join(sorted(LINKS))})\b)")
_BEFORE = frozenset("for about of with on in our to at towards".split())

Kind = Literal["name", "link", "determiner", "end"]


@dataclass(frozen=True)
class _Word:
    """A word, or a name of several, with its place in the sentence."""

    text: str
    start: int
    end: int
    kind: Kind
    before: str  # the words before it that are no part of a phrase, nearest first
    known: int = 0  # how surely it names a service or a group: 2 a service, 1 people


@dataclass(frozen=True)
class Found:
    """A phrase, where it stands, and how likely it is what the sentence is about."""

    text: str
    start: int
    end: int
    likely: float = field(compare=False)


class ServiceReader:
    """Finds what sentences are about."""

    def __init__(self, words: ServiceWords) -> None:
        self._services, self._people = _forms(words.services), _forms(words.people)
        self._around, self._places = _forms(words.around), _forms(words.places)
        self._general = _forms(words.general)
        names = sorted({name.lower() for name in words.names}, key=len, reverse=True)
        self._name = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.I) if names else None

    def read(self, sentence: str) -> Found | None:
        """The likeliest phrase, or none where nothing is named."""
        text = folded(sentence)
        found = [self._phrase(text, run) for run in _runs(list(self._words(text)))]
        best = max((one for one in found if one), key=lambda one: one.likely, default=None)
        return best if best and best.likely > 0 else None

    def _words(self, text: str) -> Iterator[_Word]:
        names = [(found.start(), found.end()) for found in self._name.finditer(text)] if self._name else []
        before = ""
        for start, end in _spans(text, names):
            word = text[start:end]
            kind = "name" if (start, end) in names else self._kind(word.lower(), before, text[end : end + 12])
            yield _Word(word, start, end, kind, before, self._known(word.lower()))
            before = word.lower()

    def _kind(self, word: str, before: str, after: str) -> Kind:
        bare = _OWNERS.sub("", word)
        if not word[0].isalnum() or bare.isdigit():
            return "end"
        if word in LINKS:
            return "link"
        if word in DETERMINERS:
            return "determiner"
        if word in _BOTH and before in _SPEAKERS and not _NOTHING_FOLLOWS.match(after):
            return "end"  # "to support carers", but not "an approach to support for carers"
        ends = bare in self._around or word in self._around or ends_phrase(word.replace("'", ""))
        return "end" if ends and bare not in self._services | self._people else "name"

    def _known(self, word: str) -> int:
        last = _OWNERS.sub("", word.rsplit(maxsplit=1)[-1])
        return 2 if last in self._services else 1 if last in self._people or word in self._people else 0

    def _phrase(self, text: str, run: Sequence[_Word]) -> Found | None:
        while run and (run[0].kind != "name" or run[0].text.lower() in QUALIFIERS) and len(run) > 1:
            run = run[1:]
        while run and run[-1].kind != "name":
            run = run[:-1]
        run = self._without_place(run)
        if not run or all(word.text.lower() in self._places | QUALIFIERS for word in run):
            return None
        named = [word for word in run if word.kind == "name"]
        likely = max(word.known for word in named) * 1.0 + 0.1 * min(len(named), 4)
        likely += 0.8 if run[0].before in _BEFORE | DETERMINERS else 0.0
        likely += 0.3 * run[0].start / max(len(text), 1)
        likely -= 0.6 if len(run) == 1 and run[0].text.lower() in self._general else 0.0
        start, end = run[0].start, run[-1].end
        return Found(_OWNERS.sub("", text[start:end]), start, end, likely - 0.9)

    def _without_place(self, run: Sequence[_Word]) -> Sequence[_Word]:
        """Without the places it begins with, as in "community for older people"."""
        for number, word in enumerate(run):
            if word.kind == "link":
                only_places = all(one.kind == "determiner" or one.text.lower() in self._places for one in run[:number])
                return self._without_place(run[number + 1 :]) if only_places else run
        return run


def _forms(words: Sequence[str]) -> frozenset[str]:
    lower = {word.lower() for word in words}
    return frozenset(lower | {f"{word}s" for word in lower})


def _spans(text: str, names: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    inside = [(start, end) for start, end in names]
    alone = [found.span() for found in _WORD.finditer(text)]
    yield from sorted([*inside, *(span for span in alone if not any(s <= span[0] < e for s, e in inside))])


def _runs(words: Sequence[_Word]) -> Iterator[list[_Word]]:
    """Rows of words that may be one phrase: names, with links between them."""
    run: list[_Word] = []
    for word in words:
        if word.kind == "end" or (word.kind == "determiner" and not (run and run[-1].kind == "link" and run[-1].text != "and")):
            if run:
                yield run
            run = []
        elif word.kind == "name" or run:
            run.append(word)
    if run:
        yield run
