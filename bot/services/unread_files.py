"""Files of a content folder that look as if they were meant to be read, and are not."""

import re
from collections.abc import Iterator
from pathlib import Path

from bot.core.loading.file_reader import DIALOGUES, TABLES, TOPICS
from bot.core.problems import Problem

_MEANT = re.compile(r"\.(ya?ml|md|markdown|txt)\b", re.IGNORECASE)
_SUFFIXES = {DIALOGUES: ".yaml", TABLES: ".yaml", TOPICS: ".md"}


def unread_files(content: Path) -> Iterator[Problem]:
    """A warning for each file with a wrong ending, or in a folder inside."""
    for folder, suffix in _SUFFIXES.items():
        for path in sorted((content / folder).rglob("*")):
            name = path.relative_to(content).as_posix()
            if not _MEANT.search(path.name) or path.name == "README.md" or not path.is_file():
                continue
            if path.parent != content / folder:
                yield _warning(name, "Files in a folder inside this one are not read.", f"Move it up into {folder}.")
            elif path.suffix != suffix:
                wanted = path.name[: path.name.index(".")] + suffix
                yield _warning(name, f"Only files that end in “{suffix}” are read here.", f"Call it “{wanted}”, or move it away.")


def _warning(name: str, message: str, cure: str) -> Problem:
    return Problem(name, 1, 1, "not-read", message, cure, "warning")
