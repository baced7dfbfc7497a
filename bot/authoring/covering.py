"""Answers that stay on one path and between them hold every answer, and every pair of answers to two questions, that occurs on it."""

from collections.abc import Iterator
from itertools import combinations_with_replacement

from bot.authoring.paths import Fork, Path, Paths
from bot.core.answers import Value
from bot.core.conversation import Key

Layers = list[dict[Fork, dict[int, Fork | None]]]  # question by question: from each fork, where the answers that stay on the path lead
Choice = tuple[int, int]  # the place of a question on the path, and the place of an answer among its answers
Pair = tuple[Choice, Choice]  # an answer with itself stands for that answer alone


def covering_answers(paths: Paths, path: Path) -> Iterator[dict[Key, Value]]:
    """Conversations along the path that between them hold every pair of answers that any conversation along it holds.

    Which pairs occur is exact. How many conversations it takes is small, but not always the smallest number: each is led through a pair
    that is still missing, and at every other question takes the answer that makes the most missing pairs.
    """
    layers = _layers(paths, path)
    missing = dict.fromkeys(_pairs(layers))
    while missing:
        chosen = _led_through(next(iter(missing)), layers, missing)
        for pair in combinations_with_replacement(chosen, 2):
            missing.pop(pair, None)
        forks = [next(iter(layer)) for layer in layers]
        yield {fork.key: fork.ways[answer].value for fork, (_, answer) in zip(forks, chosen, strict=True)}


def _layers(paths: Paths, path: Path) -> Layers:
    layers: Layers = []
    forks: set[Fork | None] = {paths.start}
    for key in path.asked:
        ahead = path.trail[path.trail.index(key) + 1 :]
        layer = {fork: {n: way.to for n, way in enumerate(fork.ways) if way.leads(ahead)} for fork in forks if fork}
        forks = {to for onward in layer.values() for to in onward.values()}
        layers.append(layer)
    return layers


def _pairs(layers: Layers) -> Iterator[Pair]:
    for place, layer in enumerate(layers):
        for answer in sorted({n for onward in layer.values() for n in onward}):
            yield (place, answer), (place, answer)
            forks = {onward[answer] for onward in layer.values() if answer in onward}
            for later in range(place + 1, len(layers)):
                onwards = [layers[later][fork] for fork in forks if fork]
                yield from (((place, answer), (later, n)) for n in sorted({n for onward in onwards for n in onward}))
                forks = {to for onward in onwards for to in onward.values()}


def _led_through(pair: Pair, layers: Layers, missing: dict[Pair, None]) -> list[Choice]:
    """The answers of one conversation that holds this pair."""
    open_ = _kept_open(pair, layers)
    chosen: list[Choice] = []
    fork: Fork | None = next(iter(layers[0]))
    for place, onward in enumerate(open_):
        assert fork is not None
        choices = [(place, answer) for answer in onward[fork]]
        best = max(choices, key=lambda choice: sum((one, choice) in missing for one in (*chosen, choice)))
        chosen.append(best)
        fork = onward[fork][best[1]]
    return chosen


def _kept_open(pair: Pair, layers: Layers) -> Layers:
    """The layers without the answers after which the pair could not come about any more."""
    wanted = dict(pair)
    kept: Layers = []
    ahead: set[Fork | None] = {None}
    for place, layer in reversed(list(enumerate(layers))):
        onwards = {
            fork: {n: to for n, to in onward.items() if wanted.get(place, n) == n and to in ahead} for fork, onward in layer.items()
        }
        kept.insert(0, {fork: onward for fork, onward in onwards.items() if onward})
        ahead = set(kept[0])
    return kept
