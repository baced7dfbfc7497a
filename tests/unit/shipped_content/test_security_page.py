"""SECURITY.md names a test for each threat, and each of these exists; the lock files hold hashes."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_each_test_that_is_named_exists() -> None:
    named = set(re.findall(r"`(test_[a-z0-9_]+)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8")))
    written = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.M)
    }
    assert len(named) > 30
    assert named - written == set()


def test_each_threat_names_a_test() -> None:
    rows = [line for line in (ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert [row for row in rows[2:] if "`test_" not in row.rpartition(" | ")[2]] == []


def test_lock_files_name_hashes() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pinned = re.findall(r"^([a-z0-9_.\[\]-]+)==", text, re.M)
        assert len(re.findall(r"^ {4}--hash=sha256:", text, re.M)) >= len(pinned) > 30
