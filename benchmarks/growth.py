"""Every query that the product makes, at a thousand to a million kept conversations, with the query plans."""

import json
import sqlite3
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import event

from benchmarks.timing import table
from bot.storage.database import open_database
from bot.storage.deliveries import Act
from bot.storage.store import Store, Transaction

SIZES = (1_000, 10_000, 100_000, 1_000_000)
TIMES = 15
LONGEST = 240  # seconds after which no larger size is begun
NOW = 1_800_000_000.0

_ROWS = """
WITH RECURSIVE n(i) AS (SELECT :low UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :high)
INSERT INTO {table} SELECT {values} FROM n
"""
_CONVERSATION = json.dumps({
    "id": "ID", "dialogue": "framework", "edition": "e", "version": 3, "drafts": {}, "reopened": "", "proposed": None, "shown": 0,
    "stopped": False, "answers": {"framework.service": {"value": "day care", "by": "U1", "at": "2026-11-28T09:00:00+00:00"}},
})  # fmt: skip
_CASE = json.dumps({"name": "day care", "people": ["WHO"], "conversations": ["ID"], "said": {}, "ticked": {}})


def _fill(file: Path, low: int, high: int) -> None:
    """Conversations of ten people each ten conversations, each in a case, with its delivery."""
    who, spot = "'T1/U' || (i / 10)", "'slack:T1:C' || (i / 50) || ':' || i"
    status = "CASE i % 3 WHEN 0 THEN 'open' ELSE 'finished' END"
    rows = {
        "conversations(id, place, starter, status, data, surface, version, created_at, updated_at)": f"""'c' || i, {spot}, {who},
            {status}, replace('{_CONVERSATION}', 'ID', 'c' || i), '{{"case": "k' || i || '"}}', 3, {NOW} - i, {NOW} - i""",
        "cases(id, place, starter, data, created_at, updated_at)": f"""'k' || i, {spot}, {who},
            replace(replace('{_CASE}', 'WHO', {who}), 'ID', 'c' || i), {NOW} - i, {NOW} - i""",
        "participants(conversation, person)": "'c' || i, 'T1/V' || (i / 10)",
        "deliveries(id, at, acted_at)": f"'d' || i, {NOW} - i, NULL",
    }
    with sqlite3.connect(file) as database:
        database.execute("PRAGMA synchronous=OFF")
        for into, values in rows.items():
            database.execute(_ROWS.format(table=into, values=values), {"low": low, "high": high})
    database.close()


# What the product asks of its store, and when.
QUERIES: dict[str, Callable[[Transaction], object]] = {
    "a turn: load a conversation": lambda t: t.load("c500"),
    "a turn: save a conversation": lambda t: t.save(t.load("c500")),  # type: ignore[arg-type]
    "a turn: seen before?": lambda t: t.seen(Act("another", NOW, 1.0)),
    "a turn: note a delivery": lambda t: t.first_time(Act("another", NOW, 1.0)),
    "a turn: load and save its case": lambda t: t.save_case(t.load_case("k500")),  # type: ignore[arg-type]
    "a turn: into the outbox, and out": lambda t: t.said(t.enqueue("c500", {"a": 1}, taken=True).id),  # type: ignore[union-attr]
    "senders: is something due?": lambda t: t.is_due(),
    "senders: take the next": lambda t: t.due(),
    "words in a thread: whose?": lambda t: t.latest("slack:T1:C10:500"),
    "Home: a person's conversations": lambda t: t.held_by("T1/U50"),
    "Home: a person's cases": lambda t: t.cases_of("T1/U50"),
    "at a place": lambda t: t.held_at("slack:T1:C10:"),
    "where others' answers are": lambda t: t.answered_by("T1", "T1/V50"),
    "health: what waits": lambda t: (t.waiting_since(), t.unsaid(), t.aside()),
    "forget me": lambda t: t.forget_person("T1/U50"),
    "the hour: ten of a thousand are old": lambda t: t.forget_older(_old),
    "the hour: deliveries": lambda t: t.forget_deliveries(_old),
}
_old = 0.0


class _Undone(Exception):
    """So that each query finds the same."""


def _times(store: Store, query: Callable[[Transaction], object]) -> float:
    taken = []
    for _ in range(TIMES):
        try:
            with store.transaction(NOW) as transaction:
                begin = time.thread_time()
                query(transaction)
                taken.append(time.thread_time() - begin)
                raise _Undone
        except _Undone:
            continue
    return statistics.median(taken) * 1000


def _plans(store: Store) -> str:
    """How SQLite finds what each query asks for."""
    asked: list[str] = []
    raw = store.engine.raw_connection()
    lines = []
    event.listen(store.engine, "checkout", lambda found, *_: found.set_trace_callback(asked.append))
    for name, query in QUERIES.items():
        asked.clear()
        _times_once(store, query)
        for statement in dict.fromkeys(one for one in asked if one.startswith(("SELECT", "UPDATE", "DELETE"))):
            told = [row[3] for row in raw.cursor().execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()]
            lines.append((name, f"`{' '.join(statement.split())[:90].replace('|', '/')}…`", "; ".join(told)))
    raw.close()
    return table(("query", "statement", "plan"), lines)  # type: ignore[arg-type]


def _times_once(store: Store, query: Callable[[Transaction], object]) -> None:
    try:
        with store.transaction(NOW) as transaction:
            query(transaction)
            raise _Undone
    except _Undone:
        return


def report(sizes: tuple[int, ...] = SIZES) -> str:
    """The table, a plot, and the plans."""
    global _old
    found: dict[str, list[float]] = {name: [] for name in QUERIES}
    end = time.monotonic() + LONGEST
    with TemporaryDirectory() as folder:
        file, kept = Path(folder) / "grown.db", 0
        store = Store(open_database(f"sqlite:///{file}"))
        for size in sizes:
            if time.monotonic() > end:
                break
            _fill(file, kept, size)
            kept, _old = size, NOW - size + 10.5
            for name, query in QUERIES.items():
                found[name].append(_times(store, query))
        plans, megabytes = _plans(store), file.stat().st_size / 1e6
        store.close()
    rows = [(name, *(f"{one:.2f}" for one in taken), f"{taken[-1] / taken[0]:.1f}×") for name, taken in found.items()]
    sizes = sizes[: len(rows[0]) - 2]
    heads = ("query (ms of processor time, median)", *(f"{size:,}" for size in sizes), "last against first")
    worst = sorted(found.items(), key=lambda one: -one[1][-1])[:3]
    plot = "\n".join(f"    line {[round(one, 2) for one in taken]}" for _, taken in worst)
    top = max(max(taken) for _, taken in worst)
    chart = (
        f'```mermaid\nxychart-beta\n    title "The three slowest: {", ".join(name for name, _ in worst)}"\n'
        f'    x-axis {[f"{size:,}" for size in sizes]}\n    y-axis "ms" 0 --> {top + 1:.0f}\n{plot}\n```\n'
    ).replace("'", '"')
    return f"{table(heads, rows)}\nThe file then has {megabytes:,.0f} MB.\n\n{chart}\n### Query plans\n\n{plans}"  # type: ignore[arg-type]
