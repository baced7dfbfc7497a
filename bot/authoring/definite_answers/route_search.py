"""Whether a conversation can come to a place with so much decided: the routes walked, deciding only what they look at."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from bot.authoring.definite_answers.dataflow import Graph
from bot.authoring.definite_answers.evaluator import Looking
from bot.authoring.definite_answers.partial_conversation import CannotTell, NotThere, Undecided, World
from bot.core.content.dialogue import Call
from bot.core.content.state_machine import ways_on
from bot.core.dialogue.conversation import key_of

# What would take more is left open, so that the check stays quick.
FEW_LOOKS, MANY_LOOKS, LOOKS_IN_ALL = 60, 600, 1_500

T = TypeVar("T")


class Walking:
    """Walks to one place of a dialogue."""

    def __init__(self, looking: Looking, graphs: Mapping[str, Graph], dialogue: str) -> None:
        self.looking, self.graphs, self.dialogue = looking, graphs, dialogue
        self.looks = self.most = 0

    def another_use(self) -> None:
        """Each use may take many looks; when very many were taken in all, fewer."""
        self.most = self.looks + max(FEW_LOOKS, min(MANY_LOOKS, LOOKS_IN_ALL - self.looks))

    def decided(self, look: Callable[[World], T], world: World) -> Iterator[tuple[World, T]]:
        """What looking comes to, in each of the worlds it tells apart. Raises CannotTell when there are too many."""
        self.looks += 1
        if self.looks > self.most:
            raise CannotTell("too many")
        try:
            found = look(world)
        except Undecided as undecided:
            for one in undecided.worlds(world):
                yield from self.decided(look, one)
        else:
            yield world, found

    def to(self, place: str, answered: bool, wanted: World) -> Iterator[World]:
        """The conversations that come to the place with what is wanted; without it answered, or with it."""
        start = World(answers=wanted.answers, ends=wanted.ends, walked=True)
        for world in self._from(next(iter(self.looking.dialogues[self.dialogue].questions)), place, start, wanted):
            for after in self._through(self.dialogue, place, world, wanted) if answered else [world]:
                if all(after.passed.get(key, False) == passed for key, passed in wanted.passed.items()):
                    yield after

    def _from(self, name: str, place: str, world: World, wanted: World) -> Iterator[World]:
        if name == place:
            yield world
        elif place in self.graphs[self.dialogue].onward.get(name, ()):
            for after in self._through(self.dialogue, name, world, wanted):
                for to, there in self._routes(self.dialogue, name, after):
                    yield from self._from(to, place, there, wanted)

    def _through(self, id_: str, name: str, world: World, wanted: World) -> Iterator[World]:
        """Past a question or call, unless it is wanted not to be on the way."""
        key, step = key_of(id_, name), self.looking.dialogues[id_].questions[name]
        if wanted.passed.get(key, True):
            passed = world.with_one("passed", key, True)
            if isinstance(step, Call):
                yield from self._call(step.call, next(iter(self.looking.dialogues[step.call].questions)), passed, wanted)
            else:
                yield passed

    def _call(self, id_: str, name: str, world: World, wanted: World) -> Iterator[World]:
        if name in self.looking.dialogues[id_].outcomes:
            if world.ends.get(id_, name) == name:
                yield world.with_one("ends", id_, name)
            return
        for after in self._through(id_, name, world, wanted):
            for to, there in self._routes(id_, name, after):
                yield from self._call(id_, to, there, wanted)

    def _routes(self, id_: str, name: str, world: World) -> Iterator[tuple[str, World]]:
        """Each place that may follow, as the routes are tried in turn."""
        pending = [world]
        for route in ways_on(self.looking.dialogues[id_], name):
            left: list[World] = []
            for one in pending:
                for there, holds in self.decided(partial(self._holds, route.when, id_), one):
                    if holds:
                        yield route.to, there
                    elif holds is not None:
                        left.append(there)
            pending = left

    def _holds(self, when: str | None, id_: str, world: World) -> bool | None:
        try:
            return self.looking.holds(when, id_, world)
        except NotThere:
            return None  # the conversation ends here, with a mistake that is told where it stands
