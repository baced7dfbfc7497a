"""One transitions Machine per dialogue, shared by all conversations."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from transitions import Machine

from bot.core.content.dialogue import Dialogue
from bot.core.content.question import Option, Question, Route
from bot.core.templating.templates import holds
from bot.core.templating.values import Names


@dataclass
class Walker:
    """A light model: where a conversation stands in one dialogue."""

    state: str


Condition = Callable[[Names], bool]


def _condition(when: str) -> Condition:
    return lambda names: holds(when, names)


def _chosen(name: str, option: str) -> Condition:
    """The condition of an option's own way: a comparison, which needs no author's language."""
    return lambda names: bool(names[name] == option)


def ways_on(dialogue: Dialogue, name: str) -> list[Route]:
    """Where a question or call can lead, in order; the last way always holds, unless the file's last question has
    none."""
    own = _leading(dialogue, name)
    routes = [Route(to=to, when=f'{name} == "{option.id}"', ours=option.ours) for option, to in own]
    routes += dialogue.questions[name].next
    steps = list(dialogue.questions)
    following = steps[steps.index(name) + 1 :]
    if following and all(route.when for route in routes):
        routes.append(Route(to=following[0]))
    return routes


def _leading(dialogue: Dialogue, name: str) -> list[tuple[Option, str]]:
    """The options that have a way of their own, and where it leads."""
    step = dialogue.questions[name]
    return [(option, option.next) for option in step.options if option.next] if isinstance(step, Question) else []


def _conditions(dialogue: Dialogue, name: str) -> Iterator[tuple[str, Condition | None]]:
    """Where a question or call can lead, in order, and when; always where there is no condition."""
    chosen = [_chosen(name, option.id) for option, _ in _leading(dialogue, name)]
    for number, route in enumerate(ways_on(dialogue, name)):
        told = _condition(route.when) if route.when else None
        yield route.to, chosen[number] if number < len(chosen) else told


def build_machine(dialogue: Dialogue) -> Machine:
    """The dialogue's state machine: a state per question, call and outcome, and one event, `answer`."""
    machine = Machine(
        model=None,  # a registered model would never be let go
        states=[*dialogue.questions, *dialogue.outcomes],
        initial=next(iter(dialogue.questions)),
        auto_transitions=False,
        send_event=False,
    )
    for name in dialogue.questions:
        for to, condition in _conditions(dialogue, name):
            machine.add_transition("answer", name, to, conditions=condition)
    return machine


def move(machine: Machine, walker: Walker, names: Names) -> None:
    """Take the first route that holds. Raises LanguageError when a condition cannot be worked out."""
    machine.events["answer"].trigger(walker, names)
