"""Content that was checked once is not parsed and checked at every start: what was found is kept under its digest."""

import hashlib
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from platformdirs import user_data_path

import bot
from bot.core.loading.earlier import Earlier
from bot.core.loading.loader import Checked
from bot.core.problems import Problem

MOST_KEPT = 8  # contents, so that trying others does not forget the first


def earlier_check(digest: str) -> Checked | None:
    """What a check of content with this digest found; None when it was never checked, or had errors."""
    try:
        stored = json.loads(_file(digest).read_text(encoding="utf-8"))
        with suppress(OSError):  # of others' files nothing need be kept longer
            _file(digest).touch()  # used now, so the last to be forgotten
        return Checked(tuple(map(_problem, stored["warnings"])), stored["values"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def keep_check(digest: str, checked: Checked) -> None:
    """Remember what a check found. Nothing is kept where nothing can be written."""
    _keep(_file(digest), {"warnings": [asdict(one) for one in checked.warnings], "values": checked.values})


def earlier_problems(content: Path) -> Earlier:
    """What was found last in the dialogues of a content folder, good or not."""
    try:
        stored = json.loads(_dialogues_file(content).read_text(encoding="utf-8"))
        return Earlier({key: tuple(map(_problem, found)) for key, found in stored.items()})
    except (OSError, ValueError, TypeError, AttributeError):
        return Earlier()


def keep_problems(content: Path, earlier: Earlier) -> None:
    """Remember what was found in the dialogues of a content folder."""
    if earlier.found != earlier.known:
        _keep(_dialogues_file(content), {key: [asdict(one) for one in found] for key, found in earlier.found.items()})


def _keep(file: Path, stored: Mapping[str, Any]) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as half:
            json.dump(stored, half)
        os.replace(half.name, file)  # at once, so that nobody reads half of it
        for old in sorted(file.parent.iterdir(), key=lambda path: path.stat().st_mtime)[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def digest_of(texts: Mapping[str, str]) -> str:
    """A digest of the content and of the code that checks it."""
    whole = hashlib.sha256(_code().encode())
    for path, text in sorted(texts.items()):
        whole.update(json.dumps([path, text]).encode())
    return whole.hexdigest()


@cache
def _code() -> str:
    """What tells one version of the checking code from another, without reading all of it."""
    package = Path(bot.__file__).parent
    folders = [*(package / "core").rglob("*.*"), *(package / "authoring").rglob("*.*")]
    files = sorted(path for path in folders if path.suffix in {".py", ".yaml"})
    return json.dumps([[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in files])


def _file(digest: str) -> Path:
    return user_data_path("commissioning-advisor") / "checked" / f"{digest}.json"


def _dialogues_file(content: Path) -> Path:
    name = hashlib.sha256(json.dumps([str(content.absolute()), _code()]).encode()).hexdigest()
    return user_data_path("commissioning-advisor") / "dialogues-checked" / f"{name}.json"


def _problem(stored: dict[str, Any]) -> Problem:
    return Problem(**stored | {"also": tuple(stored["also"])})
