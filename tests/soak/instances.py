"""The instances, as an orchestrator looks after them: whichever ends is started again."""

import random
import socket
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

from bot.fake_slack.server import StandIn
from bot.fake_slack.state.deliveries import Delivery
from bot.fake_slack.transport.events_http import HttpEvents
from tests.support.slack.office import SECRET

ROOT = Path(__file__).parents[2]
LOOK = 0.2  # seconds between two looks at the processes


class Instance:
    """One process, at a port of its own."""

    def __init__(self, slack: StandIn, database: str, folder: Path, number: int) -> None:
        self.port, self.clock = _free_port(), folder / f"clock-{number}"
        self.log = folder / f"instance-{number}.log"
        self.clock.write_text("0", encoding="utf-8")
        command = [sys.executable, "-m", "tests.soak.instance", slack.api_url, database, str(self.port), str(self.clock)]
        self._command = command
        self.http = HttpEvents(slack, f"http://127.0.0.1:{self.port}/slack/events", SECRET)
        self.starts = 0
        self.start()

    def start(self) -> None:
        """Start it, for the first time or again."""
        self.starts += 1
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self._command, cwd=ROOT, stdout=log, stderr=log)

    @property
    def serves(self) -> bool:
        """Whether it takes what comes over HTTP."""
        with closing(socket.socket()) as probe:
            return self.process.poll() is None and probe.connect_ex(("127.0.0.1", self.port)) == 0


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        return int(taken.getsockname()[1])


class Instances:
    """All of them, and the way that deliveries take to one of them."""

    def __init__(self, slack: StandIn, database: str, folder: Path, count: int, chance: random.Random) -> None:
        self.slack, self.chance, self.kills = slack, chance, 0
        self.all = [Instance(slack, database, folder, number) for number in range(count)]
        self._over = threading.Event()
        self._keeper = threading.Thread(target=self._look_after, daemon=True)
        self._keeper.start()
        slack.deliveries.carry = self.carry

    def carry(self, delivery: Delivery) -> None:
        """Over Socket Mode or HTTP, to any of them."""
        by_socket = self.slack.sockets.open and self.chance.random() < 0.5
        way = self.slack.sockets.carry if by_socket else self.chance.choice(self.all).http.carry
        way(delivery)

    def kill(self) -> None:
        """Kill one of them outright."""
        self.chance.choice(self.all).process.kill()
        self.kills += 1

    def _look_after(self) -> None:
        while not self._over.wait(LOOK):
            for one in self.all:
                if one.process.poll() is not None:
                    one.start()

    def all_serve(self) -> bool:
        """Whether every one of them is up."""
        return all(one.serves for one in self.all)

    def close(self) -> None:
        """End them all."""
        self._over.set()
        self._keeper.join()
        for one in self.all:
            one.process.kill()
            one.process.wait()
            one.http.close()
