"""One transitions Machine per dialogue, shared by all conversations."""

from collections.abc import Callable
from dataclasses import dataclass

from transitions import Machine

from bot.core.content.dialogue import Dialogue
from bot.core.content.question import Question, Route
from bot.core.templating.templates import holds
from bot.core.templating.values import Names


@dataclass
class Walker:
    """A light model: where a conversation stands in one dialogue."""

    state: str


def _condition(when: str) -> Callable[..., bool | None]:
    return lambda names: holds(when, names)


def ways_on(dialogue: Dialogue, name: str) -> list[Route]:
    """Where a question or call can lead, in order; the last way always holds, unless the file's last question has none."""
    step = dialogue.questions[name]
    options = step.options if isinstance(step, Question) else ()
    routes = [Route(to=option.next, when=f'{name} == "{option.id}"', ours=option.ours) for option in options if option.next]
    routes += step.next
    steps = list(dialogue.questions)
    following = steps[steps.index(name) + 1 :]
    if following and all(route.when for route in routes):
        routes.append(Route(to=following[0]))
    return routes


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
        for route in ways_on(dialogue, name):
            conditions: str | Callable[..., bool | None] | None = _condition(route.when) if route.when else None
            machine.add_transition("answer", name, route.to, conditions=conditions)
    return machine


def move(machine: Machine, walker: Walker, names: Names) -> None:
    """Take the first route that holds. Raises LanguageError when a condition cannot be worked out."""
    machine.events["answer"].trigger(walker, names)
