"""`make bench`: what a click costs us beside bare Bolt, as ratios of medians in one run; these machines are noisy."""

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

from bot.content_files import library_at, shipped_content
from bot.core.search.found import Found
from bot.service import Advisor
from bot.stores.database import open_database
from bot.stores.store import Store
from bot.surfaces.slack.app import build_app
from bot.surfaces.slack.clicks import Click
from bot.surfaces.slack.desk import Desk
from bot.surfaces.slack.workspaces import OneWorkspace

ROUNDS, TIMES = 5, 20


class Nobody(WebClient):
    """A client that asks nobody, so that only our own time is measured."""

    def api_call(self, api_method: str, **_: object) -> dict[str, object]:  # type: ignore[override]
        return {
            "ok": True,
            "team_id": "T1",
            "user_id": "U0",
            "bot_id": "B0",
            "user": "advisor",
            "team": "T",
            "url": "https://t.example",
        }


def click(value: str, number: int) -> BoltRequest:
    body = {
        "type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "channel": {"id": "C1"}, "trigger_id": str(number),
        "container": {"message_ts": "1.0"}, "message": {"ts": "1.0", "thread_ts": "0.5"},
        "actions": [{"action_id": "give:0", "block_id": "b", "value": value, "action_ts": f"{number}.0", "type": "button"}],
    }  # fmt: skip
    return BoltRequest(body=json.dumps(body), mode="socket_mode")


def median_of(act: Callable[[int], object]) -> float:
    """Seconds for one, the median over rounds."""
    rounds = []
    for round_ in range(ROUNDS):
        start = time.perf_counter()
        for number in range(TIMES):
            act(round_ * TIMES + number)
        rounds.append((time.perf_counter() - start) / TIMES)
    return statistics.median(rounds)


def bare(process_before_response: bool) -> App:
    app = App(
        client=Nobody(token="xoxb-none"), signing_secret="none", process_before_response=process_before_response,
        token_verification_enabled=False,
    )  # fmt: skip
    app.action("give:0")(lambda ack: ack())
    return app


def main() -> None:
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        advisor = Advisor(library_at(shipped_content()), Store(open_database(f"sqlite:///{Path(folder) / 'bench.db'}")))
        client = Nobody(token="xoxb-none")
        ours = build_app(Desk(advisor, OneWorkspace(client), lambda _: Found("nothing")), client)
        held = advisor.begin("managed", "bench", "T1/U1", surface={"team": "T1", "channel": "C1", "who": "me"})
        assert held
        id_ = held.kept.conversation.id
        alone, polled = bare(True), bare(False)
        base = median_of(lambda n: alone.dispatch(click("x", n)))
        figures = {
            "bare Bolt, process_before_response": base,
            "bare Bolt as it comes": median_of(lambda n: polled.dispatch(click("x", n))),
            "our app, a click that answers": median_of(
                lambda n: ours.dispatch(click(Click(id_, n, "managed.service", f"service {n}").packed(), n + 1000))
            ),
            "our app, a click of nothing we know": median_of(lambda n: ours.dispatch(click("x", n + 9000))),
        }
    for name, seconds in figures.items():
        sys.stdout.write(f"{name:<40} {seconds / base:6.1f} × bare Bolt\n")


if __name__ == "__main__":
    main()
