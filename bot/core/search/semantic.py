"""How near in meaning a question is to the texts of each topic, by the angle between their embeddings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Scores = NDArray[np.float64]
Embed = Callable[[Sequence[str]], Vectors]

_AMONG_TOPICS = 0.12  # how sharply the nearest texts outvote the others: the smaller, the sharper
_IN_SCOPE = 0.06


@dataclass(frozen=True)
class Compared:
    """How near a question is: to each text in order, to each topic, and to all of them rather than to what is not for
    us."""

    texts: Scores
    topics: Scores
    in_scope: float


class Nearness:
    """Every text of a topic has a vote, the more the nearer it is; so have the questions that are not for us.

    All embeddings of this kind of model point roughly one way, so the mean of the topics' texts is taken off first.
    """

    def __init__(self, embed: Embed, texts: Sequence[Sequence[str]], not_for_us: Sequence[str]) -> None:
        self._embed = embed
        ours = embed([text for own in texts for text in own])
        self._mean = ours.mean(axis=0)
        self._ours = self._centred(ours)
        self._others = self._centred(embed(not_for_us)) if not_for_us else None
        sizes = np.array([len(own) for own in texts])
        self._starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self._handicap = np.sqrt(sizes)  # so that a long topic does not win by its length

    def compare(self, question: str) -> "Compared":
        """How near a question is to every text, to each topic, and to topics rather than to what is not for us."""
        asked = self._centred(self._embed([question]))[0]
        near = _cosines(self._ours, asked)
        others = _cosines(self._others, asked) if self._others is not None else np.array([-1.0])
        return Compared(near, self._votes(near), _together(near, _IN_SCOPE) - _together(others, _IN_SCOPE))

    def _votes(self, near: Scores) -> Scores:
        votes = np.add.reduceat(np.exp(near / _AMONG_TOPICS), self._starts)
        return np.asarray(_AMONG_TOPICS * np.log(votes / self._handicap))

    def _centred(self, vectors: Vectors) -> Vectors:
        off = vectors - self._mean
        return np.asarray(off / np.maximum(np.linalg.norm(off, axis=1, keepdims=True), 1e-6), dtype=np.float32)


def _cosines(vectors: Vectors, asked: Vectors) -> Scores:
    # not `@`: its threads would wait for one another where cores are shared
    return np.asarray(np.vecdot(vectors, asked), dtype=np.float64)


def _together(near: Scores, sharpness: float) -> float:
    return float(sharpness * np.log(np.exp(near / sharpness).mean()))
