"""The values of a dialogue, worked out from the answers so far."""

from typing import Any

from bot.core.content.dialogue import Dialogue
from bot.core.templating.templates import LanguageError, holds, worked_out
from bot.core.templating.values import Names


def with_values(dialogue: Dialogue, names: Names, needed: frozenset[str]) -> dict[str, Any]:
    """The names, with the values that can be worked out from them; the others stay undefined."""
    known = dict(names)
    for name, value in dialogue.values.items() if needed else ():
        if name in needed:
            _work_out(name, value, known)
    return known


def _work_out(name: str, value: Any, known: dict[str, Any]) -> None:
    try:
        if isinstance(value, str):
            known[name] = worked_out(value, known)
            return
        for case in value:
            if holds(case.when, known):
                known[name] = case.is_
                return
    except LanguageError as error:
        if not error.undefined:
            raise
