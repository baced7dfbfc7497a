"""A question as typed, and what was found: pure, the same words always find the same."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.core.content.topic import MOST_SOURCES
from bot.core.search.fact_choice import Near, chosen_fact, nearest_sentence
from bot.core.search.index import Index
from bot.core.search.query import Asked
from bot.core.search.results import Found, Result, Status
from bot.core.search.table_parts import part_named
from bot.core.words.tokens import words_of

MOST_RESULTS = 5
MOST_CHOICES = 3
_WORDS_COUNT = 0.4  # what the words themselves add to the nearness in meaning, at most
_BOTH_COUNT = 0.1  # what using the words of both things adds, where a question compares two
_NAMED_COUNTS = 0.1  # how far ahead a topic is whose name is all that was asked
_COMMON = 0.3  # a word that more than this share of the topics uses names nothing by itself
_FEW = 2
_STATED = 0.85  # from which score on a fact answers the question, so that its places come first
_SURELY = 0.6  # from which nearness on a question of common words is surely about the advisor itself
_AS_ASKED = 0.75  # the same for a topic that is about something else

Scores = NDArray[np.float64]


def search(index: Index, typed: str) -> Found:
    """The topics that answer a question, or why there are none."""
    return find(index, index.reader.read(typed))


def find(index: Index, asked: Asked, kinds: Sequence[str] = ()) -> Found:
    """The same for a question that was read, and whose kinds may be known."""
    if not index.ids:
        return Found("nothing")
    named = index.topic_called(asked.stems, asked.text)
    if named is None and _is_vague(index, asked):
        named = _surely_meant(index, asked)
        if named is None:
            return Found("vague")
    scores, near, in_scope = _scores(index, asked)
    if named is not None:
        scores[named] = max(scores[named], float(scores.max()) + _NAMED_COUNTS)
    order = np.argsort(-scores, kind="stable")[:MOST_RESULTS]
    results = tuple(_result(index, asked, near, int(number), float(scores[number]), kinds) for number in order)
    return Found(_status(index, results, named is not None) if in_scope or named is not None else "nothing", results)


def _surely_meant(index: Index, asked: Asked) -> int | None:
    """The topic that a question of common words is very near to, one about the advisor itself sooner than others."""
    if index.nearness is None or not asked.text.strip():
        return None
    near = index.nearness.compare(asked.text).texts
    at = int(near.argmax())
    place = int(np.searchsorted(index.starts, at, side="right")) - 1
    if index.topics[index.ids[place]].itself:
        return place if near[at] >= _SURELY else None
    return place if near[at] >= _AS_ASKED and len(words_of(asked.text)) > _FEW else None


def _is_vague(index: Index, asked: Asked) -> bool:
    common = index.lexical.rarity_when_used_by(_COMMON)
    return not asked.stems or (len(asked.stems) <= _FEW and all(index.lexical.rarity(stem) < common for stem in asked.stems))


def _scores(index: Index, asked: Asked) -> tuple[Scores, Near | None, bool]:
    by_words = index.lexical.scores(asked.stems)
    used, least = float(by_words.max()), index.thresholds
    if index.nearness is None:
        others = float(index.others.scores(asked.stems).max(initial=0.0))
        return by_words + _for_both(index, asked), None, used >= max(least.used_alone, others)
    compared = index.nearness.compare(asked.text)
    scores = compared.topics + _WORDS_COUNT * by_words + _for_both(index, asked)
    return scores, compared.texts, compared.in_scope >= least.nearer and used >= least.used


def _for_both(index: Index, asked: Asked) -> Scores | float:
    """A topic that is about both of two things compares them."""
    if not asked.two_things:
        return 0.0
    one, other = asked.two_things
    return _BOTH_COUNT * np.minimum(index.lexical.scores(one), index.lexical.scores(other))


def _status(index: Index, results: Sequence[Result], named: bool) -> Status:
    ahead = results[0].score - results[1].score if len(results) > 1 else 1.0
    return "answered" if named or ahead >= index.thresholds.ahead else "choose"


def _result(index: Index, asked: Asked, near: Near | None, number: int, score: float, kinds: Sequence[str]) -> Result:
    id_ = index.ids[number]
    topic = index.topics[id_]
    part = part_named(asked.stems, topic, index.labels)
    own = index.labels[part.table].cites[part.row] if part and part.row is not None else ()
    fact = chosen_fact(index, asked, near, number, kinds)
    stated = topic.facts[fact.number].cite if fact and fact.score >= _STATED else ()
    sources = tuple(dict.fromkeys([*own, *stated, *topic.cite]))[:MOST_SOURCES]
    return Result(id_, topic.title, round(score, 4), sources, part, fact, nearest_sentence(index, near, number))
