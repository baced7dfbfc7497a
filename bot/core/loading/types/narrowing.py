"""What a condition tells by its words: that something was not “I don't know”, or that a list is not empty."""

from collections.abc import Iterable, Mapping

from jinja2 import nodes

from bot.core.content.dialogue import Case
from bot.core.templating.templates import LanguageError
from bot.core.templating.trees import parsed, written
from bot.core.templating.values import UNSURE

Facts = frozenset[str]  # an expression as text: it was known; with “[]” behind it: it holds something
Values = Mapping[str, str | tuple[Case, ...]]  # what an author works out, by name

NONE: Facts = frozenset()


def holds_something(node: nodes.Node) -> str:
    """The fact that a list is not empty."""
    return f"{written(node)}[]"


def told(node: nodes.Node, truth: bool, values: Values) -> Facts:
    """What is known where a condition came out so."""
    match node:
        case nodes.Not():
            return told(node.node, not truth, values)
        case nodes.And() | nodes.Or():
            first, second = told(node.left, truth, values), told(node.right, truth, values)
            if isinstance(node, nodes.And) == truth:  # then each part came out so
                return first | second
            return first & (second | told(node.left, not truth, values))
        case nodes.Test(name="unsure"):
            return NONE if truth else frozenset({written(node.node)})
        case nodes.Compare(ops=[nodes.Operand() as operand]):
            return _compared(node.expr, operand.op, operand.expr, truth, values)
        case nodes.Name() if node.name in values:
            return _of_value(node.name, truth, values) | (frozenset({holds_something(node)}) if truth else NONE)
    return frozenset({holds_something(node)}) if truth and written(node) else NONE


def _of_value(name: str, truth: bool, values: Values) -> Facts:
    value = values[name]
    if isinstance(value, str):
        return _in_tree(value, truth, _above(name, values))
    return _of_cases(name, [case for case in value if bool(case.is_) == truth], values)


def _of_cases(name: str, wanted: Iterable[Case], values: Values) -> Facts:
    """What is known where a value came out as one of these cases."""
    found: list[Facts] = []
    before, above = NONE, _above(name, values)
    for case in values[name]:
        assert isinstance(case, Case)
        holds = _in_tree(case.when, True, above) if case.when else NONE
        if any(case is one for one in wanted):
            found.append(before | holds)
        before |= _in_tree(case.when, False, above) if case.when else NONE
    return frozenset.intersection(*found) if found else NONE


def _above(name: str, values: Values) -> Values:
    """The values a value may rest on, so that none rests on itself."""
    names = list(values)
    return {one: values[one] for one in names[: names.index(name)]}


def _in_tree(condition: str, truth: bool, values: Values) -> Facts:
    try:
        return told(parsed(condition), truth, values)
    except LanguageError:
        return NONE  # which is told where it stands


def _compared(left: nodes.Expr, sign: str, right: nodes.Expr, truth: bool, values: Values) -> Facts:
    if isinstance(left, nodes.Const):
        left, right, sign = right, left, _TURNED.get(sign, sign)
    if sign in {"lt", "lteq", "gt", "gteq"}:  # only what is known can be compared so at all
        return frozenset({written(left), written(right)}) | _counted(left, sign if truth else _OPPOSITE[sign], right)
    if sign in {"eq", "ne"}:
        return _equal(left, right, (sign == "eq") == truth, values)
    if sign in {"in", "notin"} and (sign == "in") == truth and isinstance(right, nodes.List):
        words = {item.value for item in right.items if isinstance(item, nodes.Const)}
        known = frozenset({written(left)}) if UNSURE not in words and len(words) == len(right.items) else NONE
        return known | _cases_of(left, words, values)
    return NONE


_TURNED = {"lt": "gt", "gt": "lt", "lteq": "gteq", "gteq": "lteq", "in": "holds", "notin": "holds not"}
_OPPOSITE = {"lt": "gteq", "gteq": "lt", "gt": "lteq", "lteq": "gt"}


def _equal(left: nodes.Expr, right: nodes.Expr, is_so: bool, values: Values) -> Facts:
    if not isinstance(right, nodes.Const):
        return NONE
    if right.value == UNSURE:
        return NONE if is_so else frozenset({written(left)})
    if not is_so:
        return _counted(left, "gt", right) if right.value == 0 else NONE
    return frozenset({written(left)}) | _cases_of(left, {right.value}, values) | _counted(left, "gteq", right)


def _cases_of(node: nodes.Expr, words: set[object], values: Values) -> Facts:
    if isinstance(node, nodes.Name) and isinstance(cases := values.get(node.name), tuple):
        return _of_cases(node.name, [case for case in cases if case.is_ in words], values)
    return NONE


def _counted(node: nodes.Expr, sign: str, limit: nodes.Expr) -> Facts:
    """That a list holds something, where it holds more than so many."""
    least = {"gt": 0, "gteq": 1}.get(sign)
    match node, limit:
        case nodes.Filter(name="count" | "length", node=nodes.Expr() as inner), nodes.Const(value=int(number)):
            return frozenset({holds_something(inner)}) if least is not None and number >= least else NONE
    return NONE
