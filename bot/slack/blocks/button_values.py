"""A message as a short word that fits into a button, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
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
    """Packs messages of these kinds, each by its name."""

    def __init__(self, kinds: Mapping[str, type]) -> None:
        self._kinds, self._names = kinds, {kind: name for name, kind in kinds.items()}

    def packed(self, message: M) -> str:
        """A message as a word."""
        fields: dict[str, Any] = asdict(cast(Any, message))
        return json.dumps([self._names[type(message)], *fields.values()], separators=(",", ":"))

    def unpacked(self, word: str) -> M:
        """The message of such a word. Raises NotOurs."""
        parts = parts_of(word)
        kind = self._kinds.get(parts[0]) if isinstance(parts, list) and parts and isinstance(parts[0], str) else None
        if kind is None:
            raise NotOurs
        try:
            return cast(M, kind(*parts[1:]))
        except TypeError:
            raise NotOurs from None
