"""A strict reader for authors' YAML: plain values with their places, and every trap of YAML closed."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from bot.core.loading.yaml_errors import syntax_problem
from bot.core.problems import Problem

Path = tuple[str | int, ...]

DEEPEST = 30
LONGEST = 1_000_000  # characters of one file

# Only these plain words are more than words: `yes`, `no`, `on`, `12:30` and `010` stay what the author typed.
_PLAIN = (
    (re.compile(r"true|false"), lambda text: text == "true"),
    (re.compile(r"|~|null"), lambda text: None),
    (re.compile(r"-?(0|[1-9][0-9]{0,15})"), int),
    (re.compile(r"-?(0|[1-9][0-9]{0,15})\.[0-9]{1,15}"), float),
)


# What YAML does not allow, and halves of characters that no file can hold.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


_QUOTED = re.compile("“([^”]+)”")


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


# A comment that follows on the same line; one that was meant stands two spaces away.
_COMMENT = re.compile(r"[ \t]#")


@dataclass
class Reading:
    """What a file says: its value, where each part of it stands, and what is wrong with it."""

    file: str
    value: Any = None
    marks: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    cut: dict[Path, Any] = field(default_factory=dict)  # the values without quotes that a comment follows
    long: dict[Path, tuple[str, int]] = field(default_factory=dict)  # values of several lines as typed, with their first line

    def place(self, path: Path) -> tuple[int, int]:
        """Line and column of the nearest part that is there."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, (1, 1))

    def problem(self, path: Path, code: str, message: str, cure: str = "") -> Problem:
        """A mistake at this path of the file; in a value of several lines, where the words stand that the message
        quotes."""
        place = self._where(path, _QUOTED.findall(message)) or self.place(path)
        return Problem(self.file, *place, code, message, cure)

    def _where(self, path: Path, quoted: list[str]) -> tuple[int, int] | None:
        """Line and column of the quoted words that stand least often in the value; none when it has a single line."""
        raw, first = self.long.get(path, ("", 0))
        found = [places for words in quoted if (places := [match.start() for match in _whole(words).finditer(raw)])]
        if not found:
            return None
        before = raw[: min(found, key=len)[0]].split("\n")
        return first + len(before) - 1, len(before[-1]) + 1

    def warning(self, path: Path, code: str, message: str, cure: str = "") -> Problem:
        """Something at this path that works, but is worth a look."""
        return replace(self.problem(path, code, message, cure), severity="warning")


class _Refused(Exception):
    def __init__(self, mark: Any, code: str, message: str, cure: str) -> None:
        self.place = (mark.line + 1, mark.column + 1)
        self.rest = (code, message, cure)


def read_yaml(text: str, file: str, first_line: int = 1) -> Reading:
    """Read one YAML document; the reading holds its problems, nothing is raised."""
    text = "\n" * (first_line - 1) + text.removeprefix("\ufeff")
    reading = Reading(file)
    builder = _Builder(text, reading)
    try:
        _expect_readable(text)
        builder.build()
    except _Refused as refused:
        reading.problems.append(Problem(file, *refused.place, *refused.rest))
    except yaml.YAMLError as error:
        reading.problems.append(syntax_problem(error, file, text, builder.last))
    return reading


def _expect_readable(text: str) -> None:
    if len(text) > LONGEST:
        raise _Refused(
            _mark(text, 0), "too-long", f"The file has more than {LONGEST} characters.", "Split it into smaller files."
        )
    if unseen := _UNSEEN.search(text):
        message = f"There is a character here that cannot be seen (U+{ord(unseen[0]):04X})."
        raise _Refused(_mark(text, unseen.start()), "unseen-character", message, "Delete it, and type the text round it again.")


def _mark(text: str, index: int) -> yaml.Mark:
    before = text[:index].split("\n")
    return yaml.Mark("", index, len(before) - 1, len(before[-1]), None, 0)


class _Builder:
    """Builds values from the parser's events, so that depth and aliases are ours to refuse."""

    def __init__(self, text: str, reading: Reading) -> None:
        self.text = text
        self.events = yaml.parse(text, Loader=yaml.CSafeLoader)
        self.last: yaml.Event | None = None
        self.reading = reading

    def build(self) -> None:
        event = self._next()
        while isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return
        self.reading.value = self._value(event, ())
        self._next()
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise _Refused(
                event.start_mark, "two-documents", "There is a second document in this file.", "Remove the “---” line."
            )

    def _next(self) -> Any:
        self.last = next(self.events)
        return self.last

    def _value(self, event: Any, path: Path) -> Any:
        mark = event.start_mark
        _expect_plain(event)
        if len(path) > DEEPEST:
            raise _Refused(mark, "too-deep", "This is nested too deeply.", "Check the indentation.")
        self.reading.marks.setdefault(path, (mark.line + 1, mark.column + 1))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        if event.end_mark.line > mark.line:
            raw = self.text[mark.index - mark.column : event.end_mark.index]  # from the beginning of its line
            self.reading.long[path] = (raw, mark.line + 1)
        if path and not event.style and _COMMENT.match(self.text, event.end_mark.index):
            self.reading.cut[path] = event.value
        return _scalar(event)

    def _sequence(self, path: Path) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            values.append(self._value(event, (*path, len(values))))
        return values

    def _mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event)
            here = (*path, key)
            place = (event.start_mark.line + 1, event.start_mark.column + 1)
            if key in values:
                self.reading.problems.append(self._duplicate(here, place))
                self._value(self._next(), (*path, f"{key} again"))
                continue
            self.reading.marks[here] = place
            values[key] = self._value(self._next(), here)
        return values

    def _duplicate(self, path: Path, place: tuple[int, int]) -> Problem:
        message = f"“{path[-1]}” stands here a second time (first in line {self.reading.marks[path][0]})."
        cure = "Keep one of them."
        if len(path) > 1 and isinstance(path[-2], int):
            what = "option" if path[-3:-2] == ("options",) else "entry"
            cure = f"Begin a new {what} with “- ”, or keep one of them."
        return Problem(self.reading.file, *place, "duplicate-key", message, cure)

    def _key(self, event: Any) -> str:
        _expect_plain(event)
        if not isinstance(event, yaml.ScalarEvent):
            raise _Refused(event.start_mark, "bad-key", "A key must be a word.", "Write “key: value”; put braces in quotes.")
        return str(event.value)


def _expect_plain(event: Any) -> None:
    """Refuse anchors, aliases and tags."""
    if getattr(event, "anchor", None):
        message, cure = "Anchors and aliases (& and *) are not used here.", "Write the text out, or put it in quotes."
        raise _Refused(event.start_mark, "alias", message, cure)
    if getattr(event, "tag", None) is not None:
        raise _Refused(event.start_mark, "tag", "Tags (!) are not used here.", "Remove it, or put the text in quotes.")


def _scalar(event: Any) -> Any:
    if event.style or not event.implicit[0]:
        return event.value
    for pattern, convert in _PLAIN:
        if pattern.fullmatch(event.value):
            return convert(event.value)
    return event.value
