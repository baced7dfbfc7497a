"""Mismatch: where kinds do not fit together, what would fit, and how parts of an expression read in a message."""

from dataclasses import dataclass
from typing import Literal

from jinja2 import nodes

from bot.core.templating.trees import written


@dataclass(frozen=True)
class Mismatch:
    """One place of an expression where a value is not of the kind that is needed."""

    code: str
    message: str
    cure: str
    severity: Literal["error", "warning"] = "error"


def told(node: nodes.Node) -> str:
    """A part of an expression as its author may have written it."""
    text = written(node)
    while text.startswith("(") and text.endswith(")") and _is_one_pair(text):
        text = text[1:-1]
    return text or "this"


def _is_one_pair(text: str) -> bool:
    """Whether the first bracket is closed by the last."""
    open_ = 0
    for place, sign in enumerate(text):
        open_ += {"(": 1, ")": -1}.get(sign, 0)
        if not open_:
            return place == len(text) - 1
    return False
