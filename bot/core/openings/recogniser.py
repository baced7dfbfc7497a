"""From the sentence that somebody begins with to a dialogue, a service and the first answers: pure, no language
model."""

from collections.abc import Iterator

import numpy as np

from bot.core.content.library import Library
from bot.core.dialogue.conversation import short
from bot.core.openings.nearness import Neighbours
from bot.core.openings.opening import Opening
from bot.core.openings.said import SaidReader
from bot.core.openings.service_phrase import Found, ServiceReader
from bot.core.search.bm25 import Lexical
from bot.core.search.passages import passages_of
from bot.core.search.semantic import Embed, Scores
from bot.core.words.tokens import folded, stems_of

LONGEST = 2000  # characters that are read
MOST_OFFERS = 3
_STAND_IN = "this service"  # what is said of one service is said of all
_WORDS_COUNT = 0.5  # what the words themselves add to the nearness in meaning, at most
# How much nearer a sentence must be to samples than to what opens none; measured by `make evaluate`.
_AHEAD, _AHEAD_WITH_SERVICE, _AHEAD_WITH_ANSWERS = 0.0, -0.16, -0.3
_USED_ALONE = 0.35  # without a model: the share of its words that the samples of one dialogue must use


class Recogniser:
    """Understands the sentences that people begin with."""

    def __init__(self, library: Library, embed: Embed | None) -> None:
        self._ids = [id_ for id_, dialogue in library.dialogues.items() if dialogue.openings]
        self._services, self._said = ServiceReader(library.service_words), SaidReader(library)
        samples = [list(samples_of(library, self._services, id_)) for id_ in self._ids]
        self._lexical = Lexical([[(text, 1.0) for text in own] for own in samples])
        self._near = Neighbours(embed, samples, others_of(library)) if embed and samples else None

    def read(self, sentence: str) -> Opening:
        """What was understood."""
        text = " ".join(folded(sentence[:LONGEST]).split())
        if not self._ids or not stems_of(text):
            return Opening()
        service = self._services.read(text)
        scores, ahead = self._scores(text, service)
        offers = tuple(self._ids[number] for number in np.argsort(-scores, kind="stable")[:MOST_OFFERS])
        answers, beside = self._said.read(offers[0], text)
        least = _AHEAD_WITH_ANSWERS if answers or beside else _AHEAD_WITH_SERVICE if service else _AHEAD
        if ahead < least:
            return Opening()
        return Opening(offers[0], offers, service.text if service else "", answers, beside, self._said.ticks(text))

    def _scores(self, text: str, service: Found | None) -> tuple[Scores, float]:
        """How well each dialogue fits, and how much better the best of them than what opens none."""
        bare = without_service(text, service)
        by_words = self._lexical.scores(stems_of(bare))
        if self._near is None:
            return by_words, float(by_words.max()) - _USED_ALONE
        by_meaning, ahead = self._near.compare(bare, text)
        return by_meaning + _WORDS_COUNT * by_words, ahead


def without_service(text: str, service: Found | None) -> str:
    """The sentence with one and the same name for any service."""
    return f"{text[: service.start]}{_STAND_IN}{text[service.end :]}" if service else text


def samples_of(library: Library, services: ServiceReader, dialogue: str) -> Iterator[str]:
    """The sentences that open a dialogue, without the services they name."""
    known = library.dialogues[dialogue]
    for text in (*known.openings, known.title, *known.also):
        yield without_service(folded(text), services.read(text))


def others_of(library: Library) -> list[str]:
    """What people ask and say that opens none: quick questions, and what is not for us."""
    kinds = {"title", "names", "questions"}
    asked = [passage.text for topic in library.topics.values() for passage in passages_of(topic) if passage.part in kinds]
    return [*asked, *library.not_for_us.questions]


def texts_compared(library: Library) -> list[str]:
    """Every text that a sentence is compared with, for whoever embeds them beforehand."""
    services = ServiceReader(library.service_words)
    samples = [text for id_, one in library.dialogues.items() if one.openings for text in samples_of(library, services, id_)]
    return [*samples, *others_of(library)]


def as_told(opening: Opening) -> dict[str, object]:
    """The opening as plain data: questions by the names that people write in files of answers."""
    answers = {short(key, opening.dialogue): value for key, value in opening.answers.items()}
    return {
        "dialogue": opening.dialogue or None,
        "offers": list(opening.offers),
        "service": opening.service or None,
        "answers": answers,
    }
