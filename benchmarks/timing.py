"""Measuring side by side: what is compared takes turns within one run, so that a busy machine slows all of it alike."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Spread:
    """The median of many, and the quarter below and above it, in microseconds of processor time."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        """The median with its spread."""
        return f"{self.median:,.0f} ({self.low:,.0f}–{self.high:,.0f})"


def spread(seconds: list[float]) -> Spread:
    """The spread of these times."""
    low, median, high = statistics.quantiles(seconds, n=4)
    return Spread(median * 1e6, low * 1e6, high * 1e6)


def side_by_side(ways: Mapping[str, Callable[[int], object]], times: int, warm: int = 12) -> dict[str, Spread]:
    """What each way takes, all of them in turn; the first few do not count. Each gets its number in the row."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(warm + times):
        for name, way in ways.items():
            begin = time.thread_time()
            way(number)
            if number >= warm:
                taken[name].append(time.thread_time() - begin)
    return {name: spread(all_) for name, all_ in taken.items()}


def table(heads: tuple[str, ...], rows: list[tuple[object, ...]]) -> str:
    """A table in Markdown."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines) + "\n"
