"""The paths of the shipped dialogues, worked out once for all tests and all workers, and anew with every edit."""

import hashlib
import json
import os
import pickle
from functools import cache
from pathlib import Path

from bot.authoring.paths.explorer import Paths, paths_of
from bot.core.content.library import Library
from bot.services.content import read_texts, shipped_content

BOT = Path(__file__).parents[2] / "bot"


def shared_paths(library: Library, dialogue: str) -> Paths:
    """What `paths_of` says of a shipped dialogue; kept in the data folder that the tests have to themselves."""
    file = Path(os.environ["XDG_DATA_HOME"]) / f"{dialogue}.paths"
    if file.exists():
        digest, paths = pickle.loads(file.read_bytes())
        if digest == _digest():
            return paths  # type: ignore[no-any-return]
    paths = paths_of(library, dialogue)
    half = file.with_suffix(f".{os.getpid()}")
    half.write_bytes(pickle.dumps((_digest(), paths)))
    half.replace(file)  # at once, so that no other worker reads half of it
    return paths


@cache
def _digest() -> str:
    """Of the shipped content and of all code that may have a part in it."""
    code = {path.relative_to(BOT).as_posix(): path.read_text(encoding="utf-8") for path in BOT.rglob("*.py")}
    return hashlib.sha256(json.dumps([read_texts(shipped_content()), code], sort_keys=True).encode()).hexdigest()
