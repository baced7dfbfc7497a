"""What a click costs, decided and kept, and said, beside a bare Bolt app that only acknowledges the same payload."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from slack_bolt import App, BoltRequest

from benchmarks.clicks import Ours, bare_bolt, ours, over_socket, payload, signed_form, stand_in
from benchmarks.timing import Spread, side_by_side, table
from bot.core.content.library import Library

TIMES = 240  # clicks, forty conversations of six questions
MEMORY = Path("/dev/shm")


def forward(app: Ours) -> Iterator[str]:
    """The next button, conversation after conversation."""
    while True:
        yield from app.clicks()


def _dispatched(
    app: App, read: Callable[..., BoltRequest], values: Iterator[str], numbers: Iterator[int]
) -> Callable[[int], None]:
    def act(_: int) -> None:
        assert app.dispatch(ready.pop()).status == 200
        ready.append(read(payload(next(values), next(numbers))))

    ready = [read(payload(next(values), next(numbers)))]
    return act


def _said(app: Ours) -> Callable[[int], None]:
    def act(_: int) -> None:
        while app.sender.send_next():
            pass

    return act


def measured(library: Library) -> dict[str, Spread]:
    """Each way's spread."""
    numbers = itertools.count(1)
    with ExitStack() as stack:
        client = stack.enter_context(stand_in())
        ways: dict[str, Callable[[int], object]] = {}
        for read, form in ((over_socket, "Socket Mode"), (signed_form, "signed form")):
            ways[f"bare Bolt, {form}"] = _dispatched(bare_bolt(client), read, itertools.repeat("x"), numbers)
            for where, folder in (("disk", None), ("tmpfs", MEMORY if MEMORY.is_dir() else None)):
                place = Path(stack.enter_context(TemporaryDirectory(dir=folder)))
                app = stack.enter_context(ours(library, place, client))
                name = f"{form}, {where}"
                ways[f"ours, {name}, acknowledged"] = _dispatched(app.app, read, forward(app), numbers)
                ways[f"ours, {name}, said after it"] = _said(app)
        return side_by_side(ways, TIMES)


def report(library: Library) -> str:
    """The table of it."""
    found, rows = measured(library), list[tuple[object, ...]]()
    for name, taken in found.items():
        base = found["bare Bolt, signed form" if "signed" in name else "bare Bolt, Socket Mode"]
        rows.append((name, taken, f"{taken.median / base.median:.1f}×"))
    return table(("what", "µs: median (quarters)", "against bare Bolt"), rows)
