"""The routes ahead, taken apart into the largest pieces that are already settled."""

from collections.abc import Iterable

from jinja2 import Environment, nodes

from bot.core.dialogue import Dialogue
from bot.core.language import condition_source, names_in
from bot.core.library import Library
from bot.core.machine import ways_on

Standing = tuple[tuple[str, str], ...]  # the dialogues one is in, outermost first, with the question or call

_READER = Environment(autoescape=True)  # only reads; what an expression comes to is the business of the authors' language
_SIGNS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "in": "in", "notin": "not in"}
_THINNING, _GATHERING = {"select", "reject", "list"}, {"count", "length", "sum", "min", "max"}
_LIST = "[…]"


def routing_in(dialogue: Dialogue, onward: str = "") -> list[str]:
    """The conditions of all routes, or of those from one question or call on."""
    steps = list(dialogue.questions)
    return [route.when for name in steps[steps.index(onward) if onward else 0 :] for route in ways_on(dialogue, name) if route.when]


def expressions_of(dialogue: Dialogue, name: str) -> list[str]:
    """What a value is worked out from; nothing, for any other name."""
    value = dialogue.values.get(name, ())
    return [value] if isinstance(value, str) else [case.when for case in value if case.when]


def values_behind(dialogue: Dialogue, expressions: Iterable[str]) -> frozenset[str]:
    """The values that these expressions rest on."""
    found: set[str] = set()
    for expression in expressions:
        for name in names_in(condition_source(expression)) & dialogue.values.keys():
            found |= {name, *values_behind(dialogue, expressions_of(dialogue, name))}
    return frozenset(found)


class Pieces:
    """The settled pieces of the routes ahead of a place, for each dialogue one stands in.

    A piece is settled when it rests only on questions that were passed. `a == "x" and b == "y"` leaves `a == "x"` while `b` is ahead;
    a count, a sum or an `in` over `[a, b]` leaves the same over `[a]`. A value is taken apart into what it is worked out from. What
    cannot be taken apart is kept by the names in it.
    """

    def __init__(self, library: Library, standing: Standing) -> None:
        self.library, self.standing = library, standing
        self.found: list[dict[str, None]] = [{} for _ in standing]
        for level in range(len(standing)):
            for expression in routing_in(self._dialogue(level), standing[level][1]):
                self._read(level, expression)

    def _dialogue(self, level: int) -> Dialogue:
        return self.library.dialogues[self.standing[level][0]]

    def _read(self, level: int, expression: str) -> None:
        self._take_apart(level, _parsed(expression))

    def _take_apart(self, level: int, node: nodes.Node) -> None:
        if isinstance(node, nodes.Name | nodes.Getattr):
            self._name(level, _written(node))
        elif (text := _written(node)) and self._is_settled(level, text):
            self.found[level][text] = None
        elif gathered := _gathered(self._dialogue(level), node):
            self._members(level, *gathered)
        else:
            for child in node.iter_child_nodes():
                self._take_apart(level, child)

    def _name(self, level: int, name: str) -> None:
        dialogue, (_, step) = self._dialogue(level), self.standing[level]
        within, _, inner = name.partition(".")
        if self._is_settled(level, name):
            self.found[level][name] = None
        elif within == step and inner in {*self._dialogue(level + 1).questions, *self._dialogue(level + 1).values}:
            self._name(level + 1, inner)
        for expression in expressions_of(dialogue, name):
            self._read(level, expression)

    def _members(self, level: int, members: list[nodes.Expr], around: str) -> None:
        written = [_written(member) for member in members]
        settled = [text for text in written if text and self._is_settled(level, text)]
        self.found[level][around.replace(_LIST, f"[{', '.join(settled)}]")] = None
        for member, text in zip(members, written, strict=True):
            if text not in settled:
                self._take_apart(level, member)

    def _is_settled(self, level: int, expression: str) -> bool:
        """Whether it rests on names of questions that were passed, and on nothing else."""
        dialogue, (_, step) = self._dialogue(level), self.standing[level]
        steps = list(dialogue.questions)
        passed = steps[: steps.index(step)]
        names = names_in(condition_source(expression))
        return all(
            all(self._is_settled(level, one) for one in expressions_of(dialogue, name)) if name in dialogue.values
            else name.partition(".")[0] in passed
            for name in names
        )  # fmt: skip
