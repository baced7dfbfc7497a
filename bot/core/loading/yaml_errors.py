"""What the YAML parser could not read, in plain words for the author."""

from typing import Any

import yaml

from bot.core.problems import Problem

# What is wrong, and what to do about it.
Words = tuple[str, str]

_CLOSE_QUOTE = "Close it where its text ends; put double quotes round a text with an apostrophe."

# By the character that could not be read.
_SIGNS = {
    "\t": (
        "There is a tab here, and only spaces can stand before a line.",
        "Replace the tab with spaces: as many as the lines beside it have.",
    ),
    ",": ("There is a comma too many here.", "Remove it, or put quotes round the whole text if it belongs to it."),
    "]": ("There is a bracket too many here.", "Remove it, or put quotes round the whole text if it belongs to it."),
    "}": ("There is a bracket too many here.", "Remove it, or put quotes round the whole text if it belongs to it."),
}

# By a part of the parser's own words; where those about a beginning are meant, it is told where that stands.
_AT_THE_BEGINNING = {
    "unexpected end of stream": ("The quote that opens here is never closed.", _CLOSE_QUOTE),
    "document indicator": ("The quote that opens here is never closed.", _CLOSE_QUOTE),
    "expected ',' or ']'": (
        "The list that opens here with “[” does not end well.",
        "Close it with “]”, with a comma between its parts.",
    ),
    "expected ',' or '}'": (
        "The group that opens here with “{” does not end well.",
        "Close it with “}”, with a comma between its parts.",
    ),
    "could not find expected ':'": (
        "This line is not of the form “key: text”.",
        "Write a space after the colon; indent the line further if it goes on with the text above.",
    ),
    "alphabetic or numeric": ("A text cannot begin with this sign.", "Put quotes round the text."),
}
_NO_DASH = (
    "This does not begin with “- ”, and an entry below it does.",
    "Begin each entry of a list with “- ”, all with the same indentation (spaces before it).",
)
_LONG_DASHES = ("– ", "— ", "• ", "· ")
_NO_ENTRY = ("This sign begins no entry of a list.", "Begin each entry with “- ”, a short dash and a space.")
_WHERE_FOUND = {
    "cannot start any token": ("A text cannot begin with this sign.", "Put quotes round the text."),
    "mapping keys are not": ("A text cannot begin with this sign.", "Put quotes round the text."),
    "mapping values are not": (
        "There is a colon here where none can be.",
        "Put quotes round a text that has a colon. A line “key: text” stands as far to the right as those it belongs beside.",
    ),
    "sequence entries are not": (
        "A list cannot begin here.",
        "Begin it on the next line, each entry with “- ”; put quotes round a text that begins with “-”.",
    ),
    "expected node content": (
        "A bracket is not closed before this place.",
        "Close each “[” with “]” and each “{” with “}”.",
    ),
    "expected '-' indicator": (
        "This does not fit the list above it.",
        "Begin each entry of a list with “- ”, all with the same indentation (spaces before it).",
    ),
    "expected key": (
        "This line does not fit the lines above it.",
        "Give it the same indentation (spaces before it) as the line it belongs beside.",
    ),
    "escape character": ("A “\\” in double quotes has a meaning of its own.", "Put single quotes round the text."),
    "comment or line break": (
        "After “>” or “|” the text begins on the next line.",
        "Move it there, or put quotes round the text if the sign belongs to it.",
    ),
}
_ANYTHING = (
    "This cannot be read.",
    "Look at the indentation, the commas, the brackets and the quotes here; put quotes round a text that begins with a sign.",
)


def syntax_problem(error: yaml.YAMLError, file: str, text: str, last: yaml.Event | None) -> Problem:
    """The parser's error as a problem of this file; `last` is what it could read before."""
    mark, words = _told(error, text, last)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return Problem(file, line, column, "bad-yaml", *words)


def _told(error: yaml.YAMLError, text: str, last: yaml.Event | None) -> tuple[Any, Words]:
    found, said = getattr(error, "problem_mark", None), getattr(error, "problem", None) or ""
    if not found:
        return None, _ANYTHING
    if quoted := _quoted(last, found, text):
        return quoted
    begins = getattr(error, "context_mark", None)
    if begins and begins.line < found.line and begins.column == found.column and text[found.index : found.index + 2] == "- ":
        return begins, _NO_DASH
    if begins and text[begins.index : begins.index + 2] in _LONG_DASHES:
        return begins, _NO_ENTRY
    if words := _known(_AT_THE_BEGINNING, said):
        return getattr(error, "context_mark", None) or found, words
    return found, _SIGNS.get(text[found.index : found.index + 1]) or _known(_WHERE_FOUND, said) or _ANYTHING


def _known(known: dict[str, Words], said: str) -> Words | None:
    return next((words for part, words in known.items() if part in said), None)


def _quoted(last: Any, found: Any, text: str) -> tuple[Any, Words] | None:
    """A quote that closes too late or too early; the parser finds fault only with what follows it."""
    if getattr(last, "style", None) not in ("'", '"') or last.end_mark.line != found.line:
        return None
    if text[last.end_mark.index : found.index].strip():
        return None
    if last.start_mark.line < last.end_mark.line:
        return last.start_mark, (f"The quote that opens here is closed only in line {found.line + 1}.", _CLOSE_QUOTE)
    return found, (
        "The text goes on after its closing quote.",
        "Put double quotes round the whole text, and single ones inside it.",
    )
