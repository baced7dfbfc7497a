"""Starting the playground: on a port of this machine, in the browser, until told to stop."""

import os
import signal
import sys
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

from bot.fake_slack.server import StandIn
from bot.playground.clock import Clock
from bot.playground.content_watcher import AnswersFor, ContentWatcher
from bot.playground.origin_guard import is_loopback
from bot.playground.playground import Playground
from bot.playground.routes import PageRoutes
from bot.services.conversations import Advisor

Ready = Callable[[str], None]


class CannotListen(Exception):
    """The port is not to be had; the message says what to do."""


def playground_at(
    host: str, port: int, advisor: Advisor, content: Path, answers_for: AnswersFor, anyone: bool = False
) -> Playground:
    """A playground with its page, not started yet; only `anyone` lets others than this machine reach it. Raises
    CannotListen."""
    if not anyone and not is_loopback(host):
        raise CannotListen(
            f"ADVISOR_HOST is {host}, where others on your network could use the playground as anybody. Unset it, or say "
            "`advisor playground --anyone-on-this-network` if that is what you want."
        )
    time = Clock(advisor.clock)
    try:
        slack = StandIn(time.seconds, host, port)
    except OSError as error:
        told = f"The playground cannot listen on {host}:{port}: {error.strerror}."
        raise CannotListen(f"{told} Stop what uses it, or set ADVISOR_PORT to another (0 takes any that is free).") from None
    live = ContentWatcher(content, advisor.library, answers_for, advisor.clock)
    advisor.clock = time.now
    playground = Playground(slack, advisor, live, time)
    PageRoutes(playground).add_to(host)
    return playground


def serve_playground(playground: Playground, ready: Ready, browser: bool) -> None:
    """Serve until Ctrl-C or SIGTERM."""
    stopping = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stopping.set())
    playground.start()
    address = f"http://{playground.slack.address}/"
    who = "on this machine only" if is_loopback(playground.slack.address.rpartition(":")[0]) else "open to ANYONE ON THIS NETWORK"
    ready(f"The playground is at {address}\nIt is a stand-in for Slack, {who}. Ctrl-C stops it.")
    if browser and _has_a_screen():
        webbrowser.open(address)
    stopping.wait()
    playground.stop()


def _has_a_screen() -> bool:
    """Whether a browser has somewhere to open; on Linux one of the terminal would else take the terminal over."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
