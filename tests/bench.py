"""`make bench`: what a click costs beside bare Bolt, as ratios of medians in one run; machines are noisy."""

import json
import logging
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from slack_bolt import App, BoltRequest
from slack_sdk import WebClient

from bot.fake_slack.fake_slack import BOT_TOKEN
from bot.fake_slack.server import StandIn
from bot.services.content import library_at, shipped_content
from bot.services.conversations import Advisor
from bot.slack.app import build_app
from bot.slack.blocks.action_ids import Click
from bot.slack.installations import OneWorkspace
from bot.slack.listeners.register import Desk
from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.answers import NoAnswers

ROUNDS, TIMES = 5, 30


def click(value: str, number: int) -> BoltRequest:
    """A click as Socket Mode brings it."""
    body = {
        "type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "channel": {"id": "C1"}, "trigger_id": str(number),
        "container": {"message_ts": "1.0"}, "message": {"ts": "1.0", "thread_ts": "0.5"},
        "actions": [{"action_id": "give:0", "block_id": "b", "value": value, "action_ts": f"{number}.0", "type": "button"}],
    }  # fmt: skip
    return BoltRequest(body=json.dumps(body), mode="socket_mode")


def median_of(act: Callable[[int], object]) -> float:
    """Seconds for one: the median of some rounds, after a first that does not count."""
    rounds = []
    for round_ in range(ROUNDS + 1):
        start = time.perf_counter()
        for number in range(TIMES):
            act(round_ * TIMES + number)
        rounds.append((time.perf_counter() - start) / TIMES)
    return statistics.median(rounds[1:])


def bare(client: WebClient, at_once: bool, listeners: int = 1) -> App:
    """A Bolt app that only acknowledges, with the listener that matches registered last."""
    app = App(client=client, signing_secret="none", process_before_response=at_once, token_verification_enabled=False)
    for number in range(listeners - 1, -1, -1):
        app.action(f"give:{number}")(lambda ack: ack())
    return app


def main() -> None:
    """Measure and print."""
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder, StandIn() as slack:
        client = WebClient(token=BOT_TOKEN, base_url=slack.api_url)
        advisor = Advisor(library_at(shipped_content()), Store(open_database(f"sqlite:///{Path(folder) / 'bench.db'}")))
        ours = build_app(Desk(advisor, OneWorkspace(client), NoAnswers()), client)
        result = advisor.begin("managed", "bench", "T1/U1", surface={"team": "T1", "channel": "C1", "who": "me"})
        assert result
        id_ = result.stored.conversation.id

        def back_and_forth(number: int) -> object:
            return ours.dispatch(click(Click(id_, number, "managed.service", f"service {number}").packed(), number + 1000))

        base_app, polled, many = bare(client, True), bare(client, False), bare(client, True, 20)
        base = median_of(lambda n: base_app.dispatch(click("x", n)))
        figures = {
            "bare Bolt, one listener": base,
            "bare Bolt, twenty listeners": median_of(lambda n: many.dispatch(click("x", n))),
            "bare Bolt as it comes, polling": median_of(lambda n: polled.dispatch(click("x", n))),
            "ours, a click decided and kept": median_of(back_and_forth),
        }
    for name, seconds in figures.items():
        sys.stdout.write(f"{name:<34}{seconds / base:6.1f} × ({seconds * 1000:.1f} ms)\n")


if __name__ == "__main__":
    main()
