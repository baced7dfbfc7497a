"""Which point a question asks for that the documents leave open."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.content.search_settings import Limit, Limits
from bot.core.words.tokens import stem, words_of

_OR = "/"


@dataclass(frozen=True)
class _Rule:
    limit: Limit
    phrases: tuple[tuple[frozenset[str], ...], ...]  # of each phrase its words, and of each word the forms that do


class OpenPoints:
    """Finds the points that are known to be left open."""

    def __init__(self, limits: Limits) -> None:
        self._rules = [_Rule(limit, tuple(map(_forms, limit.words))) for limit in limits.points.values()]

    def asked_for(self, text: str) -> Limit | None:
        """The point whose words stand in a question, the most telling phrase first."""
        said = frozenset(map(stem, words_of(text)))
        found = [
            (len(phrase), -number) for number, rule in enumerate(self._rules) for phrase in rule.phrases if _in(phrase, said)
        ]
        return self._rules[-max(found)[1]].limit if found else None


def _forms(phrase: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(stem(form) for part in word.split(_OR) for form in words_of(part)) for word in phrase.split())


def _in(phrase: Sequence[frozenset[str]], said: frozenset[str]) -> bool:
    return all(forms & said for forms in phrase)
