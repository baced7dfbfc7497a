"""Where a case stands on the road: what is done, what is next and why, and what does not fit."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from bot.core.content.library import Library
from bot.core.content.road import RoadStep
from bot.core.dialogue.conversation import Conversation
from bot.core.dialogue.guidance import Guidance, Link
from bot.core.dialogue.position import Ending, Position, walk
from bot.core.templating.templates import rendered

State = Literal["done", "begun", "next", "ahead", "later"]


@dataclass(frozen=True)
class Stop:
    """A dialogue on the road, and how far it is; `verdict` is the title of its outcome."""

    dialogue: str
    title: str
    state: State
    why: str = ""
    leave_out: str = ""
    verdict: str = ""
    conversation: str = ""


@dataclass(frozen=True)
class RoadPosition:
    """The stops of a case, and where it goes on."""

    title: str
    stops: tuple[Stop, ...]
    ended: str = ""  # the verdict at which the way is over

    @property
    def going_on(self) -> Stop | None:
        """The dialogue that was begun last, or else the next."""
        return next((stop for state in ("begun", "next") for stop in self.stops if stop.state == state), None)

    @property
    def last_done(self) -> Stop | None:
        """The dialogue furthest down the road that is done."""
        return next((stop for stop in reversed(self.stops) if stop.state == "done"), None)


@dataclass(frozen=True)
class _Newest:
    """The newest conversation on a dialogue, and its end."""

    conversation: Conversation
    ending: Ending | None


def road_position(
    library: Library, conversations: Iterable[Conversation], earlier: Callable[[str], Position | None] = lambda _: None
) -> RoadPosition:
    """Where these conversations of one case, oldest first, have come to; `earlier` positions by their ids save
    walking."""
    newest = {one.dialogue: _Newest(one, walk(library, one, earlier=earlier(one.id)).ending) for one in conversations}
    road = library.road
    if road is None:
        return RoadPosition("", tuple(_stop(library, id_, one) for id_, one in newest.items()))
    outcomes = {id_: one.ending.id for id_, one in newest.items() if one.ending}
    ended = next((id_ for id_, ends in road.stops.items() if outcomes.get(id_) in ends), "")
    stops = [_on_road(library, step, newest) for step in road.steps if _fits(step, outcomes) or step.dialogue in newest]
    beside = [_stop(library, id_, one) for id_, one in newest.items() if id_ not in {step.dialogue for step in road.steps}]
    verdict = next((stop.verdict for stop in (*stops, *beside) if stop.dialogue == ended), "")
    shown = [stop for stop in stops if not ended or stop.state in {"done", "begun"}]
    return RoadPosition(road.title, (*_with_next(shown), *beside), verdict)


def offers_on_road(library: Library, guidance: Guidance, position: RoadPosition) -> tuple[Link, ...]:
    """What an outcome offers in a case: what is next on the road first, and never what is done."""
    done = {stop.dialogue for stop in position.stops if stop.state == "done"} | {guidance.dialogue}
    ahead = [stop.dialogue for stop in position.stops if stop.state in {"begun", "next"}]
    wanted = dict.fromkeys((*ahead[:1], *(offer.id for offer in guidance.offers)))
    return tuple(Link(id_, library.dialogues[id_].title) for id_ in wanted if id_ not in done)


def _fits(step: RoadStep, outcomes: Mapping[str, str]) -> bool:
    return not step.after or any(outcomes.get(id_) in ends for id_, ends in step.after.items())


def _on_road(library: Library, step: RoadStep, newest: Mapping[str, _Newest]) -> Stop:
    if step.dialogue in newest:
        return _stop(library, step.dialogue, newest[step.dialogue])
    title = library.dialogues[step.dialogue].title
    return Stop(step.dialogue, title, "later" if step.later else "ahead", step.why, step.leave_out or "")


def _stop(library: Library, dialogue: str, newest: _Newest) -> Stop:
    title, ending = library.dialogues[dialogue].title, newest.ending
    verdict = rendered(ending.outcome.title, {**ending.names, "today": ""}) if ending else ""
    return Stop(dialogue, title, "done" if ending else "begun", verdict=verdict, conversation=newest.conversation.id)


def _with_next(stops: Iterable[Stop]) -> Iterable[Stop]:
    """The first that is ahead, behind all that is done, is next; those before it were left out."""
    stops = list(stops)
    last = max((number for number, stop in enumerate(stops) if stop.state in {"done", "begun"}), default=-1)
    first = next((number for number, stop in enumerate(stops) if stop.state == "ahead" and number > last), None)
    if first is None:
        first = next((number for number, stop in enumerate(stops) if stop.state == "ahead"), None)
    for number, stop in enumerate(stops):
        yield Stop(**{**vars(stop), "state": "next"}) if number == first else stop
