"""The authors' one small language: Jinja in a sandbox, for conditions and for text."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, Undefined, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.core.markdown import escaped

Names = Mapping[str, Any]

UNSURE = "unsure"

# What an author may write; anything else (calls, imports, macros, assignments, subscripts) is refused before it is compiled.
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Const, nodes.Name, nodes.Getattr, nodes.Compare, nodes.Operand,
    nodes.And, nodes.Or, nodes.Not, nodes.If, nodes.For, nodes.CondExpr, nodes.Filter, nodes.Test, nodes.Keyword,
    nodes.List, nodes.Tuple, nodes.Dict, nodes.Pair, nodes.Add, nodes.Sub, nodes.Div, nodes.Mul, nodes.Neg, nodes.Concat,
)  # fmt: skip

_FILTERS = """
    first last join lower upper capitalize sort sum min max round select reject selectattr rejectattr map list default length
""".split()
_TESTS = """
    defined undefined in eq == ne != lt < gt > le <= ge >= true false none
""".split()
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


class Chosen(str):
    """A chosen option: its id in conditions, its phrase in text."""

    __slots__ = ("label", "phrase")
    label: str
    phrase: str

    @classmethod
    def option(cls, id_: str, label: str, phrase: str) -> "Chosen":
        """The option as a value of the language."""
        chosen = cls(id_)
        chosen.label, chosen.phrase = label, phrase
        return chosen

    def __str__(self) -> str:
        return self.phrase


class Typed(str):
    """Words a person typed: shown as they stand, never read as formatting."""

    __slots__ = ()

    def __str__(self) -> str:
        return escaped(self)

    def __iter__(self) -> Iterator[str]:
        return map(Typed, super().__iter__())


class Group:
    """Named values: the answers and the end of a called dialogue, or one entry of a list. Other names are undefined."""

    __slots__ = ("_values",)

    def __init__(self, values: Names) -> None:
        self._values = values

    def __getitem__(self, name: str) -> Any:
        return self._values[name]

    def __str__(self) -> str:
        """A called dialogue reads as the title of its end, an entry as its values in a row."""
        return str(self._values["title"]) if "title" in self._values else ", ".join(_shown_words(self._values.values()))


def shown(value: Any) -> Any:
    """A value as people read it."""
    if isinstance(value, Chosen | Typed | Group):
        return str(value)
    if isinstance(value, list | tuple | Iterator):
        return listed(value)
    if isinstance(value, datetime.date):
        return f"{value.day} {value:%B %Y}"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _shown_words(values: Iterable[Any]) -> list[str]:
    return [str(shown(value)) for value in values]


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple | Iterator) else [value]


def listed(values: Any, last: str = "and") -> str:
    """Words in a row, as in "a, b and c".

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    words = _shown_words(_many(values))
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _bullets(values: Any) -> str:
    return "\n".join(f"- {word}" for word in _shown_words(_many(values)))


def _joined(values: Any, between: str = "") -> str:
    return between.join(_shown_words(_many(values)))


def _count(values: Any) -> int:
    return len(values) if hasattr(values, "__len__") else sum(1 for _ in values)


def _label(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_label(one) for one in value]
    return value.label if isinstance(value, Chosen) else value


def is_unsure(value: Any) -> bool:
    """Whether the answer was "I don't know"."""
    return bool(value == UNSURE or (isinstance(value, list | tuple) and UNSURE in value))


