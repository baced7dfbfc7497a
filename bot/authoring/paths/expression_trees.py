"""Authors' expressions as trees, so that they can be taken apart and their parts be worked out by themselves."""

from collections.abc import Mapping
from dataclasses import dataclass

from jinja2 import nodes

from bot.core.templating.trees import SIGNS, arguments, called, parsed, written

# What is done to each member by itself, or changes only their order, which makes no difference to what is gathered.
_ONE_BY_ONE = frozenset("select reject selectattr rejectattr map list sort".split())
_COUNTS, _EXTREMES = {"count", "length"}, {"min", "max"}
_HERE = "\0"  # stands in no expression

Texts = Mapping[str, str]  # expressions by the name of the value they stand for


@dataclass(frozen=True)
class Gathered:
    """A count, a sum or an `in` over members: from any part of them, and the rest, the whole can be told."""

    members: tuple[nodes.Expr, ...]
    around: str  # with _HERE where the members go

    def over(self, members: list[str]) -> str:
        """The same, over these members only."""
        return self.around.replace(_HERE, f"[{', '.join(members)}]")

    def within(self, before: str, after: str) -> "Gathered":
        """The same, with something done to it."""
        return Gathered(self.members, f"({before}{self.around}{after})")


def children(node: nodes.Node, texts: Texts) -> list[nodes.Node]:
    """The parts of a tree; a list that is only asked whether it is empty is counted."""
    asked = node.test if isinstance(node, nodes.CondExpr) and _listed(node.test, texts) else None
    return [_is_any(part) if part is asked else part for part in node.iter_child_nodes()]


def _is_any(node: nodes.Node) -> nodes.Node:
    assert isinstance(node, nodes.Expr)
    return nodes.Compare(nodes.Filter(node, "count", [], [], None, None), [nodes.Operand("gt", nodes.Const(0))])


def gathered(node: nodes.Node, texts: Texts) -> Gathered | None:
    """What a count, a sum or an `in` is taken over, where its members are written out, here or in a value."""
    match _resolved(node, texts):
        case nodes.Add() as found:
            return Gathered(tuple(_summands(found, texts)), f"({_HERE} | sum)")
        case nodes.Filter(name=name, node=inner, args=[], kwargs=[]) if name in _COUNTS | _EXTREMES | {"sum"}:
            listed = _listed(inner, texts)
            return listed and listed.within("", f" | {name}")
        case nodes.Compare(expr=nodes.Const(value=value), ops=[nodes.Operand(op="in" | "notin" as sign, expr=inner)]):
            listed = _listed(inner, texts)
            return listed and listed.within(f"{value!r} {SIGNS[sign]} ", "")
        case nodes.Compare(expr=inner, ops=[nodes.Operand(op=sign, expr=limit)]):
            return _limited(inner, sign, _resolved(limit, texts), texts)
    return None


def _limited(node: nodes.Expr, sign: str, limit: nodes.Node | None, texts: Texts) -> Gathered | None:
    """A count that is only compared with a number needs to be known up to it; a least or greatest, on which side of
    it."""
    found, kind = gathered(node, texts), _resolved(node, texts)
    if not found or not isinstance(limit, nodes.Const):
        return None
    if isinstance(limit.value, int) and _counts(node, texts):
        return found.within("[", f", {limit.value + 1}] | min")
    if isinstance(kind, nodes.Filter) and kind.name in _EXTREMES and sign in {"lt", "lteq", "gt", "gteq"}:
        return found.within("", f" {SIGNS[sign]} {limit.value!r}")
    return None


def _resolved(node: nodes.Node | None, texts: Texts) -> nodes.Node | None:
    while isinstance(node, nodes.Name) and node.name in texts:
        node = parsed(texts[node.name])
    return node


def _summands(node: nodes.Expr, texts: Texts) -> list[nodes.Expr]:
    inner = _resolved(node, texts)
    if isinstance(inner, nodes.Add):
        return [*_summands(inner.left, texts), *_summands(inner.right, texts)]
    return [node]


def _listed(node: nodes.Node | None, texts: Texts) -> Gathered | None:
    """A list that is written out, with what is done to its members one by one."""
    match _resolved(node, texts):
        case nodes.List() as found:
            return Gathered(tuple(found.items), _HERE)
        case nodes.Add() as found:
            lists = [_resolved(one, texts) for one in _summands(found, texts)]
            members = [one.items if isinstance(one, nodes.List) else None for one in lists]
            return None if None in members else Gathered(tuple(member for some in members for member in some or ()), _HERE)
        case nodes.Filter() as found if found.name in _ONE_BY_ONE:
            given, listed = arguments(found), _listed(found.node, texts)
            if listed and all(isinstance(one, nodes.Const) for one in given):
                return listed.within("", f" | {called(found).format(*map(written, given))}")
    return None


def _counts(node: nodes.Node, texts: Texts) -> bool:
    """Whether it adds up to a number that no further member makes smaller."""
    match _resolved(node, texts):
        case nodes.Add() | nodes.And() | nodes.Or() as found:
            return _counts(found.left, texts) and _counts(found.right, texts)
        case nodes.Const(value=int(number)):
            return number >= 0
        case nodes.Filter() as found:
            return found.name in _COUNTS
        case found:
            return isinstance(found, nodes.Compare | nodes.Test | nodes.Not)
