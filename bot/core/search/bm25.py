"""How many of a question's words a topic uses, the rare ones counting most."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.core.words.tokens import stems_of

Scores = NDArray[np.float64]
_SATURATION = 1.2  # after a few uses, one more use of a word says little more


class Lexical:
    """BM25's term weights without its length norm, as a share of what the question could score: never above 1."""

    def __init__(self, documents: Sequence[Iterable[tuple[str, float]]]) -> None:
        self._count = len(documents)
        uses: dict[str, dict[int, float]] = defaultdict(dict)
        for number, document in enumerate(documents):
            for word, weight in _weighed(document).items():
                uses[word][number] = weight
        self._used = {word: _columns(at) for word, at in uses.items()}

    def rarity(self, stem: str) -> float:
        """How much a word tells; one that nobody uses tells most."""
        used = len(self._used[stem][0]) if stem in self._used else 0
        return math.log(1 + (self._count - used + 0.5) / (used + 0.5))

    def rarity_when_used_by(self, share: float) -> float:
        """How much a word tells that this share of the documents uses."""
        return math.log(1 + (self._count * (1 - share) + 0.5) / (self._count * share + 0.5))

    def scores(self, stems: Sequence[str]) -> Scores:
        """For each document the share, 0 to 1, of what these words could score."""
        scores = np.zeros(self._count)
        for stem in stems:
            if stem in self._used:
                where, weight = self._used[stem]
                scores[where] += self.rarity(stem) * weight
        return scores / (sum(map(self.rarity, stems)) or 1.0)


def _weighed(document: Iterable[tuple[str, float]]) -> Counter[str]:
    weighed: Counter[str] = Counter()
    for text, weight in document:
        for stem in stems_of(text):
            weighed[stem] += weight  # type: ignore[assignment]
    return weighed


def _columns(at: dict[int, float]) -> tuple[NDArray[np.intp], Scores]:
    weights = np.array(list(at.values()))
    return np.array(list(at), dtype=np.intp), weights / (weights + _SATURATION)
