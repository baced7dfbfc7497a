"""The conditions inside a text: of `{% if %}`, `{% elif %}`, of a loop, and of words chosen with `if … else`."""

from collections.abc import Callable

from bot.core.templating.sandbox import ENVIRONMENT

_OPENING, _CLOSING = set("([{"), set(")]}")
_ENDS = {"else", "if", ",", ":"}


def each_condition(text: str, change: Callable[[str], str]) -> str:
    """The text with each of its conditions changed, in the order in which they stand."""
    if "{" not in text:
        return text
    pieces = [(kind, value) for _, kind, value in ENVIRONMENT.lexer.tokeniter(text, None)]
    written, place = "", 0
    while place < len(pieces):
        kind, value = pieces[place]
        written += value
        place += 1
        if kind == "name" and value in {"if", "elif"}:
            end = _end(pieces, place)
            condition = "".join(value for _, value in pieces[place:end])
            written += f" {change(condition.strip())} "
            place = end
    return written


def _end(pieces: list[tuple[str, str]], place: int) -> int:
    """Where the condition that begins here ends."""
    depth = 0
    while depth or not (pieces[place][0] in {"variable_end", "block_end"} or pieces[place][1] in _ENDS | _CLOSING):
        depth += (pieces[place][1] in _OPENING) - (pieces[place][1] in _CLOSING)
        place += 1
    return place
