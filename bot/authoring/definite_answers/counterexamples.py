"""The names that a use needs and that have no value then, each with the answers that lead there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from bot.authoring.definite_answers.dataflow import graph_of
from bot.authoring.definite_answers.evaluator import Looking, Scope, answer_key, tree_of
from bot.authoring.definite_answers.guards import Guards
from bot.authoring.definite_answers.names import names_at
from bot.authoring.definite_answers.partial_conversation import CannotTell, NotThere, World
from bot.authoring.definite_answers.requirements import Needing
from bot.authoring.definite_answers.route_search import Walking
from bot.authoring.definite_answers.uses import Use
from bot.core.content.dialogue import Dialogue
from bot.core.content.dialogue_texts import expressions_in
from bot.core.dialogue.answers import Value
from bot.core.dialogue.conversation import key_of, short
from bot.core.templating.templates import LanguageError, holds, names_in, parsed, rendered


@dataclass(frozen=True)
class Missing:
    """A name without a value; `ever`, if it has one on some other way; `after`, answers that lead to where it has none."""

    name: str
    question: bool
    ever: bool
    after: Mapping[str, Value]


class Search:
    """Searches the uses in one dialogue."""

    def __init__(self, dialogues: Mapping[str, Dialogue], id_: str) -> None:
        self.id, within = id_, _within(dialogues, id_)
        self.graphs = {one: graph_of(dialogues, one) for one in within}
        self.looking = Looking(dialogues, [source for one in within for _, source in expressions_in(dialogues[one])])
        self.walking = Walking(self.looking, self.graphs, id_)
        self._guards = cache(lambda at: Guards(dialogues, self.graphs[id_].places[at]))
        self.keys = [key_of(one, name) for one in within for name in dialogues[one].questions]

    def missing(self, use: Use) -> Iterator[Missing]:
        """What has no value when it is needed, each name once; nothing, where that cannot be told in time."""
        place = self.graphs[self.id].places.get(use.at)
        if place is None or not names_in(use.source):
            return
        own = {key_of(self.id, use.at)} if use.answered else set()
        guards = self._guards(use.at)
        told = [guards.told(tree_of(guard), True, self.id) for guard in use.guards]
        surely, ever = place.surely.union(own, *told), place.ever | own
        needing = Needing(self.looking, guards, self.id, surely)
        if guards.needed_at_most(names_in(use.source), self.id) <= surely or needing.is_sure(_text(use.source)):
            return
        start = World({key: key in surely for key in self.keys if key in surely or key not in ever})
        try:
            yield from self._searched(use, needing, start)
        except CannotTell:
            return

    def _searched(self, use: Use, needing: Needing, start: World) -> Iterator[Missing]:
        found: set[str] = set()
        self.walking.another_use()
        for world, lacking in self.walking.decided(lambda one: self._lacking(use, needing, one), start):
            if lacking is None or lacking.name in found:
                continue
            ever = not lacking.question or start.passed.get(self._key(lacking.name), True)
            there = next((one for one in self.walking.to(use.at, use.answered, world) if self._fails(use, one)), None)
            if there:
                found.add(lacking.name)
                yield Missing(lacking.name, lacking.question, ever, self._told(there, lacking.name))

    def _key(self, name: str) -> str:
        return name if "." in name else key_of(self.id, name)

    def _lacking(self, use: Use, needing: Needing, world: World) -> NotThere | None:
        """The first name without a value, where the use is needed at all."""
        try:
            if not all(self.looking.holds(guard, self.id, world) for guard in use.guards):
                return None
        except NotThere:
            return None  # which is the guard's own mistake
        try:
            needing.go_through(_text(use.source), world)
        except NotThere as lacking:
            return lacking
        return None

    def _fails(self, use: Use, world: World) -> bool:
        """Whether it cannot be filled in indeed, in a conversation like this."""
        try:
            names = {**names_at(self.looking, self.id, world), "today": ""}
            if not all(holds(guard, names) for guard in use.guards):
                return False
        except LanguageError:
            return False
        try:
            rendered(use.source, names)
        except LanguageError as error:
            return error.undefined
        return False

    def _told(self, world: World, name: str) -> dict[str, Value]:
        """The answers that were looked at, up to where the question would have been asked."""
        call, _, own = name.rpartition(".")
        told = self._answers(world, self.id, call or own)
        return told | self._answers(world, call, own) if call else told

    def _answers(self, world: World, scope: Scope, until: str) -> dict[str, Value]:
        told: dict[str, Value] = {}
        asked = self.looking.dialogues[scope].asked
        for name in takewhile(lambda name: name != until, self.looking.dialogues[scope].questions):
            key = answer_key(scope, name, asked[name]) if name in asked else ""
            if world.passed.get(key_of(scope, name)) and key in world.answers:
                told[short(key_of(scope, name), self.id)] = world.answers[key]
        return told


_text = cache(parsed)


def _within(dialogues: Mapping[str, Dialogue], id_: str) -> list[str]:
    return [id_, *(name for call in dialogues[id_].calls.values() for name in _within(dialogues, call.call))]
