"""The index: all that is worked out once, before the first question."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from bot.core.content.search_settings import Nicknames, NotForUs, Thresholds
from bot.core.content.topic import KnownTable, Topic
from bot.core.search.bm25 import Lexical
from bot.core.search.passages import Passage, passages_of
from bot.core.search.query import Reader
from bot.core.search.semantic import Embed, Nearness
from bot.core.search.table_parts import Labels, labels_of
from bot.core.words.tokens import Vocabulary, stems_of, words_of


@dataclass(frozen=True)
class Index:
    """The topics, ready to be searched; without a model's embeddings, by words alone."""

    topics: Mapping[str, Topic]
    ids: tuple[str, ...]
    reader: Reader
    lexical: Lexical
    others: Lexical
    nearness: Nearness | None
    labels: Mapping[str, Labels]
    thresholds: Thresholds
    passages: tuple[tuple[Passage, ...], ...]
    starts: tuple[int, ...]  # where each topic's texts begin among all of them
    names: Mapping[frozenset[str], int]
    questions: Mapping[str, int]  # the authors', word for word, with the topic they lead to

    def without_model(self) -> "Index":
        """The same topics, searched by words alone."""
        return replace(self, nearness=None)

    def topic_called(self, stems: Iterable[str], text: str = "") -> int | None:
        """The topic that goes by exactly this name, or whose author wrote this very question; by its place."""
        return self.names.get(frozenset(stems), self.questions.get(" ".join(words_of(text))))


def texts_searched(topics: Mapping[str, Topic], not_for_us: NotForUs) -> list[str]:
    """Every text that a question is compared with."""
    return [*(passage.text for topic in topics.values() for passage in passages_of(topic)), *not_for_us.questions]


def build_index(
    topics: Mapping[str, Topic],
    tables: Mapping[str, KnownTable],
    nicknames: Nicknames,
    not_for_us: NotForUs,
    embed: Embed | None,
) -> Index:
    """The index over these topics."""
    passages = tuple(passages_of(topic) for topic in topics.values())
    texts = [[passage.text for passage in own] for own in passages]
    known = [*(text for own in texts for text in own), *not_for_us.questions, *nicknames.words.values()]
    return Index(
        topics=topics,
        ids=tuple(topics),
        reader=Reader(nicknames, Vocabulary(known)),
        lexical=Lexical([[(passage.text, passage.weight) for passage in own] for own in passages]),
        others=Lexical([[(question, 1.0)] for question in not_for_us.questions]),
        nearness=Nearness(embed, texts, not_for_us.questions) if embed and texts else None,
        labels={name: labels_of(name, table) for name, table in tables.items()},
        thresholds=not_for_us.thresholds,
        passages=passages,
        starts=tuple(accumulate((len(own) for own in passages[:-1]), initial=0)),
        names=_names(topics.values()),
        questions={
            " ".join(words_of(passage.text)): place
            for place, own in reversed(list(enumerate(passages)))
            for passage in own
            if passage.part == "questions"
        },
    )


def _names(topics: Iterable[Topic]) -> dict[frozenset[str], int]:
    """Each name with the topic it leads to; a title goes before another topic's further name."""
    topics = list(topics)
    called = [(topic.title, place) for place, topic in enumerate(topics)]
    called += [(name, place) for place, topic in enumerate(topics) for name in topic.names]
    return {frozenset(stems_of(name)): place for name, place in reversed(called) if _names_something(name)}


def _names_something(name: str) -> bool:
    """Whether a name is more than a single word among those that say nothing, as “what to commission” is."""
    return len(stems_of(name)) > 1 or len(words_of(name)) == len(stems_of(name)) == 1
