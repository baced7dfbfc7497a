"""How near a sentence is in meaning to the sample sentences of each dialogue, and to what opens none."""

from collections.abc import Sequence

import numpy as np

from bot.core.search.semantic import Embed, Scores, Vectors

_SHARPNESS = 0.12  # how sharply the nearest samples outvote the others: the smaller, the sharper


class Neighbours:
    """Every sample of a dialogue has a vote, the more the nearer it is."""

    def __init__(self, embed: Embed, samples: Sequence[Sequence[str]], others: Sequence[str]) -> None:
        self._embed = embed
        ours = embed([text for own in samples for text in own])
        self._mean = ours.mean(axis=0)
        self._ours, self._others = self._centred(ours), self._centred(embed(others))
        sizes = np.array([len(own) for own in samples])
        self._starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self._handicap = np.sqrt(sizes)  # so that a dialogue does not win by the number of its samples

    def compare(self, without_service: str, sentence: str) -> tuple[Scores, float]:
        """The nearness of each dialogue, and how much nearer the nearest sample is than anything that opens none."""
        asked, whole = self._centred(self._embed([without_service, sentence]))
        near, others = _cosines(self._ours, asked), _cosines(self._others, whole)
        votes = np.add.reduceat(np.exp(near / _SHARPNESS), self._starts)
        scores = np.asarray(_SHARPNESS * np.log(votes / self._handicap))
        return scores, float(near.max() - others.max(initial=-1.0))

    def _centred(self, vectors: Vectors) -> Vectors:
        off = vectors - self._mean
        return np.asarray(off / np.maximum(np.linalg.norm(off, axis=1, keepdims=True), 1e-6), dtype=np.float32)


def _cosines(vectors: Vectors, asked: Vectors) -> Scores:
    # not `@`: its threads would wait for one another where cores are shared
    return np.asarray(np.vecdot(vectors, asked), dtype=np.float64)
