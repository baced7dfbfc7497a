"""The authors' one small language: Jinja in a sandbox, for conditions and for text."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any

from jinja2 import Template, TemplateError, TemplateSyntaxError, Undefined, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.parser import Parser

from bot.core.templating.budget import budget
from bot.core.templating.sandbox import ENVIRONMENT
from bot.core.templating.values import Names

# What an author may write; anything else (calls, imports, macros, assignments, subscripts) is refused before it is compiled.
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.Getattr, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.If, nodes.For, nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Keyword,
    nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair, nodes.Add, nodes.Sub, nodes.Div, nodes.Mul, nodes.Neg, nodes.Concat,
)  # fmt: skip

# Filters that take the name of a filter or test, and which of their arguments that is.
_NAMING = {"map": 0, "select": 0, "reject": 0, "selectattr": 1, "rejectattr": 1}

DEEPEST = 60  # parts within parts; Python itself gives up at about three times as many
DEEPEST_LOOPS = 2  # loops within loops would let a short text run for hours


class LanguageError(Exception):
    """A condition or a text cannot be used as it is written; the message says why, `line` where (from 1)."""

    def __init__(self, message: str, line: int = 1, undefined: bool = False) -> None:
        super().__init__(message)
        self.line = line
        self.undefined = undefined  # a name was used that has no value here


@lru_cache(maxsize=20_000)
def parsed(source: str) -> nodes.Template:
    """A text as a tree. Raises LanguageError for what is not part of the language."""
    with _syntax():
        tree = ENVIRONMENT.parse(source)
    return _allowed(tree)


@cache
def parsed_condition(condition: str) -> nodes.Expr:
    """A condition as a tree. Raises LanguageError for what is not one condition."""
    parsed(_as_text(condition))  # what is wrong is told in the same words as in a text
    with _syntax():
        reader = Parser(ENVIRONMENT, condition, state="variable")
        tree = reader.parse_expression()
        if not reader.stream.eos:
            reader.fail("chunk after expression")
    return tree


@contextmanager
def _syntax() -> Iterator[None]:
    try:
        yield
    except TemplateSyntaxError as error:
        raise LanguageError(f"It cannot be read: {error.message}.", error.lineno) from None
    except RecursionError:
        raise LanguageError("It is nested too deeply.") from None


def _allowed(tree: nodes.Template) -> nodes.Template:
    inside: list[tuple[nodes.Node, int, int]] = [(tree, 0, 0)]
    while inside:
        node, depth, loops = inside.pop()
        loops += isinstance(node, nodes.For)
        if depth > DEEPEST or loops > DEEPEST_LOOPS:
            raise LanguageError("It is nested too deeply.", node.lineno)
        _refuse(node)
        inside += [(child, depth + 1, loops) for child in node.iter_child_nodes()]
    return tree


def _refuse(node: nodes.Node) -> None:
    """Raise LanguageError for what is no part of the language."""
    if not isinstance(node, _ALLOWED):
        raise LanguageError(f"“{type(node).__name__.lower()}” is not part of this language.", node.lineno)
    named = node.name if isinstance(node, nodes.Name) else node.attr if isinstance(node, nodes.Getattr) else ""
    if named.startswith("_"):
        raise LanguageError("Names do not begin with “_”.", node.lineno)
    for kind, name in _used(node):
        if name not in (ENVIRONMENT.filters if kind == "filter" else ENVIRONMENT.tests):
            raise LanguageError(f"There is no {kind} “{name}”.", node.lineno)


def _used(node: nodes.Node) -> Iterator[tuple[str, str]]:
    """The filters and tests that a node names."""
    if isinstance(node, nodes.Test):
        yield "test", node.name
    if isinstance(node, nodes.Filter):
        yield "filter", node.name
        for argument in node.args[_NAMING.get(node.name, len(node.args)) :][:1]:
            if isinstance(argument, nodes.Const):
                yield ("filter" if node.name == "map" else "test"), str(argument.value)


def condition_source(condition: str) -> str:
    """A condition as a text, so that both are read by the same reader. Raises LanguageError for what is not one
    condition."""
    parsed_condition(condition)
    return _as_text(condition)


def _as_text(condition: str) -> str:
    return "{{ (" + condition + ") }}"


@cache
def names_in(source: str) -> frozenset[str]:
    """The names a text needs; a name of a called dialogue comes with what is asked of it, as in `market.outcome`.

    Raises LanguageError.
    """
    if "{" not in source:
        return frozenset()
    tree = parsed(source)
    own = {"loop"} | {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    names = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "load"} - own
    dotted = {f"{node.node.name}.{node.attr}" for node in tree.find_all(nodes.Getattr) if isinstance(node.node, nodes.Name)}
    heads = {name.split(".")[0] for name in dotted}
    return frozenset((names - heads) | {name for name in dotted if name.split(".")[0] not in own})


@cache
def _expression(source: str) -> Callable[..., Any]:
    parsed_condition(source)
    with budget():
        return ENVIRONMENT.compile_expression(source, undefined_to_none=False)


@cache
def _template(source: str) -> Template:
    parsed(source)
    with budget():
        return ENVIRONMENT.from_string(source)


def worked_out(expression: str, names: Names) -> Any:
    """The value of an expression. Raises LanguageError."""
    try:
        with budget():
            value = _expression(expression)(**names)
            if isinstance(value, Iterator):
                value = list(value)  # what a filter hands out bit by bit can be read only once
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, Undefined):
                str(part)  # raises, saying which name is not defined
        return value
    except (TemplateError, SecurityError, TypeError, ValueError, ArithmeticError) as error:
        undefined = isinstance(error, UndefinedError)
        raise LanguageError(f"“{expression}” cannot be worked out: {error}", undefined=undefined) from None


def holds(condition: str | None, names: Names) -> bool:
    """Whether a condition holds; no condition always does. Raises LanguageError."""
    return condition is None or bool(worked_out(condition, names))


def rendered(text: str, names: Names) -> str:
    """A text with its names filled in. Raises LanguageError."""
    if "{" not in text:
        return text.strip()
    try:
        with budget():
            return _template(text).render(names).strip()
    except (TemplateError, SecurityError, TypeError, ValueError, ArithmeticError) as error:
        raise LanguageError(f"This text cannot be filled in: {error}", undefined=isinstance(error, UndefinedError)) from None
