"""Authors' expressions as trees, and trees as text again."""

from functools import cache

from jinja2 import nodes

from bot.core.templating.templates import parsed as parsed_text
from bot.core.templating.templates import parsed_condition

SIGNS = {"eq": "==", "ne": "!=", "lt": "<", "lteq": "<=", "gt": ">", "gteq": ">=", "in": "in", "notin": "not in"}


def parsed(expression: str) -> nodes.Expr:
    """An expression as a tree. Raises LanguageError."""
    return parsed_condition(expression)


def text_tree(text: str) -> nodes.Template | None:
    """A text as a tree; none where it holds no names. Raises LanguageError."""
    return parsed_text(text) if "{" in text else None


@cache
def written(node: nodes.Node) -> str:
    """A tree as text; empty for a kind that is better taken apart."""
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
            return _around(f"({{}} {SIGNS[operand.op]} {{}})", node.expr, operand.expr)
        case nodes.Filter(node=nodes.Node() as inner):
            return _around(f"({{}} | {called(node)})", inner, *arguments(node))
        case nodes.Test():
            return _around(f"({{}} is {called(node)})", node.node, *arguments(node))
        case nodes.List():
            return _around(f"[{', '.join('{}' for _ in node.items)}]", *node.items)
        case nodes.Dict():
            return _around(f"{{{{{', '.join('{}' for _ in node.items)}}}}}", *node.items)
        case nodes.Pair():
            return _around("{}: {}", node.key, node.value)
    return ""


def _around(text: str, *parts: nodes.Node) -> str:
    inner = [written(part) for part in parts]
    return text.format(*inner) if all(inner) else ""


def arguments(node: nodes.Filter | nodes.Test) -> list[nodes.Expr]:
    """What is given to a filter or test."""
    return [*node.args, *(pair.value for pair in node.kwargs)]


def called(node: nodes.Filter | nodes.Test) -> str:
    """A filter or test with places for its arguments."""
    places = ["{}" for _ in node.args] + [f"{pair.key}={{}}" for pair in node.kwargs]
    return node.name + (f"({', '.join(places)})" if places else "")
