"""Everything that can go wrong, at random: with the instances, with Slack, with the database, with the disk, with
clocks."""

import random
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.fake_slack.server import StandIn
from tests.soak.instances import Instances

Kinds = Mapping[str, Callable[[], None]]


class Trouble(threading.Thread):
    """Brings about one kind after another, and counts."""

    def __init__(self, kinds: Kinds, pause: float, chance: random.Random) -> None:
        super().__init__(daemon=True)
        self.kinds, self.pause, self.chance = kinds, pause, chance
        self.counted: Counter[str] = Counter()
        self._over = threading.Event()

    def run(self) -> None:
        """Until told to stop; each kind comes once before any comes again."""
        while not self._over.is_set():
            for kind in self.chance.sample(sorted(self.kinds), len(self.kinds)):
                if self._over.wait(self.chance.uniform(0.3, 1.7) * self.pause):
                    return
                self.kinds[kind]()
                self.counted[kind] += 1

    def stop(self) -> None:
        """No more."""
        self._over.set()
        self.join()


def of_slack(slack: StandIn, chance: random.Random) -> Kinds:
    """What Slack does to its apps."""
    times = chance.randint
    return {
        "Slack says 429": lambda: slack.faults.rate_limit(times(1, 5), seconds=1),
        "Slack says 5xx": lambda: slack.faults.fail(times(1, 5), status=503),
        "Slack refuses for a while": lambda: slack.faults.refuse("internal_error", times(1, 5)),
        "a post exists, its answer never comes": lambda: slack.faults.hang(times(1, 3), method="chat.postMessage"),
        "a post exists, the line is cut": lambda: slack.faults.cut(times(1, 3), method="chat.postMessage"),
        "a change is made, the line is cut": lambda: slack.faults.cut(times(1, 3), method="chat.update"),
        "all sockets drop": slack.sockets.drop,
        "sockets are to be refreshed": slack.sockets.ask_to_reconnect,
    }


def of_instances(instances: Instances, chance: random.Random, most_seconds: float) -> Kinds:
    """What happens to processes and their clocks."""

    def jump() -> None:
        wrong = chance.uniform(-most_seconds, most_seconds)
        chance.choice(instances.all).clock.write_text(str(wrong), encoding="utf-8")

    return {"kill -9": instances.kill, "kill -9 again": instances.kill, "a clock jumps": jump}


def of_postgres(server: Any, address: str) -> Kinds:
    """What happens to a PostgreSQL."""
    url = make_url(address)
    engine = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")

    def command(words: str) -> None:
        with suppress(SQLAlchemyError), engine.connect() as connection:
            connection.exec_driver_sql(words)

    def cut() -> None:
        command(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{url.database}'")

    def away() -> None:
        command(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS false")
        cut()
        time.sleep(3)
        command(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS true")

    def restart() -> None:
        engine.dispose()
        server.stop()
        server.start()

    return {"the database is cut off": cut, "the database is away": away, "the database restarts": restart}


def of_disk(folder: Path, instances: Instances) -> Kinds:
    """What happens to a small disk."""
    filler = folder / "filler"

    def full() -> None:
        with suppress(OSError), filler.open("wb") as file:
            while file.write(b"x" * 4096):
                file.flush()
        time.sleep(3)
        filler.unlink()

    def read_only() -> None:
        for one in instances.all:  # whoever writes keeps it from becoming so
            one.process.kill()
            one.process.wait()
        subprocess.run(["mount", "-o", "remount,ro", folder], check=False, capture_output=True)
        time.sleep(3)
        subprocess.run(["mount", "-o", "remount,rw", folder], check=False, capture_output=True)

    return {"the disk is full": full, "the file is read-only": read_only}
