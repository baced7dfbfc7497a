"""One soak: instances, people and trouble for a while, then calm, then the comparison."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.fake_slack.server import StandIn
from bot.storage.database import open_database
from bot.storage.store import Store
from tests.soak.comparison import Findings, compared
from tests.soak.instances import Instances
from tests.soak.people import GIVE_UP, Client
from tests.soak.trouble import Kinds, Trouble, of_disk, of_instances, of_postgres, of_slack
from tests.support.databases import address_of, fresh_postgres


@dataclass(frozen=True)
class Size:
    """How long, how many, and how often something goes wrong."""

    seconds: float
    people: int
    instances: int
    pause: float  # seconds from one trouble to the next, on average
    most_seconds_wrong: float = 10.0  # of an instance's clock, below what a message is held for
    seed: int = 17


@dataclass(frozen=True)
class Report:
    """What a soak found."""

    name: str
    conversations: int
    kills: int
    redelivered: int
    faults: dict[str, int]
    findings: Findings

    def __str__(self) -> str:
        lines = [
            f"{self.name}: {self.conversations} conversations, {self.findings.turns} turns, {self.kills} kills, "
            f"{self.redelivered} redeliveries, {sum(self.faults.values())} faults",
            *(f"  {count:>4}  {kind}" for kind, count in sorted(self.faults.items())),
            *(f"  {count:>4}  {kind}" for kind, count in self.findings.found.items()),
            *(f"        {one}" for one in self.findings.where[:20]),
        ]
        return "\n".join(lines)


def soak_postgres(server: Any, folder: Path, size: Size) -> Report:
    """Several instances on one PostgreSQL, over Socket Mode and HTTP."""
    database = fresh_postgres(str(server.get_uri()))
    return _soak("PostgreSQL", database, folder, size, lambda _: of_postgres(server, database))


def soak_sqlite(disk: Path, folder: Path, size: Size) -> Report:
    """One instance on a SQLite file of a small disk."""
    database = address_of(disk / "advisor.db")
    return _soak("SQLite", database, folder, size, lambda instances: of_disk(disk, instances))


def _soak(name: str, database: str, folder: Path, size: Size, of_database: Callable[[Instances], Kinds]) -> Report:
    chance = random.Random(size.seed)
    open_database(database).dispose()
    with StandIn() as slack:
        instances = Instances(slack, database, folder, size.instances, chance)
        try:
            slack.wait_until(instances.all_serve, 120)
            wrong = of_instances(instances, chance, size.most_seconds_wrong)
            trouble = Trouble({**of_slack(slack, chance), **wrong, **of_database(instances)}, size.pause, chance)
            clients = _talked(slack, instances, size, trouble, chance)
            findings = _found(slack, clients, database)
        finally:
            instances.close()
    talks = [talk for client in clients for talk in client.talks]
    again = sum(client.again for client in clients) + sum(one.attempt for one in slack.deliveries.all)
    return Report(name, len(talks), instances.kills, again, dict(trouble.counted), findings)


def _talked(slack: StandIn, instances: Instances, size: Size, trouble: Trouble, chance: random.Random) -> list[Client]:
    """People who talked through the trouble, and finished when it was over."""
    end = time.monotonic() + size.seconds
    clients = [Client(slack, number, random.Random(chance.random()), end) for number in range(size.people)]
    trouble.start()
    for client in clients:
        client.start()
    time.sleep(size.seconds)
    trouble.stop()
    slack.faults.clear()
    for one in instances.all:
        one.clock.write_text("0", encoding="utf-8")
    for client in clients:
        client.join(3 * GIVE_UP)
    return clients


def _found(slack: StandIn, clients: list[Client], database: str) -> Findings:
    store = Store(open_database(database))
    try:
        slack.wait_until(lambda: _unsaid(store) == 0, 120)
        return compared([talk for client in clients for talk in client.talks], store)
    finally:
        store.close()


def _unsaid(store: Store) -> int:
    with store.reading(0) as reading:
        return reading.unsaid()
