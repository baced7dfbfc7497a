"""What a dialogue is called: its id, its title, and the other names its author knows people use."""

import re
from collections.abc import Mapping

from bot.core.content.dialogue import Dialogue

_BETWEEN = re.compile(r"[^\w&]+|_")


def folded(words: str) -> str:
    """Words as names are compared: without capitals and punctuation.

    >>> folded("  Is there a market? ")
    'is there a market'
    """
    return " ".join(_BETWEEN.sub(" ", words.lower().replace("'", "").replace("’", "")).split())


def names_of(id_: str, dialogue: Dialogue) -> frozenset[str]:
    """Every name of a dialogue, folded."""
    return frozenset(folded(name) for name in (id_, dialogue.title, *dialogue.also))


def named(dialogues: Mapping[str, Dialogue], words: str) -> str:
    """The dialogue that these words name; empty when none."""
    wanted = folded(words)
    return next((id_ for id_, one in dialogues.items() if wanted in names_of(id_, one)), "") if wanted else ""