def _on_shown(change: Callable[[str], str]) -> Callable[[Any], str]:
    return lambda value: change(str(shown(value)))


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "+"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        for side in (left, right):
            if isinstance(side, Undefined):
                str(side)  # raises, saying which name is not defined
        if isinstance(left, int | float) and isinstance(right, int | float):
            return left * right if operator == "*" else left + right
        if operator == "+" and isinstance(left, list | tuple) and isinstance(right, list | tuple):
            return [*left, *right]
        raise SecurityError("“*” takes numbers, “+” numbers or lists; put words together with “~”")

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What is called `attribute` in a group; Python's own attributes do not exist here."""
        if isinstance(obj, Undefined | LoopContext):
            return super().getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same, for filters such as `map(attribute="name")`."""
        if isinstance(obj, Undefined):
            return super().getitem(obj, argument)
        if isinstance(obj, Group | Mapping):
            with suppress(KeyError):
                return obj[argument]
        return self.undefined(f"There is no “{argument}” in it")


def _environment() -> _Environment:
    environment = _Environment(undefined=StrictUndefined, finalize=shown, trim_blocks=True, lstrip_blocks=True, cache_size=0)
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    environment.filters |= {
        "listed": listed,
        "bullets": _bullets,
        "join": _joined,
        "label": _label,
        "count": _count,
    }
    environment.filters |= {name: _on_shown(getattr(str, name)) for name in ("lower", "upper", "capitalize")}
    environment.tests = {name: environment.tests[name] for name in _TESTS} | {"unsure": is_unsure}
    environment.globals = {}
    return environment


_ENVIRONMENT = _environment()


def _parsed(source: str) -> nodes.Template:
    try:
        tree = _ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        raise LanguageError(f"It cannot be read: {error.message}.", error.lineno) from None
    except RecursionError:
        raise LanguageError("It is nested too deeply.") from None
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
        if name not in (_ENVIRONMENT.filters if kind == "filter" else _ENVIRONMENT.tests):
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
    """A condition as a text, so that both are read by the same reader. Raises LanguageError for what is not one condition."""
    _expression(condition)
    return _as_text(condition)


def _as_text(condition: str) -> str:
    return "{{ (" + condition + ") }}"


@cache
def names_in(source: str) -> frozenset[str]:
    """The names a text needs; a name of a called dialogue comes with what is asked of it, as in `market.outcome`.

    Raises LanguageError.
    """
    tree = _parsed(source)
    own = {"loop"} | {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}
    names = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "load"} - own
    dotted = {f"{node.node.name}.{node.attr}" for node in tree.find_all(nodes.Getattr) if isinstance(node.node, nodes.Name)}
    heads = {name.split(".")[0] for name in dotted}
    return frozenset((names - heads) | {name for name in dotted if name.split(".")[0] not in own})


@cache
def compared_in(source: str) -> tuple[tuple[str, str], ...]:
    """Which name is compared with which quoted word, so that a misspelt option id is found. Raises LanguageError."""
    pairs: list[tuple[str, str]] = []
    for compare in _parsed(source).find_all(nodes.Compare):
        sides = [compare.expr, *(operand.expr for operand in compare.ops)]
        words = [word for side in sides for word in _words(side)]
        pairs += [(name, word) for side in sides if (name := _name(side)) for word in words]
    return tuple(pairs)


def _words(node: nodes.Expr) -> list[str]:
    if isinstance(node, nodes.Const):
        return [node.value] if isinstance(node.value, str) else []
    return [word for item in getattr(node, "items", ()) for word in _words(item)]


def _name(node: nodes.Expr) -> str:
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return f"{node.node.name}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""


@cache
def _expression(source: str) -> Callable[..., Any]:
    _parsed(_as_text(source))
    try:
        return _ENVIRONMENT.compile_expression(source, undefined_to_none=False)
    except TemplateSyntaxError as error:
        raise LanguageError(f"It cannot be read: {error.message}.", error.lineno) from None


@cache
def _template(source: str) -> Template:
    return _ENVIRONMENT.from_string(_parsed(source))


def worked_out(expression: str, names: Names) -> Any:
    """The value of an expression. Raises LanguageError."""
    try:
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
        return _template(text).render(names).strip()
    except (TemplateError, SecurityError, TypeError, ValueError, ArithmeticError) as error:
        raise LanguageError(f"This text cannot be filled in: {error}", undefined=isinstance(error, UndefinedError)) from None
