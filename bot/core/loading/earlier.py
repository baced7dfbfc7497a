"""What an earlier check found in a dialogue that is still the same, so that it need not look again."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bot.core.problems import Problem

Found = tuple[Problem, ...]


@dataclass
class Earlier:
    """Problems by what was looked at and its edition: `known` from before, `found` in this check."""

    known: Mapping[str, Found] = field(default_factory=dict)
    found: dict[str, Found] = field(default_factory=dict)

    def problems(self, about: str, edition: str, look: Callable[[], Iterable[Problem]]) -> Found:
        """What was found before in this edition, or what `look` finds now."""
        key = f"{about} {edition}"
        found = self.known[key] if key in self.known else tuple(look())
        self.found[key] = found
        return found
