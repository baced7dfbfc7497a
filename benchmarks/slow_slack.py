"""A Slack that takes 100 ms for every call: how many turns a second, and how soon each is acknowledged."""

import itertools
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from benchmarks.clicks import SECRET, AtOnce, ours, over_socket, payload, stand_in
from benchmarks.timing import table
from bot.core.content.library import Library

TAKES, SECONDS = 0.1, 3.0  # for a call, and for each measurement
NEVER = float("inf")  # Bolt gives up after three seconds, as Slack does
OUTSTANDING = (1, 32, 100)
ROUNDS = 1


class Slow(AtOnce):
    """A Slack that takes its time, and tells when the new message of a channel stands there."""

    def __init__(self) -> None:
        super().__init__(token="xoxb-none")
        self.posted: dict[str, threading.Semaphore] = {}

    def api_call(self, api_method: str, **how: Any) -> Any:
        """Answer after a while."""
        if api_method == "auth.test":
            return super().api_call(api_method)
        time.sleep(TAKES)
        sent = how.get("json") or how.get("params") or {}
        if api_method == "chat.postMessage" and sent.get("channel") in self.posted:
            self.posted[sent["channel"]].release()
        return super().api_call(api_method)


@contextmanager
def _bolt(slack: Slow, client: WebClient, pool: int) -> Iterator[tuple[App, Callable[[str], Iterator[str]]]]:
    """Bolt as its guides show it: acknowledge, then change the old message and post the new one. It keeps nothing."""
    executor = ThreadPoolExecutor(pool)
    app = App(client=client, signing_secret=SECRET, token_verification_enabled=False, listener_executor=executor)

    @app.action("give:0")
    def acted(ack: Any, body: Any) -> None:
        ack()
        channel = body["channel"]["id"]
        slack.chat_update(channel=channel, ts="1.0", text="answered")
        slack.chat_postMessage(channel=channel, text="next")

    yield app, lambda _: itertools.repeat("x")
    executor.shutdown(cancel_futures=True)


@contextmanager
def _ours(slack: Slow, client: WebClient, library: Library, folder: Path) -> Iterator[tuple[App, Callable[[str], Iterator[str]]]]:
    with ours(library, folder, client, slack) as app:
        app.sender.start()

        def values(channel: str) -> Iterator[str]:
            while True:
                yield from app.clicks(channel)

        yield app.app, values
        app.sender.stop()


def _client(app: App, values: Iterator[str], said: threading.Semaphore, channel: str, end: float, took: list[float]) -> int:
    """One person who clicks as soon as the next question stands there; how many turns that were."""
    turns, numbers = 0, itertools.count(hash(channel) % 10**6 * 1000)
    while time.monotonic() < end:
        request, begin = over_socket(payload(next(values), next(numbers), channel)), time.monotonic()
        status = app.dispatch(request).status
        took.append(time.monotonic() - begin if status == 200 else NEVER)
        if not said.acquire(timeout=20):
            break
        turns += 1
    return turns


def _measured(slack: Slow, app: App, values: Callable[[str], Iterator[str]], outstanding: int) -> tuple[float, list[float]]:
    took: list[float] = []
    channels = [f"C{outstanding}x{number}" for number in range(outstanding)]
    slack.posted = {channel: threading.Semaphore(0) for channel in channels}
    ready = {channel: values(channel) for channel in channels}
    begin = time.monotonic()
    with ThreadPoolExecutor(outstanding) as people:
        each = [people.submit(_client, app, ready[one], slack.posted[one], one, begin + SECONDS, took) for one in channels]
        turns = sum(one.result() for one in each)
    return turns / (time.monotonic() - begin), took


def report(library: Library) -> str:
    """The table of it; the ways take turns."""
    found: dict[tuple[int, str], list[tuple[float, list[float]]]] = {}
    for _ in range(ROUNDS):
        for outstanding in OUTSTANDING:
            for name in ("Bolt as it comes", "Bolt with a pool of 50", "ours"):
                slack = Slow()
                with TemporaryDirectory() as folder, stand_in() as client:
                    pool = 50 if "50" in name else 5
                    way = _ours(slack, client, library, Path(folder)) if name == "ours" else _bolt(slack, client, pool)
                    with way as (app, values):
                        found.setdefault((outstanding, name), []).append(_measured(slack, app, values, outstanding))
    rows: list[tuple[object, ...]] = []
    for (outstanding, name), rounds in found.items():
        base = statistics.mean(rate for rate, _ in found[outstanding, "Bolt as it comes"])
        rate, took = statistics.mean(one for one, _ in rounds), sorted(one for _, times in rounds for one in times)
        middle, late = statistics.median(took), took[int(len(took) * 0.99) - 1]
        missed = sum(one == NEVER for one in took)
        shown = (f"{one * 1000:.0f}" if one < NEVER else "never" for one in (middle, late))
        rows.append((outstanding, name, f"{rate:.1f}", f"{rate / base:.1f}×", *shown, f"{missed} of {len(took)}"))
    heads = ("outstanding", "what", "turns a second, said", "against Bolt as it comes", "ms to acknowledge: median")
    return table((*heads, "99 of 100", "never acknowledged"), rows)
