"""How many questions it takes from the first dialogue of the road to a later one: said once in a case, or anew each time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median

from bot.authoring.paths.explorer import Path, paths_of
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Key


@dataclass(frozen=True)
class FromFrontDoor:
    """Questions to the end of both dialogues: the fewest, the middle and the most."""

    first: str
    in_a_case: tuple[int, float, int]
    one_by_one: tuple[int, float, int]  # in two conversations that know nothing of each other


def from_front_door(library: Library, dialogue: str) -> FromFrontDoor | None:
    """From the first dialogue of the road to this one, by every path on which the road goes on; none off the road."""
    steps = [step.dialogue for step in library.road.steps] if library.road else []
    if dialogue not in steps[1:] or library.road is None:
        return None
    ends = library.road.stops.get(steps[0], ())
    before = [path for path in paths_of(library, steps[0]).all if path.outcome not in ends]
    after = paths_of(library, dialogue).all
    together = [len(one.asked) + sum(_anew(library, one, two)) for one in before for two in after]
    apart = [len(one.asked) + len(two.asked) for one in before for two in after]
    return FromFrontDoor(steps[0], _spread(together), _spread(apart))


def _anew(library: Library, one: Path, two: Path) -> Iterator[bool]:
    """Which questions of the second are still to be asked after the first."""
    known = {_name(library, key) for key in one.asked}
    return (_name(library, key) not in known for key in two.asked)


def _name(library: Library, key: Key) -> str:
    question = library.question(key)
    return (question.shares if question else "") or key


def _spread(counts: Iterable[int]) -> tuple[int, float, int]:
    counts = list(counts)
    return min(counts), median(counts), max(counts)
