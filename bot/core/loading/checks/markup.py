"""Signs in a text that another program would read, and that people would be shown as they stand."""

import re
from collections.abc import Iterable, Iterator

from bot.core.content.dialogue_texts import texts_in, words_in
from bot.core.loading.files import COURSE, DIALOGUES, TABLES, TOPICS, Files
from bot.core.loading.yaml_reader import Path, Reading
from bot.core.problems import Problem

_TAGS = "a|b|br|center|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub|sup|table|td|th|tr|u|ul"

# What it is, the code, what is said of it, and what to write.
_MARKS = (
    (
        re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE),
        "html",
        "“{0}” is HTML, and is shown as it stands.",
        "Write Markdown: **bold**, *slanted*, an empty line between paragraphs, “- ” before an entry of a list.",
    ),
    (
        re.compile(r"<(?:https?|mailto):[^<>\s|]+\|[^<>]+>"),
        "slack-markup",
        "“{0}” is Slack's way to write a link.",
        "Write “[its words](https://…)”.",
    ),
    (
        re.compile(r"<[@#!][\w^|.-]+>|(?<![\w.])@(?:here|channel|everyone)\b"),
        "slack-markup",
        "“{0}” calls somebody in Slack, and texts call nobody.",
        "Say in words who it is.",
    ),
    (
        re.compile(r"(?<![\w:]):[a-z][a-z_]*[a-z]:(?![\w:])"),
        "slack-markup",
        "“{0}” is Slack's way to write a picture sign.",
        "Leave it out, or type the sign itself.",
    ),
    (
        re.compile(r"!\[[^\]\n]*\]\([^)\n]*\)"),
        "picture",
        "“{0}” would be a picture, and texts cannot show one.",
        "Say what it shows, or give a link: “[its words](https://…)”.",
    ),
    (
        re.compile(r"^[ \t]*\|.*\|[ \t]*$(?=\n[ \t]*\|[\s:|-]+\|[ \t]*$)", re.MULTILINE),
        "table-in-text",
        "“{0}” begins a table, and a text cannot show one.",
        "Put it into knowledge/tables, or into the “table” of a part of “more”.",
    ),
)
_DASHES = re.compile(r"\n[ \t]*([–—•·])[ \t]")


def markup_in(files: Files) -> Iterator[Problem]:
    """A warning for each sign of HTML or Slack, picture, table, and dash that begins no entry of a list."""
    for id_, dialogue in files.dialogues.items():
        yield from _in_texts(files.readings[DIALOGUES, id_], [*texts_in(dialogue), *words_in(dialogue)])
    for id_ in files.topics:
        yield from _in_values(files.readings[TOPICS, id_])
    for id_ in files.tables:
        yield from _in_values(files.readings[TABLES, id_])
    if files.course:
        yield from _in_values(files.readings[COURSE, ""])
    for reading in files.readings.values():
        yield from _dashes(reading)


def _in_values(reading: Reading) -> Iterator[Problem]:
    yield from _in_texts(reading, _texts(reading.value, ()))


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(one, (*path, key))


def _in_texts(reading: Reading, texts: Iterable[tuple[Path, str]]) -> Iterator[Problem]:
    for path, text in texts:
        for pattern, code, message, cure in _MARKS:
            if found := pattern.search(text):
                yield reading.warning(path, code, message.format(found[0].strip()), cure)


def _dashes(reading: Reading) -> Iterator[Problem]:
    """Lines that were meant as entries of a list: YAML takes them for more of the text above."""
    for path, (raw, _) in reading.long.items():
        if (found := _DASHES.search(raw)) and not _is_block(raw):
            message = f"“{found[1]}” begins no entry of a list; the line is read as more of the text above it."
            yield reading.warning(path, "long-dash", message, "Begin each entry with “- ”, a short dash and a space.")


def _is_block(raw: str) -> bool:
    """Whether the lines of the text stand as they are, so that a dash may well begin one."""
    return bool(re.search(r"[|>][+-]?[ \t]*(#.*)?\n", raw))
