"""The same six questions on other frameworks, each in an environment of its own that this measurement makes and removes."""

import itertools
import json
import statistics
import subprocess
import sys
import venv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.clicks import DIALOGUE, ours, over_socket, payload, script, stand_in
from benchmarks.timing import side_by_side, table
from benchmarks.turns import forward
from bot.core.content.library import Library

APPS = Path(__file__).with_name("peer_apps")
PEERS = {
    "python-telegram-bot": (["python-telegram-bot"], "telegram_app.py"),
    "opsdroid": (["opsdroid", "aiosqlite", "setuptools<81"], "opsdroid_app.py"),
    "errbot": (["errbot"], ""),
}
INSTALLING, RUNNING = 150, 60  # seconds at most
ROUNDS = 3


def _ours(library: Library) -> dict[str, float]:
    numbers = itertools.count(1)
    with TemporaryDirectory() as folder, stand_in() as client, ours(library, Path(folder), client) as app:
        values = forward(app)

        def turn(_: int) -> None:
            assert app.app.dispatch(ready.pop()).status == 200
            ready.append(over_socket(payload(next(values), next(numbers))))

        def said(_: int) -> None:
            while app.sender.send_next():
                pass

        ready = [over_socket(payload(next(values), next(numbers)))]
        found = side_by_side({"kept": turn, "said": said}, 120)
    kept = found["kept"].median
    return {"ours, on disk, acknowledged": kept, "ours, on disk, said": kept + found["said"].median}


def _installed(name: str, wanted: list[str], folder: Path) -> tuple[Path, str]:
    """The Python that has it, and its version or why it cannot be had."""
    venv.create(folder / name, with_pip=True)
    python = folder / name / "bin" / "python"
    quiet = ["-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    done = subprocess.run([python, *quiet, *wanted], capture_output=True, text=True, timeout=INSTALLING, check=False)
    if done.returncode:
        return python, f"does not install: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}"
    told = f"import importlib.metadata as m; print(m.version({wanted[0]!r}))"
    return python, subprocess.run([python, "-c", told], capture_output=True, text=True, check=False).stdout.strip()


def _measured(python: Path, app: str, asked: str) -> dict[str, float]:
    done = subprocess.run([python, APPS / app], input=asked, capture_output=True, text=True, timeout=RUNNING, check=False)
    if done.returncode:
        raise OSError((done.stderr.strip().splitlines() or ["no reason given"])[-1])
    return dict(json.loads(done.stdout.splitlines()[-1]))


def report(library: Library) -> str:
    """The table of it; ours and the others take turns."""
    answers = script(library)
    questions = library.dialogues[DIALOGUE].asked
    asked = json.dumps([[questions[key.partition(".")[2]].ask, str(value)] for key, value in answers])
    found: dict[str, list[float]] = {}
    notes, pythons = list[str](), dict[str, Path]()
    with TemporaryDirectory() as folder:
        with ThreadPoolExecutor(len(PEERS)) as together:
            installing = {name: together.submit(_installed, name, wanted, Path(folder)) for name, (wanted, _) in PEERS.items()}
        for name, (_, app) in PEERS.items():
            try:
                python, told = installing[name].result()
                notes.append(
                    f"{name} {told}" + ("" if app else "; its flows keep no answers, so it is installed and not measured")
                )
                if app and "does not install" not in told:
                    pythons[app] = python
            except (OSError, subprocess.SubprocessError) as error:
                notes.append(f"{name} could not be installed: {error}")
        for _ in range(ROUNDS):
            for name, taken in _ours(library).items():
                found.setdefault(name, []).append(taken)
            for app, python in list(pythons.items()):
                try:
                    for name, taken in _measured(python, app, asked).items():
                        found.setdefault(name, []).append(taken)
                except (OSError, subprocess.SubprocessError) as error:
                    notes.append(f"{app} could not be run: {error}")
                    del pythons[app]
    base = statistics.median(found["ours, on disk, said"])
    rows = [
        (
            name,
            f"{statistics.median(taken):,.0f} ({min(taken):,.0f}–{max(taken):,.0f})",
            f"{statistics.median(taken) / base:.2f}×",
        )
        for name, taken in found.items()
    ]
    listed = "".join(f"- {note}\n" for note in notes)
    heads = ("what", f"µs a turn: median of {ROUNDS} (least–most)", "against ours, said")
    return f"{table(heads, rows)}\n{listed}\nPython {sys.version.split()[0]} for all of them.\n"  # type: ignore[arg-type]
