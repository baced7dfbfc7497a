"""An intent as a short word that fits into a button, and back."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from enum import Enum
from typing import Any, Generic, TypeVar, cast

M = TypeVar("M")


class NotOurs(ValueError):
    """A value that no button of this version carries."""


def parts_of(value: str) -> Any:
    """What a value carries. Raises NotOurs."""
    try:
        return json.loads(value)
    except ValueError:
        raise NotOurs from None


class Packing(Generic[M]):
    """Packs intents: commands by their own word, those with parameters by a name for their class."""

    def __init__(self, kinds: Mapping[str, type], commands: Iterable[Enum]) -> None:
        self._kinds, self._names = kinds, {kind: name for name, kind in kinds.items()}
        self._commands = {command.value: command for command in commands}

    def packed(self, intent: M) -> str:
        """An intent as a word."""
        fields = [] if isinstance(intent, Enum) else asdict(cast(Any, intent)).values()
        name = intent.value if isinstance(intent, Enum) else self._names[type(intent)]
        return json.dumps([name, *fields], separators=(",", ":"))

    def unpacked(self, word: str) -> M:
        """The intent of such a word. Raises NotOurs."""
        parts = parts_of(word)
        name = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], str) else ""
        if parts == [name] and name in self._commands:
            return cast(M, self._commands[name])
        if name not in self._kinds:
            raise NotOurs
        try:
            return cast(M, self._kinds[name](*parts[1:]))
        except TypeError:
            raise NotOurs from None
