"""How many quick questions a second, and the model's share of the time."""

import statistics
import time
from typing import Any

from benchmarks.timing import table
from bot.core.content.library import Library
from bot.services.content import shipped_content
from bot.services.embeddings import model_here
from bot.services.search import answerer_of, index_of

QUESTIONS = (
    "what is a managed change?", "how do I stimulate a market?", "who decides on personal budgets?", "what evidence do I need?",
    "when should services be decommissioned?", "what is market shaping?", "how do we involve users and carers?", "lunch?",
)  # fmt: skip
ROUNDS = 5


class Timed:
    """The model, and how long it took."""

    def __init__(self, model: Any) -> None:
        self._model, self.seconds = model, 0.0

    def query(self, texts: list[str]) -> Any:
        """As the model does."""
        begin = time.thread_time()
        try:
            return self._model.query(texts)
        finally:
            self.seconds += time.thread_time() - begin


def report(library: Library) -> str:
    """The table of it."""
    model = model_here()
    timed = Timed(model) if model else None
    index = index_of(library, shipped_content(), model=timed)
    answerer = answerer_of(library, index, library.sources, library.phrases)
    taken, shares = list[float](), list[float]()
    for number in range(ROUNDS):
        for asked in QUESTIONS:
            before, begin = timed.seconds if timed else 0.0, time.thread_time()
            answerer.reply(f"{asked} {'please ' * number}")  # not the same words twice
            taken.append(time.thread_time() - begin)
            shares.append(((timed.seconds if timed else 0.0) - before) / taken[-1])
    middle = statistics.median(taken)
    return table(
        ("questions", "ms of processor time, median", "a second", "the model's share"),
        [(len(taken), f"{middle * 1000:.1f}", f"{1 / middle:.0f}", f"{statistics.median(shares):.0%}")],
    )
