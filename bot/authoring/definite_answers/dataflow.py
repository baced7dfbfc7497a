"""What is surely asked, and what is ever asked, before each place of a dialogue."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from bot.authoring.definite_answers.facts import Fact, Keys, Place, answered
from bot.authoring.definite_answers.guards import Guards
from bot.core.content.dialogue import Call, Dialogue
from bot.core.content.question import Route
from bot.core.content.state_machine import ways_on
from bot.core.dialogue.conversation import Key, key_of
from bot.core.questions.answers import meant
from bot.core.templating.templates import LanguageError, condition_source, holds, names_in
from bot.core.templating.trees import parsed
from bot.core.templating.values import UNSURE, Group, Names

Places = dict[str, Place]  # the questions, calls and outcomes that can be come to


def places_of(dialogues: Mapping[str, Dialogue], id_: str) -> Places:
    """The places of a dialogue, with what is known at each."""
    dialogue = dialogues[id_]
    places = {next(iter(dialogue.questions)): Place(frozenset(), frozenset(), {})}
    for name in dialogue.questions:  # routes only lead forwards
        if name in places:
            for to, place in _onward(dialogues, id_, name, places[name]):
                places[to] = places[to].joined(place) if to in places else place
    return places


def _onward(dialogues: Mapping[str, Dialogue], id_: str, name: str, here: Place) -> Iterator[tuple[str, Place]]:
    key, answers, guards = key_of(id_, name), _answers(dialogues, id_, name), Guards(dialogues, id_, name, here)
    ever = here.ever.union({key}, *(more for _, more in answers.values()))
    leading = {answer: _targets(dialogues[id_], name, answer, partial(_may_be, guards, key, answer)) for answer in answers}
    for to, taken in _taken(ways_on(dialogues[id_], name), guards, id_).items():
        before = here.surely | taken | {key}
        possible = {answer: before | surely for answer, (surely, _) in answers.items() if to in leading[answer]}
        if not possible:
            continue
        surely = frozenset.intersection(*possible.values())
        given = {fact: keys | surely for fact, keys in here.given.items() if not _denied(fact, taken)} | {key: surely}
        for answer, keys in possible.items():
            given[answered(key, answer)] = keys
        for answer in answers:
            others = [keys for other, keys in possible.items() if other != answer]
            if others:
                given[answered(key, answer, False)] = frozenset.intersection(*others)
        yield to, Place(surely, ever, given)


def _denied(fact: Fact, taken: Keys) -> bool:
    """Whether the conditions on the way say that this is not so."""
    key, equals, answer = fact.partition("=")
    return bool(equals) and answered(key, answer, False) in taken


def _taken(routes: Iterable[Route], guards: Guards, id_: str) -> dict[str, Keys]:
    """What the conditions tell at each target: that of its route holds, those of the routes before it do not."""
    found: dict[str, Keys] = {}
    refused: Keys = frozenset()
    for route in routes:
        told = refused.union(guards.told(parsed(route.when), True, id_) if route.when else ())
        found[route.to] = found.get(route.to, told) & told
        refused |= guards.told(parsed(route.when), False, id_) if route.when else frozenset()
    return found


def _answers(dialogues: Mapping[str, Dialogue], id_: str, name: str) -> dict[str, tuple[Keys, Keys]]:
    """What can be answered, or where a call can end; with what is surely, and what is ever, asked inside."""
    step = dialogues[id_].questions[name]
    if isinstance(step, Call):
        places = places_of(dialogues, step.call)
        return {end: (places[end].surely, places[end].ever) for end in dialogues[step.call].outcomes if end in places}
    options = [option.id for option in step.options] if step.type == "choice" else [""]
    return {answer: (frozenset(), frozenset()) for answer in [*options, *([UNSURE] if step.unsure else [])]}


def _targets(dialogue: Dialogue, name: str, answer: str, may_be: Callable[[str, bool], bool]) -> list[str]:
    """Where the routes can lead with this answer; those that rest on anything else may be taken or not."""
    step = dialogue.questions[name]
    known = Group({"outcome": answer}) if isinstance(step, Call) else meant(step, answer, "") if answer else None
    seen = {f"{name}.outcome" if isinstance(step, Call) else name} if answer else set()
    found: list[str] = []
    for route in ways_on(dialogue, name):
        if route.when and not names_in(condition_source(route.when)) <= seen:
            if may_be(route.when, True):
                found.append(route.to)
            if not may_be(route.when, False):
                return found
        else:
            may_hold, surely = _outcome(route.when, {name: known})
            if may_hold:
                found.append(route.to)
            if surely:
                return found
    return found


def _outcome(when: str | None, names: Names) -> tuple[bool, bool]:
    """Whether a condition may hold, and whether it surely does; one that cannot be worked out is told where it
    stands."""
    try:
        return holds(when, names), holds(when, names)
    except LanguageError:
        return True, False


def _may_be(guards: Guards, key: Key, answer: str, when: str, truth: bool) -> bool:
    """Whether a condition can come out so with this answer, by its words alone."""
    told = guards.told(parsed(when), truth, key.partition(".")[0])
    given = {fact for fact in told if fact.startswith(answered(key, ""))}
    return given <= {answered(key, answer)} and answered(key, answer, False) not in told
