"""`make soak`: minutes of trouble on both databases, and what became of it."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.soak.run import Report, Size, soak_postgres, soak_sqlite
from tests.support.databases import own_postgres

SMALL = "16m"  # of the disk that is filled


def main() -> int:
    """Soak, print the reports, and fail if anything was lost, doubled or unsaid."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument(
        "--minutes", type=float, default=4.0, help="how long the trouble lasts on PostgreSQL; half of it on SQLite"
    )
    parser.add_argument("--people", type=int, default=24, help="how many talk at once")
    parser.add_argument("--seed", type=int, default=17, help="of what happens by chance")
    wanted = parser.parse_args()
    wrong = 0
    for soaked in (_on_postgres, _on_sqlite):
        if report := soaked(wanted):
            sys.stdout.write(f"{report}\n")
            sys.stdout.flush()
            wrong += sum(report.findings.found.values())
    return int(wrong > 0)


def _on_postgres(wanted: argparse.Namespace) -> Report:
    size = Size(wanted.minutes * 60, wanted.people, 3, pause=1.0, seed=wanted.seed)
    with own_postgres() as server, tempfile.TemporaryDirectory() as folder:
        return soak_postgres(server, Path(folder), size)


def _on_sqlite(wanted: argparse.Namespace) -> Report | None:
    size = Size(wanted.minutes * 30, max(2, wanted.people // 3), 1, pause=2.0, most_seconds_wrong=3600, seed=wanted.seed)
    with tempfile.TemporaryDirectory() as folder:
        disk = Path(folder) / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "none", disk], check=False, capture_output=True)
        if mounted.returncode:
            sys.stdout.write("SQLite on a small disk was left out: only root can make one.\n")
            return None
        try:
            return soak_sqlite(disk, Path(folder), size)
        finally:
            subprocess.run(["umount", "-l", disk], check=False)


if __name__ == "__main__":
    sys.exit(main())
