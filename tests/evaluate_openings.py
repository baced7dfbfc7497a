"""How well the sentences that people begin with are understood, in figures: part of `make evaluate`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.core.openings.opening import Opening
from bot.core.openings.recogniser import Recogniser
from bot.services.content import library_at, shipped_content
from bot.services.openings import recogniser_of

OPENINGS = Path(__file__).parent / "questions" / "openings.yaml"


@dataclass(frozen=True)
class Expected:
    """A sentence, and what there is to understand of it."""

    say: str
    dialogues: frozenset[str]  # any of which is right; none where it opens none
    services: frozenset[str]
    answers: Mapping[str, Any]
    held_back: bool


@dataclass(frozen=True)
class Understood:
    """Shares of the sentences that were understood rightly, and what was claimed of them that they do not say."""

    dialogue: float
    service: float
    answers: float  # of the answers that the sentences give, those that were taken
    claimed: tuple[str, ...]

    def __str__(self) -> str:
        shares = f"dialogue {self.dialogue:.3f}  service {self.service:.3f}  answers {self.answers:.3f}"
        return f"{shares}  claimed {len(self.claimed)}"


def expected() -> list[Expected]:
    """The sentences of the file."""
    rows = yaml.safe_load(OPENINGS.read_text(encoding="utf-8"))["openings"]
    return [
        Expected(
            row["say"],
            frozenset(row["dialogue"] or ()),
            frozenset(map(_folded, row["service"] or ())),
            row.get("answers", {}),
            row.get("held_back", False),
        )
        for row in rows
    ]


def understood(recogniser: Recogniser, wanted: Sequence[Expected]) -> Understood:
    """The figures of these sentences."""
    read = [(one, recogniser.read(one.say)) for one in wanted]
    said = sum(len(one.answers) for one, _ in read)
    taken = sum(_matches(name, value, opening) for one, opening in read for name, value in one.answers.items())
    return Understood(
        dialogue=sum(_is_right(one, opening) for one, opening in read) / len(read),
        service=sum(_names(one, opening) for one, opening in read) / len(read),
        answers=taken / said if said else 1.0,
        claimed=tuple(f"{one.say}: {name} {value}" for one, opening in read for name, value in _claims(one, opening)),
    )


def _is_right(one: Expected, opening: Opening) -> bool:
    return opening.dialogue in one.dialogues if one.dialogues else not opening.dialogue


def _names(one: Expected, opening: Opening) -> bool:
    return _folded(opening.service) in one.services if one.services else not opening.service


def _folded(service: str) -> str:
    return " ".join(service.lower().removeprefix("our ").replace("'s", "").split())


def _matches(name: str, value: Any, opening: Opening) -> bool:
    """By the question's own name, as two dialogues may ask the same."""
    return any(_question(key) == _question(name) and given == value for key, given in opening.all_answers.items())


def _claims(one: Expected, opening: Opening) -> list[tuple[str, Any]]:
    said = {_question(name): value for name, value in one.answers.items()}
    return [(key, value) for key, value in opening.all_answers.items() if said.get(_question(key)) != value]


def _question(key: str) -> str:
    return key.rpartition(".")[2]


def shipped_recogniser() -> Recogniser:
    """Who understands openings of the content that comes with the advisor."""
    content = shipped_content()
    return recogniser_of(library_at(content), content)


def figures(recogniser: Recogniser) -> dict[str, Understood]:
    """The figures by half."""
    every = expected()
    halves = {
        "openings, open": [one for one in every if not one.held_back],
        "openings, held back": [one for one in every if one.held_back],
    }
    return {name: understood(recogniser, some) for name, some in halves.items()}
