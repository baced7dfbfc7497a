"""Which fact of a topic answers a question best, and which sentence of its body is nearest."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bot.core.search.index import Index
from bot.core.search.passages import Passage
from bot.core.search.query import Asked
from bot.core.search.results import Stated
from bot.core.words.tokens import stems_of

_KIND_COUNTS = 0.12  # what being of the kind that is asked for adds to a fact's nearness
_WORDS_COUNT = 0.3  # what using the question's rare words adds, at most

Near = NDArray[np.float64]


def chosen_fact(index: Index, asked: Asked, near: Near | None, topic: int, kinds: Sequence[str]) -> Stated | None:
    """The best of a topic's facts."""
    facts = index.topics[index.ids[topic]].facts
    scored = [
        Stated(number, round(_score(index, asked, near, topic, number, bool(set(kinds) & set(fact.kind))), 4))
        for number, fact in enumerate(facts)
    ]
    return max(scored, key=lambda stated: stated.score, default=None)


def _score(index: Index, asked: Asked, near: Near | None, topic: int, fact: int, of_kind: bool) -> float:
    own = [(at, passage) for at, passage in _passages(index, topic) if passage.fact == fact]
    meaning = max(float(near[at]) for at, _ in own) if near is not None else 0.0
    return meaning + _WORDS_COUNT * _words(index, asked, [passage for _, passage in own]) + _KIND_COUNTS * of_kind


def _words(index: Index, asked: Asked, passages: Sequence[Passage]) -> float:
    """The share of what the question's words tell that these texts use."""
    used = {stem for passage in passages for stem in _stems(passage.text)}
    told = {stem: index.lexical.rarity(stem) for stem in asked.stems}
    return sum(rarity for stem, rarity in told.items() if stem in used) / (sum(told.values()) or 1.0)


@lru_cache(maxsize=16384)  # the same few thousand texts, question after question
def _stems(text: str) -> frozenset[str]:
    return frozenset(stems_of(text))


def nearest_sentence(index: Index, near: Near | None, topic: int) -> str:
    """The sentence of a topic's detail that is nearest in meaning."""
    if near is None:
        return ""
    own = [(float(near[at]), passage.text) for at, passage in _passages(index, topic) if passage.part == "detail"]
    return max(own, default=(0.0, ""))[1]


def _passages(index: Index, topic: int) -> Iterator[tuple[int, Passage]]:
    return enumerate(index.passages[topic], index.starts[topic])
