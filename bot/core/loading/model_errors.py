"""What the models find wrong in a file, in words for its author."""

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from bot.core.loading.unknown_keys import KEYS, unknown_key
from bot.core.loading.yaml_reader import Path, Reading
from bot.core.problems import Problem, closest, did_you_mean

_QUOTE_COLON = "Put quotes round a text with a colon."

# By the kind of error: what is needed instead, and how to write it.
_NEEDED = {
    "string_type": ("A text", "Put it in quotes."),
    "tuple_type": ("A list", "Put it in square brackets: [ … ]."),
    "list_type": ("A list", "Put it in square brackets: [ … ]."),
    "dict_type": ("A group of lines of the form “key: value”", ""),
    "model_type": ("A group of lines of the form “key: value”", ""),
    "int_type": ("A whole number", ""),
    "int_from_float": ("A whole number", ""),
    "float_type": ("A number", ""),
    "bool_type": ("“true” or “false”", ""),
}


def schema_problems(reading: Reading, error: ValidationError) -> Iterable[Problem]:
    """Every mistake that a model found; where one of several kinds would do, it is one mistake."""
    found: dict[tuple[Path, str], Problem] = {}
    details: list[tuple[Path, dict[str, Any]]] = [
        (_path(reading, detail["loc"]), dict(detail)) for detail in error.errors(include_url=False)
    ]
    misspelt = {(path[:-1], closest(str(path[-1]), KEYS)) for path, detail in details if detail["type"] == "extra_forbidden"}
    sentences = {path for path, detail in details if _is_sentence(path, detail)}
    for path, detail in details:
        is_misspelt = detail["type"] == "missing" and (path, str(detail["loc"][-1])) in misspelt  # so it is not missing
        if path[:-1] not in sentences and not is_misspelt:  # what stands before the colon of a sentence is no unknown key
            problem = _with_colon(reading, path) if path in sentences else _problem(reading, path, detail)
            found[path, "kind" if detail["type"] in _NEEDED else problem.message] = problem
    return found.values()


def _is_sentence(path: Path, detail: dict[str, Any]) -> bool:
    """Whether this entry of a list was meant as a sentence, and read as “key: value” because of its colon."""
    given = detail["input"]
    needs_say = detail["type"] == "missing" and detail["loc"][-1] == "say" and bool(path)
    return needs_say and isinstance(path[-1], int) and isinstance(given, dict) and len(given) == 1 and not set(given) & KEYS


def _with_colon(reading: Reading, path: Path) -> Problem:
    return reading.problem(path, "colon-in-text", "The colon makes a key of the words before it.", _QUOTE_COLON)


def _problem(reading: Reading, path: Path, detail: dict[str, Any]) -> Problem:
    kind, given, last = detail["type"], detail["input"], str(detail["loc"][-1]) if detail["loc"] else ""
    limits = detail.get("ctx", {})
    match kind:
        case "extra_forbidden":
            return unknown_key(reading, path, last, given)
        case "missing":
            return reading.problem(path, "missing-key", f"“{last}” is missing here.", f"Add a line “{last}: …”.")
        case "string_pattern_mismatch":
            cure = "Begin with a small letter; use small letters, digits and “_”."
            return reading.problem(path, "bad-id", f"“{given}” cannot be an id.", cure)
        case "literal_error":
            known = str(limits["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
            cure = did_you_mean(str(given), known) or f"It may be {', '.join(known)}."
            return reading.problem(path, "bad-value", f"“{given}” is not known here.", cure)
        case "string_too_short" | "too_short":
            return reading.problem(path, "empty", "There is nothing here.", "Write something, or remove the line.")
        case "string_too_long" | "too_long":
            message = f"This is too long; the most is {limits['max_length']}."
            return reading.problem(path, "too-long", message, "Shorten it.")
        case _ if kind in _NEEDED:
            return _wrong_kind(reading, path, kind, given)
    message = str(detail["msg"]).removeprefix("Value error, ").removeprefix("Input ")
    return reading.problem(path, "bad-value", f"{message[:1].upper()}{message[1:]}.")


def _wrong_kind(reading: Reading, path: Path, kind: str, given: Any) -> Problem:
    needed, cure = _NEEDED[kind]
    if given is None:
        return reading.problem(path, "empty", "There is nothing here.", "Write something, or remove the line.")
    text = kind == "string_type"
    if text and isinstance(given, dict | list):
        cure = _QUOTE_COLON if isinstance(given, dict) and len(given) == 1 else ""
        if path[-1:] == ("next",):
            cure = "An option's “next” is one place: “next: a”. Routes with conditions are the “next” of the question."
    code = "not-a-text" if text else "bad-value"
    return reading.problem(path, code, f"{needed} is needed here, not {_told(given)}.", cure)


def _told(value: Any) -> str:
    known = {dict: "a group of keys", list: "a list", tuple: "a list", bool: "true or false", str: "words"}
    return known.get(type(value), "a number")


def _path(reading: Reading, loc: tuple[str | int, ...]) -> Path:
    """The place in the file: the model's own names for alternatives, which the file does not have, are left out."""
    path: Path = ()
    for part in loc:
        if (*path, part) in reading.marks:
            path = (*path, part)
    return path
