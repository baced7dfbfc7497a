"""Answers that stay on one path and between them show every answer, and every pair of options, that occurs on it."""

from collections import Counter
from collections.abc import Iterator, Mapping

from bot.authoring.paths.explorer import Fork, Path, Paths, Way
from bot.core.dialogue.conversation import Key
from bot.core.questions.answer import Value

# Question by question, the forks one may stand at, each with the answers that stay on the path.
Layers = list[dict[Fork, list[Way]]]
Sight = tuple[int, str]  # the place of a question on the path, and one of its options
Missing = dict[tuple[Sight, int], set[str]]  # what is still to be shown at a later place together with a sight
ALONE = ""  # in place of an option: what is still to be shown at a place, whatever goes with it


def covering_answers(paths: Paths, path: Path) -> Iterator[dict[Key, Value]]:
    """Conversations along the path that between them show all that occurs in any conversation along it.

    That is every answer that was tried, and every pair of options of two questions; where people do not choose, having
    answered counts as one option and “I don't know” as another. Which pairs occur is exact. How many conversations it
    takes is small, but not always the smallest number: each is led through a pair not shown yet, and takes at every
    question the answer that shows the most new things, or can still show them with later answers.
    """
    layers = _layers(paths, path)
    missing = _occurring(layers)
    while missing:
        ((earlier, option), place), options = next(iter(missing.items()))
        ways = _led_through({earlier: option, place: min(options)}, layers, missing)
        yield {key: way.value for key, way in zip(path.asked, ways, strict=True)}


def _layers(paths: Paths, path: Path) -> Layers:
    layers: Layers = []
    forks: dict[Fork | None, None] = {paths.start: None}
    for key in path.asked:
        ahead = path.trail[path.trail.index(key) + 1 :]
        layer = {fork: [way for way in fork.ways if way.leads(ahead)] for fork in forks if fork}
        forks = dict.fromkeys(way.to for ways in layer.values() for way in ways)
        layers.append(layer)
    return layers


def _occurring(layers: Layers) -> Missing:
    found: Missing = {}
    for place, layer in enumerate(layers):
        here = [way for ways in layer.values() for way in ways]
        found[(place, ALONE), place] = {way.name for way in here}
        for option in dict.fromkeys(option for way in here for option in way.options):
            ways = [way for way in here if option in way.options]
            for later in range(place + 1, len(layers)):
                ways = [way for fork in dict.fromkeys(way.to for way in ways) if fork for way in layers[later][fork]]
                found[(place, option), later] = {other for way in ways for other in way.options}
    return found


def _led_through(wanted: Mapping[int, str], layers: Layers, missing: Missing) -> list[Way]:
    """The answers of one conversation that shows what is wanted; what it shows is missing no longer."""
    chosen: list[Way] = []
    fork: Fork | None = next(iter(layers[0]))
    sights: list[Sight] = []
    for place, layer in enumerate(_kept_open(wanted, layers)):
        assert fork is not None
        before = [(sight, place) for sight in (*sights, (place, ALONE)) if (sight, place) in missing]
        worth = Counter(shown for key in before for shown in missing[key])
        for sight, later in missing:
            if sight[0] == place and later > place:
                worth[sight[1]] += 1
        best = max(layer[fork], key=lambda way: sum(worth[shown] for shown in way.shows))
        for key in before:
            missing[key] -= best.shows
            if not missing[key]:
                del missing[key]
        sights += [(place, option) for option in best.options]
        chosen.append(best)
        fork = best.to
    return chosen


def _kept_open(wanted: Mapping[int, str], layers: Layers) -> Layers:
    """The layers without the answers after which what is wanted could not be shown any more."""
    kept: Layers = []
    ahead: set[Fork | None] = {None}
    for place, layer in reversed(list(enumerate(layers))):
        left = {
            fork: [way for way in ways if way.to in ahead and (place not in wanted or wanted[place] in way.shows)]
            for fork, ways in layer.items()
        }
        kept.insert(0, {fork: ways for fork, ways in left.items() if ways})
        ahead = set(kept[0])
    return kept
