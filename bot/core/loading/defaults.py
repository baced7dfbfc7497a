"""What ships for any field: the advisor's own words, kinds of question, questions of office life. Authors override by
name."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from bot.core.loading.yaml_reader import read_yaml

_FOLDER = files("bot.core.loading") / "shipped"


@cache
def shipped(name: str) -> Mapping[str, Any]:
    """What ships of a file of the knowledge, by the name of the file; nothing where it has to be written."""
    text = shipped_text(name)
    return read_yaml(text, name).value if text else {}


def shipped_text(name: str) -> str:
    """The text of a file that ships; empty where it has to be written."""
    file = _FOLDER / name
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def over_shipped(name: str, own: Mapping[str, Any]) -> dict[str, Any]:
    """What authors wrote, over what ships: name by name, also within a group of names."""
    return {**shipped(name), **{key: _over(shipped(name).get(key), value) for key, value in own.items()}}


def _over(before: Any, value: Any) -> Any:
    return {**before, **value} if isinstance(before, dict) and isinstance(value, dict) else value
