"""A message as a short word that fits into a button, and back."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Generic, TypeVar, cast

M = TypeVar("M")


class Packing(Generic[M]):
    """Packs messages of these kinds, each by its name."""

    def __init__(self, kinds: Mapping[str, type]) -> None:
        self._kinds, self._names = kinds, {kind: name for name, kind in kinds.items()}

    def packed(self, message: M) -> str:
        """A message as a word."""
        fields: dict[str, Any] = asdict(cast(Any, message))
        return json.dumps([self._names[type(message)], *fields.values()], separators=(",", ":"))

    def unpacked(self, word: str) -> M:
        """The message of such a word. Raises ValueError for a word that is none of ours."""
        parts = json.loads(word)
        kind = self._kinds.get(parts[0]) if isinstance(parts, list) and parts and isinstance(parts[0], str) else None
        if kind is None:
            raise ValueError("not a message of ours")
        try:
            return cast(M, kind(*parts[1:]))
        except TypeError:
            raise ValueError("not a message of ours") from None
