"""What the tests of a dialogue visit, and which of its questions, routes and outcomes none of them does."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from bot.core.content.library import Library
from bot.core.content.question import Question
from bot.core.content.state_machine import ways_on
from bot.core.dialogue.position import Position
from bot.core.loading.yaml_reader import Path, Reading

Route = tuple[str, str]  # from a question or call to what comes next


def routes_taken(library: Library, dialogue: str, position: Position) -> Iterator[Route]:
    """The routes that a walk took in this dialogue; one that calls it took them inside."""
    return pairwise(_places(library, dialogue, position))


def _places(library: Library, dialogue: str, position: Position) -> list[str]:
    calls = {inner: name for name, call in library.dialogues[dialogue].calls.items() for inner in library.within(call.call)}
    places: list[str] = []
    for step in position.steps:
        place = step.key.partition(".")[2] if step.dialogue == dialogue else calls.get(step.dialogue, "")
        if place and places[-1:] != [place]:
            places.append(place)
    return places + [ending.id for ending in position.endings if ending.dialogue == dialogue]


def not_visited(library: Library, dialogue: str, positions: Iterable[Position], reading: Reading) -> list[str]:
    """The questions, routes and outcomes of a dialogue on none of these walks, each with its file and line."""
    taken = {route for position in positions for route in routes_taken(library, dialogue, position)}
    reached = {next(iter(library.dialogues[dialogue].questions)), *(to for _, to in taken)}
    missing: list[tuple[Path, str]] = []
    for name, step in library.dialogues[dialogue].questions.items():
        if name not in reached:
            missing.append((("questions", name), f"no test asks “{name}”"))
            continue
        for to in dict.fromkeys(route.to for route in ways_on(library.dialogues[dialogue], name)):
            if (name, to) not in taken:
                missing.append((_place(name, step, to), f"no test goes from “{name}” to “{to}”"))
    outcomes = [name for name in library.dialogues[dialogue].outcomes if name not in reached]
    missing += [(("outcomes", name), f"no test ends in “{name}”") for name in outcomes]
    return [f"{reading.file}:{reading.place(path)[0]}: {words}" for path, words in missing]


def _place(name: str, step: object, to: str) -> Path:
    """Where the route stands in the file."""
    if isinstance(step, Question):
        for number, option in enumerate(step.options):
            if option.next == to:
                return ("questions", name, "options", number, "next")
    for number, route in enumerate(getattr(step, "next", ())):
        if route.to == to:
            return ("questions", name, "next", number, "to")
    return ("questions", name)
