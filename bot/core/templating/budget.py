"""Budget: how much work one text or condition may make, so that nothing an author writes keeps people waiting."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError

MOST_WORK = 3_000_000  # characters and entries gone through; far more than any answers need
A_ROUND = 100  # what a round of a loop counts for

# Filters that no author can name: they have a space in them.
ROUNDS, PUT_TOGETHER = "rounds of a loop", "put together"

_LEFT: ContextVar[list[int] | None] = ContextVar("left", default=None)


@contextmanager
def budget() -> Iterator[None]:
    """Within this, a text or condition may make so much work and no more."""
    token = _LEFT.set([MOST_WORK])
    try:
        yield
    finally:
        _LEFT.reset(token)


def spend(work: int) -> None:
    """Count work. Raises SecurityError when it was too much."""
    left = _LEFT.get()
    if left is not None:
        left[0] -= work
        if left[0] < 0:
            raise SecurityError("it makes too much work: repeat and put together less")


def spent(value: Any) -> Any:
    """A value, once its size is counted."""
    if isinstance(value, str | list | tuple):
        spend(len(value))
    return value


def rounds(values: Any) -> list[Any]:
    """What a loop goes through, once its rounds are counted."""
    entries = list(values)
    spend(len(entries) * A_ROUND)
    return entries


def put_together(parts: Iterable[Any]) -> str:
    """What “~” puts together, once its size is counted."""
    return str(spent("".join(str(part) for part in parts)))


class CountingCode(CodeGenerator):
    """Makes templates that count the rounds of their loops, and what they put together."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """As Jinja does, with both counted."""
        for loop in list(node.find_all(nodes.For)):
            loop.iter = _filtered(loop.iter, ROUNDS)
        for concat in list(node.find_all(nodes.Concat)):
            concat.nodes = [_filtered(nodes.List(concat.nodes, lineno=concat.lineno), PUT_TOGETHER)]
        node.set_environment(self.environment)
        super().visit_Template(node, frame)


def _filtered(node: Any, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def within_budget(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that counts what it is given and what it gives."""

    @wraps(filter_)
    def counting(*arguments: Any, **named: Any) -> Any:
        for argument in arguments:
            spent(argument)
        return spent(filter_(*arguments, **named))

    return counting
