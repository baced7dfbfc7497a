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

from platformdirs import user_data_path

import bot
from bot.core.loading.loader import Checked
from bot.core.problems import Problem

MOST_KEPT = 8  # contents, so that trying others does not forget the first


def earlier_check(digest: str) -> Checked | None:
    """What a check of content with this digest found; None when it was never checked, or had errors."""
    try:
        kept = json.loads(_file(digest).read_text(encoding="utf-8"))
        with suppress(OSError):  # of others' files nothing need be kept longer
            _file(digest).touch()  # used now, so the last to be forgotten
        return Checked(tuple(Problem(**one) for one in kept["warnings"]), kept["values"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def keep_check(digest: str, checked: Checked) -> None:
    """Remember what a check found. Nothing is kept where nothing can be written."""
    kept = {"warnings": [asdict(one) for one in checked.warnings], "values": checked.values}
    folder = _file(digest).parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=folder, delete=False) as half:
            json.dump(kept, half)
        os.replace(half.name, _file(digest))  # at once, so that nobody reads half of it
        for old in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)[:-MOST_KEPT]:
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
    files = sorted((Path(bot.__file__).parent / "core").rglob("*.py"))
    return json.dumps([[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in files])


def _file(digest: str) -> Path:
    return user_data_path("commissioning-advisor") / "checked" / f"{digest}.json"
