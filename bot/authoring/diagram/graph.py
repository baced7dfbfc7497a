"""What a diagram of a dialogue shows: a node for each question, call and outcome, and where each leads."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.authoring.visited import routes_taken
from bot.core.content.dialogue import Dialogue
from bot.core.content.library import Library
from bot.core.content.question import Question, Route
from bot.core.content.state_machine import ways_on
from bot.core.dialogue.position import Position

LONGEST_LABEL = 44

Kind = Literal["question", "call", "outcome"]


@dataclass(frozen=True)
class Node:
    """A question, a dialogue that is called, or an outcome; `tested` if a test comes by, `on_path` if the answers
    do."""

    id: str
    text: str
    kind: Kind
    tested: bool
    on_path: bool


@dataclass(frozen=True)
class Edge:
    """Where a node leads, with the answers or conditions that lead there."""

    source: str
    target: str
    text: str
    tested: bool
    on_path: bool


@dataclass(frozen=True)
class Graph:
    """The whole dialogue, in the order of its file."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph_of(library: Library, id_: str, tests: Iterable[Position] = (), path: Position | None = None) -> Graph:
    """The graph of a dialogue; what it calls is folded into one node."""
    dialogue = library.dialogues[id_]
    tested = {route for position in tests for route in routes_taken(library, id_, position)}
    taken = set(routes_taken(library, id_, path)) if path else set()
    first = next(iter(dialogue.questions))
    seen, passed = {first, *(to for _, to in tested)}, {*(first for _ in [path] if path), *(to for _, to in taken)}
    nodes = [Node(name, _plain(text), kind, name in seen, name in passed) for name, text, kind in _named(library, dialogue)]
    edges = [
        Edge(name, to, text, (name, to) in tested, (name, to) in taken)
        for name in dialogue.questions
        for to, text in _leading(dialogue, name).items()
    ]
    return Graph(dialogue.title, tuple(nodes), tuple(edges))


def _named(library: Library, dialogue: Dialogue) -> list[tuple[str, str, Kind]]:
    steps: list[tuple[str, str, Kind]] = [
        (name, step.ask, "question") if isinstance(step, Question) else (name, library.dialogues[step.call].title, "call")
        for name, step in dialogue.questions.items()
    ]
    return steps + [(name, outcome.title, "outcome") for name, outcome in dialogue.outcomes.items()]


_OTHER = re.compile(r"\{% el(?:se|if).*?\{% endif %\}", re.DOTALL)
_CODE, _NAME = re.compile(r"\{%.*?%\}", re.DOTALL), re.compile(r"\{\{\s*([\w.]+).*?\}\}", re.DOTALL)


def _plain(text: str) -> str:
    """A text as it reads where its first conditions hold, with names in square brackets."""
    return " ".join(_NAME.sub(lambda found: f"[{found[1]}]", _CODE.sub("", _OTHER.sub("", text))).split())


def _leading(dialogue: Dialogue, name: str) -> dict[str, str]:
    """By where it leads, the answers and conditions that lead there."""
    step, routes = dialogue.questions[name], ways_on(dialogue, name)
    labels = {f'{name} == "{option.id}"': option.label for option in (step.options if isinstance(step, Question) else ())}
    texts: dict[str, list[str]] = {}
    for route in routes:
        texts.setdefault(route.to, []).append(_told(route, labels, alone=len(routes) == 1))
    return {to: shortened(" · ".join(dict.fromkeys(filter(None, found)))) for to, found in texts.items()}


def _told(route: Route, labels: dict[str, str], alone: bool) -> str:
    if route.when is None:
        return "" if alone else "otherwise"
    return labels.get(route.when, route.when.replace('"', "").replace(" == ", ": "))


def shortened(text: str, most: int = LONGEST_LABEL) -> str:
    """A text that has room beside a line."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
