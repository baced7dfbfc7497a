"""What is surely asked, and what is ever asked, before each place of a dialogue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.core.content.dialogue import Call, Dialogue
from bot.core.content.state_machine import ways_on
from bot.core.dialogue.answers import meant
from bot.core.dialogue.conversation import Key, key_of
from bot.core.templating.templates import condition_source, holds, names_in
from bot.core.templating.values import UNSURE, Group

Fact = str  # a key that is on the way, or what was answered: “dialogue.question=option”, “dialogue.question!=option”
Keys = frozenset[Key]


def answered(key: Key, answer: str, is_so: bool = True) -> Fact:
    """The fact that a question has this answer, or a call this end; or that it has another."""
    return f"{key}{'=' if is_so else '!='}{answer}"


@dataclass
class Place:
    """What can be known at a question, call or outcome."""

    surely: Keys  # asked on every way to it
    ever: Keys  # asked on some way to it
    given: dict[Fact, Keys]  # asked on every way to it on which this holds

    def joined(self, other: "Place") -> "Place":
        """The same place, come to by either way."""
        facts = (self.given | other.given).items()
        given = {fact: self.given.get(fact, keys) & other.given.get(fact, keys) for fact, keys in facts}
        return Place(self.surely & other.surely, self.ever | other.ever, given)

    def known(self, facts: frozenset[Fact]) -> frozenset[Fact]:
        """These facts, and the questions that must have been asked with them."""
        return facts.union(*(self.given.get(fact, frozenset()) for fact in facts))


@dataclass
class Graph:
    """The places of a dialogue that can be come to."""

    places: dict[str, Place] = field(default_factory=dict)
    onward: dict[str, frozenset[str]] = field(default_factory=dict)  # the places that can follow


def graph_of(dialogues: Mapping[str, Dialogue], id_: str) -> Graph:
    """The graph of a dialogue."""
    dialogue, graph = dialogues[id_], Graph()
    graph.places[next(iter(dialogue.questions))] = Place(frozenset(), frozenset(), {})
    for name in dialogue.questions:  # routes only lead forwards
        if name in graph.places:
            for to, place in _onward(dialogues, id_, name, graph.places[name]):
                graph.places[to] = graph.places[to].joined(place) if to in graph.places else place
    for name in reversed(list(dialogue.questions)):
        ahead = {route.to for route in ways_on(dialogue, name)}
        graph.onward[name] = frozenset(ahead).union(*(graph.onward.get(to, frozenset()) for to in ahead))
    return graph


def _onward(dialogues: Mapping[str, Dialogue], id_: str, name: str, here: Place) -> Iterator[tuple[str, Place]]:
    key, answers = key_of(id_, name), _answers(dialogues, id_, name)
    ever = here.ever.union({key}, *(more for _, more in answers.values()))
    leading = {answer: _targets(dialogues[id_], name, answer) for answer in answers}
    for to in dict.fromkeys(route.to for route in ways_on(dialogues[id_], name)):
        possible = {answer: here.surely | surely | {key} for answer, (surely, _) in answers.items() if to in leading[answer]}
        if not possible:
            continue
        surely = frozenset.intersection(*possible.values())
        given = {fact: keys | surely for fact, keys in here.given.items()} | {key: surely}
        for answer, keys in possible.items():
            given[answered(key, answer)] = keys
        for answer in answers:
            others = [keys for other, keys in possible.items() if other != answer]
            if others:
                given[answered(key, answer, False)] = frozenset.intersection(*others)
        yield to, Place(surely, ever, given)


def _answers(dialogues: Mapping[str, Dialogue], id_: str, name: str) -> dict[str, tuple[Keys, Keys]]:
    """What can be answered, or where a call can end; with what is surely, and what is ever, asked inside."""
    step = dialogues[id_].questions[name]
    if isinstance(step, Call):
        places = graph_of(dialogues, step.call).places
        return {end: (places[end].surely, places[end].ever) for end in dialogues[step.call].outcomes if end in places}
    options = [option.id for option in step.options] if step.type == "choice" else [""]
    return {answer: (frozenset(), frozenset()) for answer in [*options, *([UNSURE] if step.unsure else [])]}


def _targets(dialogue: Dialogue, name: str, answer: str) -> list[str]:
    """Where the routes can lead with this answer; those that rest on anything else may be taken or not."""
    step = dialogue.questions[name]
    known = Group({"outcome": answer}) if isinstance(step, Call) else meant(step, answer, "") if answer else None
    seen = {f"{name}.outcome" if isinstance(step, Call) else name} if answer else set()
    found: list[str] = []
    for route in ways_on(dialogue, name):
        if route.when and not names_in(condition_source(route.when)) <= seen:
            found.append(route.to)
        elif holds(route.when, {name: known}):
            return [*found, route.to]
    return found
