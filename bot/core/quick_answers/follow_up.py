"""What a message refers to, where it refers to the answer before."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.words.tokens import words_of

_NUMBER = re.compile(r"^\s*(?:no\.?\s*|number\s*|#)?(\d{1,2})\s*[.)]?\s*$", re.I)
_PLACES = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "last": -1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}
_OPEN = "…"


@dataclass(frozen=True)
class FollowUp:
    """What is wanted, by its name in the authors' file; the number of a choice or point, or the rest of the words."""

    wants: str
    number: int = 0
    rest: str = ""


class FollowUpReader:
    """Reads what refers to the answer before."""

    def __init__(self, authored: Mapping[str, Sequence[str]]) -> None:
        self._whole = {
            " ".join(words_of(phrase)): name for name, phrases in authored.items() for phrase in phrases if _OPEN not in phrase
        }
        begun = (
            (" ".join(words_of(phrase)), name) for name, phrases in authored.items() for phrase in phrases if _OPEN in phrase
        )
        self._begun = sorted(begun, key=lambda one: -len(one[0]))

    def read(self, typed: str) -> FollowUp | None:
        """What these words ask of the answer before; none where they stand by themselves."""
        if number := _NUMBER.match(typed):
            return FollowUp("number", int(number[1]))
        words = words_of(typed)
        said = " ".join(words)
        if name := self._whole.get(said):
            return FollowUp(name, _number_in(words))
        for phrase, name in self._begun:
            if said.startswith(f"{phrase} "):
                rest = said.removeprefix(f"{phrase} ")
                number_said = _number_in(words)
                if name != "point":
                    return FollowUp(name, 0, rest)
                if number_said:
                    return FollowUp(name, number_said)
        return None


def _number_in(words: Sequence[str]) -> int:
    return next((int(word) for word in words if word.isdigit()), next((_PLACES[word] for word in words if word in _PLACES), 0))
