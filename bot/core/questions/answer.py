"""An answer as it is kept, and what is said of one that does not fit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.content.phrases import Phrases
from bot.core.templating.markdown import cleaned
from bot.core.templating.values import Typed

# An answer at rest is plain JSON: an option id, a list of them, a number, an ISO date, words, a list of entries, or "unsure".
Value = Any

LONGEST_TEXT = 500


@dataclass(frozen=True)
class InvalidAnswer(Exception):
    """An answer that does not fit; `phrase` names the sentence that says why, with what it needs."""

    phrase: str
    names: Mapping[str, Any]

    def said(self, phrases: Phrases) -> str:
        """The sentence for the person."""
        return phrases.say(self.phrase, **self.names)


def invalid(phrase: str, **names: Any) -> InvalidAnswer:
    """An answer that does not fit, and why not."""
    return InvalidAnswer(phrase, names)


def said_shortly(raw: Value) -> Typed:
    """What a person said, for quoting."""
    text = cleaned(raw if isinstance(raw, str) else str(raw))
    return Typed(text if len(text) <= 60 else f"{text[:59]}…")
