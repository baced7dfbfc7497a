"""The sentences that people begin with: who understands them, over a content folder."""

import logging
from functools import cache
from pathlib import Path

from bot.core.content.library import Library
from bot.core.openings.opening import Understand
from bot.core.openings.recogniser import Recogniser, texts_compared
from bot.services.embeddings import VECTORS, Embedder, Model, model_here
from bot.services.search import DATA

OPENING_VECTORS = "dialogues/vectors.npz"
_log = logging.getLogger(__name__)


def recogniser_of(library: Library, content: Path, data: Path = DATA, model: Model | None = None) -> Recogniser:
    """Who understands openings; embeddings that do not come with the content are worked out once and kept in the data
    folder."""
    model = model or model_here()
    return Recogniser(library, _embedder(library, content, data, model) if model else None)


def _embedder(library: Library, content: Path, data: Path, model: Model) -> Embedder:
    own, texts = data / "opening_vectors.npz", texts_compared(library)
    embedder = Embedder(model, [content / VECTORS, content / OPENING_VECTORS, own])
    if embedder.missing(texts):
        try:
            embedder.keep(texts, own)
        except OSError as error:  # nothing is lost but time
            _log.warning("The embeddings could not be kept in %s: %s", own, error.strerror)
    return embedder


def understanding(library: Library, content: Path) -> Understand:
    """What understands openings; it is made ready when the first is said."""
    recogniser = cache(lambda: recogniser_of(library, content))
    return lambda sentence: recogniser().read(sentence)


def embed_openings(library: Library, content: Path) -> int:
    """Work out the embeddings of a content folder's openings, and keep them in it. Returns how many there are."""
    model = model_here()
    if model is None:
        raise OSError("the model is not installed here")
    texts = Embedder(model, [content / VECTORS]).missing(texts_compared(library))
    Embedder(model, [content / OPENING_VECTORS]).keep(texts, content / OPENING_VECTORS)
    return len(texts)
