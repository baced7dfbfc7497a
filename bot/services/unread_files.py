"""Files of a content folder that look as if they were meant to be read, and are not."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from bot.core.loading.files import DIALOGUES, SINGLE_FILES, TABLES, TOPICS
from bot.core.problems import Problem, did_you_mean

_MEANT = re.compile(r"\.(ya?ml|md|markdown|txt)\b", re.IGNORECASE)
_SUFFIXES = {DIALOGUES: ".yaml", TABLES: ".yaml", TOPICS: ".md"}


def unread_files(content: Path) -> Iterator[Problem]:
    """A warning for each file with a wrong ending or name, or in a folder inside."""
    for folder, suffix in _SUFFIXES.items():
        for path in sorted((content / folder).rglob("*")):
            name = path.relative_to(content).as_posix()
            meant = _MEANT.search(path.name) or not path.suffix
            if not meant or path.name == "README.md" or path.name.startswith(".") or not path.is_file():
                continue
            if path.parent != content / folder:
                yield _warning(name, "Files in a folder inside this one are not read.", f"Move it up into {folder}.")
            elif path.suffix != suffix:
                wanted = path.name.partition(".")[0] + suffix
                yield _warning(name, f"Only files that end in “{suffix}” are read here.", f"Call it “{wanted}”, or move it away.")
    yield from _beside(content)


def _beside(content: Path) -> Iterator[Problem]:
    """A warning for each file of the knowledge that has a name which means nothing."""
    known = [PurePosixPath(name).name for name in SINGLE_FILES]
    for path in sorted((content / "knowledge").glob("*")):
        if path.is_file() and _MEANT.search(path.name) and path.name not in (*known, "README.md"):
            name = path.relative_to(content).as_posix()
            cure = did_you_mean(path.name, known) or f"Known are {', '.join(sorted(known))}."
            yield _warning(name, "No file of this name is read.", cure)


def _warning(name: str, message: str, cure: str) -> Problem:
    return Problem(name, 1, 1, "not-read", message, cure, "warning")
