"""What each command needs before its first word, in processor time of its own process."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.timing import table

TIMES = 5
COMMANDS: dict[str, tuple[list[str], float | None]] = {
    "python alone": (["-c", "pass"], None),
    "advisor --help": (["-m", "bot", "--help"], 0.3),
    "advisor list": (["-m", "bot", "list"], 0.8),
    "advisor read": (["-m", "bot", "read"], 0.8),
    "advisor chat": (["-m", "bot", "chat", "managed"], 0.8),
    "advisor health": (["-m", "bot", "health"], 0.8),
    "advisor check": (["-m", "bot", "check"], None),
    "advisor ask": (["-m", "bot", "ask", "what is a managed change?"], 1.0),
}


def _seconds(arguments: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Of processor time, and by the clock on the wall."""
    before, begin = os.times(), time.monotonic()
    subprocess.run(
        [sys.executable, *arguments], stdin=subprocess.DEVNULL, capture_output=True, env=environment, check=False, timeout=120
    )
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return used, time.monotonic() - begin


def report() -> str:
    """The table of it; the commands take turns. What was checked once is known, as at every start but the first."""
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    with TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'advisor.db'}"
        environment = {**os.environ, "XDG_DATA_HOME": folder, "ADVISOR_DATABASE_URL": database}
        for arguments, _ in COMMANDS.values():
            _seconds(arguments, environment)
        for _ in range(TIMES):
            for name, (arguments, _) in COMMANDS.items():
                found[name].append(_seconds(arguments, environment))
    rows = []
    for name, times in found.items():
        used, wall = (statistics.median(column) for column in zip(*times, strict=True))
        target = COMMANDS[name][1]
        rows.append((name, f"{used:.2f}", f"{wall:.2f}", f"≤ {target}" if target else ""))
    return table(("command", "s of processor time, median", "s on the wall", "target"), rows)  # type: ignore[arg-type]
