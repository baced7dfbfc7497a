"""The routes ahead, taken apart into the largest pieces that are already settled."""

from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, nodes

from bot.core.conversation import Key, key_of
from bot.core.dialogue import Dialogue
from bot.core.language import condition_source, names_in
from bot.core.library import Library
from bot.core.machine import ways_on

Standing = tuple[tuple[str, str], ...]  # the dialogues one is in, outermost first, with the question or call

_READER = Environment(autoescape=True)  # only reads; what an expression comes to is the business of the authors' language
_SIGNS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">=", "in": "in", "notin": "not in"}
_THINNING, _GATHERING = {"select", "reject", "selectattr", "rejectattr", "map", "list"}, {"count", "length", "sum", "min", "max"}
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


def questions_behind_routes(library: Library, dialogue: str) -> frozenset[Key]:
    """The questions that any route rests on, in this dialogue and those it calls; what is answered to the others leads the same way."""
    within = library.within(dialogue)
    waiting = [(id_, expression) for id_ in within for expression in routing_in(library.dialogues[id_])]
    found: set[Key] = set()
    while waiting:
        id_, expression = waiting.pop()
        for name in names_in(condition_source(expression)):
            call, _, inner = name.rpartition(".")
            key = key_of(call or id_, inner)
            waiting += [(call or id_, one) for one in expressions_of(library.dialogues[call or id_], inner) if key not in found]
            found.add(key)
    asked = {key_of(id_, name): question for id_ in within for name, question in library.dialogues[id_].asked.items()}
    shared = {question.shares for key, question in asked.items() if key in found and question.shares}
    return frozenset(key for key, question in asked.items() if key in found or question.shares in shared)


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
                self._take_apart(level, _parsed(expression))

    def _dialogue(self, level: int) -> Dialogue:
        return self.library.dialogues[self.standing[level][0]]

    def _take_apart(self, level: int, node: nodes.Node) -> None:
        text = _written(node) if isinstance(node, nodes.Expr) else ""
        if isinstance(node, nodes.Const):
            return
        if text and self._is_settled(level, text):
            self.found[level][text] = None
        elif isinstance(node, nodes.Name | nodes.Getattr):
            self._name(level, text)
        elif gathered := _gathered(self._dialogue(level), node):
            self._gather(level, *gathered)
        else:
            for child in node.iter_child_nodes():
                self._take_apart(level, child)

    def _name(self, level: int, name: str) -> None:
        for expression in expressions_of(self._dialogue(level), name):
            self._take_apart(level, _parsed(expression))
        call, _, inner = name.partition(".")
        if inner and call == self.standing[level][1]:
            outcomes = self._dialogue(level + 1).outcomes.values() if inner == "title" else ()
            for one in {inner}.union(*(names_in(outcome.title) for outcome in outcomes)):
                self._take_apart(level + 1, nodes.Name(one, "load"))

    def _gather(self, level: int, members: list[nodes.Expr], around: str) -> None:
        settled = [text for member in members if (text := _written(member)) and self._is_settled(level, text)]
        self.found[level][around.replace(_LIST, f"[{', '.join(settled)}]")] = None
        for member in members:
            if _written(member) not in settled:
                self._take_apart(level, member)

    def _is_settled(self, level: int, expression: str) -> bool:
        dialogue, (_, step) = self._dialogue(level), self.standing[level]
        if expression in dialogue.values:
            return all(self._is_settled(level, one) for one in expressions_of(dialogue, expression))
        names = names_in(condition_source(expression))
        if names != {expression}:
            return all(self._is_settled(level, name) for name in names)
        steps = list(dialogue.questions)
        return expression.partition(".")[0] in steps[: steps.index(step)]


@cache
def _parsed(expression: str) -> nodes.Expr:
    output = next(_READER.parse(condition_source(expression)).find_all(nodes.Output))
    return output.nodes[0]


@cache
def _written(node: nodes.Node) -> str:
    """An expression as text; empty for a kind that has to be taken apart further."""
    match node:
        case nodes.Const():
            return repr(node.value)
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return _around("{}." + node.attr, node.node)
        case nodes.Not():
            return _around("(not {})", node.node)
        case nodes.BinExpr():
            return _around(f"({{}} {node.operator} {{}})", node.left, node.right)
        case nodes.Compare(ops=[operand]):
            return _around(f"({{}} {_SIGNS[operand.op]} {{}})", node.expr, operand.expr)
        case nodes.Filter(node=nodes.Node() as inner):
            return _around(f"({{}} | {_called(node)})", inner, *_arguments(node))
        case nodes.Test():
            return _around(f"({{}} is {_called(node)})", node.node, *_arguments(node))
        case nodes.List():
            return _around(f"[{_places(node.items)}]", *node.items)
        case nodes.Dict():
            return _around(f"{{{{{_places(node.items)}}}}}", *node.items)
        case nodes.Pair():
            return _around("{}: {}", node.key, node.value)
    return ""


def _around(text: str, *parts: nodes.Node) -> str:
    written = [_written(part) for part in parts]
    return text.format(*written) if all(written) else ""


def _places(parts: Iterable[nodes.Node]) -> str:
    return ", ".join("{}" for _ in parts)


def _arguments(node: nodes.Filter | nodes.Test) -> list[nodes.Expr]:
    return [*node.args, *(pair.value for pair in node.kwargs)]


def _called(node: nodes.Filter | nodes.Test) -> str:
    """A filter or test with places for its arguments."""
    places = ["{}" for _ in node.args] + [f"{pair.key}={{}}" for pair in node.kwargs]
    return node.name + (f"({', '.join(places)})" if places else "")


def _gathered(dialogue: Dialogue, node: nodes.Node) -> tuple[list[nodes.Expr], str] | None:
    """The members of a list that a count, a sum or an `in` is taken over, and the text around that list."""
    match node:
        case nodes.Filter(name=name, node=inner, args=[], kwargs=[]) if name in _GATHERING:
            listed = _listed(dialogue, inner)
            return listed and (listed[0], f"({listed[1]} | {name})")
        case nodes.Compare(expr=nodes.Const(value=value), ops=[nodes.Operand(op="in" | "notin" as sign, expr=inner)]):
            listed = _listed(dialogue, inner)
            return listed and (listed[0], f"({value!r} {_SIGNS[sign]} {listed[1]})")
    return None


def _listed(dialogue: Dialogue, node: nodes.Node | None) -> tuple[list[nodes.Expr], str] | None:
    """The members of a list that is written out, here or in a value, and what is filtered from it one by one."""
    match node:
        case nodes.List():
            return node.items, _LIST
        case nodes.Name() if isinstance(value := dialogue.values.get(node.name), str):
            return _listed(dialogue, _parsed(value))
        case nodes.Filter(name=name) if name in _THINNING and all(isinstance(one, nodes.Const) for one in _arguments(node)):
            listed = _listed(dialogue, node.node)
            return listed and (listed[0], f"({listed[1]} | {_called(node).format(*map(_written, _arguments(node)))})")
    return None
