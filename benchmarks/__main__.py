"""Measure everything, side by side, and write `benchmarks/RESULTS.md`. Ends by itself; talks to this machine only."""

import logging
import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import growth, peers, questions, slow_slack, startup, turns, walking
from bot.services.content import library_at, shipped_content

RESULTS = Path(__file__).with_name("RESULTS.md")
HOW = """# What things cost

Written by `make bench`; nothing in it is typed by hand. {machine}, {day}. It took {minutes:.0f} minutes.
When it began, {load:.1f} processes waited for {cores} cores{busy}

**How to read it.** What is compared takes turns within one run, so ratios hold on any machine, and milliseconds do not.
Times are processor time of one thread where nothing else is said, so that other work on the machine is not counted.
“µs: median (quarters)” gives the median, with the quarters below and above it in brackets.
"""


def _parts() -> dict[str, Callable[[], str]]:
    library = library_at(shipped_content())
    return {
        "A click of a real dialogue of six questions, forwards": lambda: turns.report(library),
        "Walks and steps": walking.report,
        "A Slack that takes 100 ms for every call": lambda: slow_slack.report(library),
        "Start-up": startup.report,
        "Quick questions": lambda: questions.report(library),
        "The same six questions on other frameworks": lambda: peers.report(library),
        "Growth": growth.report,
    }


def main() -> None:
    """Measure, and write."""
    logging.disable(logging.CRITICAL)
    begin, load = time.monotonic(), os.getloadavg()[0]
    wanted, parts = sys.argv[1:], list[str]()
    for title, report in _parts().items():
        if not wanted or any(word.lower() in title.lower() for word in wanted):
            sys.stdout.write(f"{title} …\n")
            parts.append(f"## {title}\n\n{report()}")
            if not wanted:
                RESULTS.write_text(_text(begin, load, parts), encoding="utf-8")
    sys.stdout.write(_text(begin, load, parts))


def _text(begin: float, load: float, parts: list[str]) -> str:
    """What was measured so far."""
    cores = os.cpu_count() or 1
    machine = f"{cores} cores of {platform.machine()}, {platform.system()}, Python {platform.python_version()}"
    busy = ": **a busy machine**, so trust the ratios and not the milliseconds." if load > cores / 2 else "."
    head = HOW.format(
        machine=machine,
        day=f"{datetime.now(UTC):%Y-%m-%d}",
        minutes=(time.monotonic() - begin) / 60,
        load=load,
        cores=cores,
        busy=busy,
    )
    return "\n".join([head, *parts])


if __name__ == "__main__":
    main()
