"""Where in a dialogue names are used: each text and condition, the place it is needed at, and what must hold before it
is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from jinja2 import nodes

from bot.core.content.dialogue import Dialogue
from bot.core.content.outcome import Outcome, Section, Table
from bot.core.content.question import Question
from bot.core.content.state_machine import ways_on
from bot.core.loading.yaml_reader import Path
from bot.core.templating.templates import condition_source
from bot.core.templating.trees import text_tree
from bot.core.templating.values import UNSURE


@dataclass(frozen=True)
class Use:
    """A text, or a condition written as one."""

    path: Path
    source: str
    at: str  # the question, call or outcome it belongs to
    answered: bool = False  # whether the question it belongs to is answered by then
    guards: tuple[str, ...] = ()  # conditions that hold when it is needed
    condition: bool = False

    @property
    def tree(self) -> nodes.Node:
        """A condition as a tree."""
        tree = text_tree(self.source)
        assert tree is not None
        return next(tree.find_all(nodes.Output)).nodes[0]

    def when(self, condition: str) -> "Use":
        """The condition, as a use of its own."""
        return replace(self, path=(*self.path, "when"), source=condition_source(condition), condition=True)


def uses_in(dialogue: Dialogue) -> Iterator[Use]:
    """Every use of a dialogue; a section once for each outcome that shows it."""
    for name, question in dialogue.asked.items():
        yield from _of_question(name, question)
    for name in dialogue.questions:
        yield from _of_routes(dialogue, name)
    for name, outcome in dialogue.outcomes.items():
        yield from _of_outcome(dialogue, name, outcome)


def _of_question(name: str, question: Question) -> Iterator[Use]:
    here: Path = ("questions", name)
    for key in ("ask", "help", "why"):
        if text := getattr(question, key):
            yield Use((*here, key), text, name)
    if isinstance(question.unsure, str):
        yield Use((*here, "unsure"), question.unsure, name, True, (f"{name} is {UNSURE}",))
    for number, option in enumerate(question.options):
        if option.guidance:
            chosen = f'"{option.id}" in {name}' if question.type == "choices" else f'{name} == "{option.id}"'
            yield Use((*here, "options", number, "guidance"), option.guidance, name, True, (chosen,))


def _of_routes(dialogue: Dialogue, name: str) -> Iterator[Use]:
    step = dialogue.questions[name]
    short = sum(option.next is not None for option in step.options) if isinstance(step, Question) else 0
    before = [route.when for route in ways_on(dialogue, name)[:short] if route.when]
    for number, route in enumerate(step.next):
        if route.when:
            here = Use(("questions", name, "next", number), "", name, True, tuple(f"not ({one})" for one in before))
            yield here.when(route.when)
            before.append(route.when)


def _of_outcome(dialogue: Dialogue, name: str, outcome: Outcome) -> Iterator[Use]:
    here: Path = ("outcomes", name)
    yield Use((*here, "title"), outcome.title, name)
    yield Use((*here, "say"), outcome.say, name)
    for key, entries in (("because", outcome.because), ("do", outcome.do)):
        for number, entry in enumerate(entries):
            yield from _guarded(Use((*here, key, number), entry.say, name), entry.when, "say")
    for number, offer in enumerate(outcome.offers):
        yield from _guarded(Use((*here, "offers", number), "", name), offer.when)
    for number, part in enumerate(outcome.more):
        path: Path = ("sections", part) if isinstance(part, str) else (*here, "more", number)
        yield from _of_section(Use(path, "", name), dialogue.sections[part] if isinstance(part, str) else part)


def _guarded(use: Use, condition: str | None, *keys: str) -> Iterator[Use]:
    """The condition of a part of the file, and its text, which is needed only if that holds."""
    if condition:
        yield use.when(condition)
    for key in keys:
        yield _told(use, condition, key, use.source)


def _told(use: Use, condition: str | None, key: str | int, source: str) -> Use:
    return replace(use, path=(*use.path, key), source=source, guards=(*use.guards, condition) if condition else use.guards)


def _of_section(use: Use, section: Section) -> Iterator[Use]:
    yield from _guarded(use, section.when)
    yield _told(use, section.when, "title", section.title)
    if section.say:
        yield _told(use, section.when, "say", section.say)
    if isinstance(section.table, Table):
        for number, row in enumerate(section.table.rows):
            here = replace(_told(use, section.when, "table", ""), path=(*use.path, "table", "rows", number))
            yield from _guarded(here, row.when)
            for column, cell in enumerate(row.cells):
                yield _told(here, row.when, column, cell)
