"""Content as it was: a folder, or what git kept of one at a revision."""

import io
import subprocess
import tarfile
from pathlib import Path

PARTS = ("dialogues", "knowledge", "tests/conversations", "tests/decisions")


class RevisionError(Exception):
    """There is neither a folder nor a revision of this name; the message says so."""


def content_at(name: str, content: Path, into: Path) -> Path:
    """The content folder that is called so, or what git has of `content` at that revision, unpacked. Raises
    RevisionError."""
    if Path(name).is_dir():
        return Path(name)
    try:
        revision = _git(content, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()
        prefix = _git(content, "rev-parse", "--show-prefix").decode().strip()
        root = Path(_git(content, "rev-parse", "--show-toplevel").decode().strip())
        there = _git(root, "ls-tree", "-r", "--name-only", revision).decode().splitlines()
        wanted = [f"{prefix}{part}" for part in PARTS if any(path.startswith(f"{prefix}{part}/") for path in there)]
        packed = _git(root, "archive", revision, *wanted)
    except (OSError, subprocess.CalledProcessError):
        raise RevisionError(f"“{name}” is no folder here, and no revision that git knows.") from None
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(into, filter="data")
    return into / prefix


def _git(folder: Path, *words: str) -> bytes:
    return subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True).stdout  # noqa: S603, S607
