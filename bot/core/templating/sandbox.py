"""The sandbox in which authors' conditions and texts are worked out: its filters and tests, and nothing of Python."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from bot.core.templating.budget import PUT_TOGETHER, ROUNDS, CountingCode, put_together, rounds, spent, within_budget
from bot.core.templating.grammar import all_or_some, capitalised, counted, if_one, rounded
from bot.core.templating.typed_words import begins_with, ends_with, mentions, says_nothing, unique
from bot.core.templating.values import Chosen, Group, NotKnown, is_unsure, listed, many, shown, shown_words

_FILTERS = """
    first last join lower upper sort sum min max select reject selectattr rejectattr map list default length
""".split()
_TESTS = """
    defined undefined in eq == ne != lt < gt > le <= ge >= true false none
""".split()


def _bullets(values: Any) -> str:
    return "\n".join(f"- {word}" for word in shown_words(many(values)))


def _joined(values: Any, between: str = "") -> str:
    return between.join(shown_words(many(values)))


def _count(values: Any) -> int:
    return len(values) if hasattr(values, "__len__") else sum(1 for _ in values)


def _label(value: Any) -> Any:
    if isinstance(value, list | tuple) and not isinstance(value, NotKnown):
        return [_label(one) for one in value]
    return value.label if isinstance(value, Chosen) else value


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
            return spent([*left, *right])
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
    environment = _Environment(
        undefined=StrictUndefined, finalize=lambda value: spent(shown(value)), trim_blocks=True, lstrip_blocks=True, cache_size=0
    )
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    environment.filters |= {
        "listed": listed,
        "bullets": _bullets,
        "join": _joined,
        "label": _label,
        "count": _count,
        "unique": unique,
        "counted": counted,
        "all_or_some": all_or_some,
        "if_one": if_one,
        "round": rounded,
        "capitalize": _on_shown(capitalised),
    }
    environment.filters |= {name: _on_shown(getattr(str, name)) for name in ("lower", "upper")}
    environment.filters = {name: within_budget(filter_) for name, filter_ in environment.filters.items()}
    environment.filters |= {ROUNDS: rounds, PUT_TOGETHER: put_together}
    environment.code_generator_class = CountingCode
    environment.tests = {name: environment.tests[name] for name in _TESTS} | {"unsure": is_unsure}
    environment.tests |= {"says_nothing": says_nothing, "mentions": mentions, "begins_with": begins_with, "ends_with": ends_with}
    environment.globals = {}
    return environment


ENVIRONMENT = _environment()
