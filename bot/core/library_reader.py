"""From the authors' files to models: each file by itself, with every mistake in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from bot.core.dialogue import Call, Dialogue, EntryField, Offer, Option, Outcome, Question, Route, Row, Section, Table
from bot.core.phrases import Phrases
from bot.core.problems import Problem, did_you_mean
from bot.core.sources import Catalogue, Source
from bot.core.topic import KnownTable, Topic
from bot.core.yaml_reader import Path, Reading, read_yaml

DIALOGUES, TOPICS, TABLES = "dialogues", "knowledge/topics", "knowledge/tables"
SOURCES, PHRASES = "knowledge/sources.yaml", "knowledge/phrases.yaml"


@dataclass
class Files:
    """What the files say, each with its reading, and what is wrong in them."""

    dialogues: dict[str, Dialogue] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    tables: dict[str, KnownTable] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    phrases: Phrases | None = None
    readings: dict[tuple[str, str], Reading] = field(default_factory=dict)  # by kind and id
    texts: dict[str, str] = field(default_factory=dict)  # of dialogues
    problems: list[Problem] = field(default_factory=list)


def read_files(texts: Mapping[str, str]) -> Files:
    """Read every file by itself."""
    files = Files()
    for path, text in sorted(texts.items()):
        folder, name = str(PurePosixPath(path).parent), PurePosixPath(path).stem
        if (folder, path.rpartition(".")[2]) in _KINDS:
            _KINDS[folder, path.rpartition(".")[2]](files, path, name, text)
    _read_catalogue(files, texts.get(SOURCES))
    _read_phrases(files, texts.get(PHRASES))
    return files


def _read_dialogue(files: Files, path: str, name: str, text: str) -> None:
    reading = read_yaml(text, path)
    files.readings[DIALOGUES, name] = reading
    files.texts[name] = text
    if not name.isidentifier() or not name.islower():
        files.problems.append(
            reading.problem((), "bad-name", f"“{name}” cannot be a dialogue's id.", "Use snake_case, as in joint_approach.yaml.")
        )
    elif dialogue := _model(files, Dialogue, reading):
        files.dialogues[name] = dialogue


def _read_table(files: Files, path: str, name: str, text: str) -> None:
    reading = read_yaml(text, path)
    files.readings[TABLES, name] = reading
    if table := _model(files, KnownTable, reading):
        files.tables[name] = table


def _read_topic(files: Files, path: str, name: str, text: str) -> None:
    head, body = _front_matter(text)
    reading = read_yaml(head, path, first_line=2)
    files.readings[TOPICS, name] = reading
    if not head:
        files.problems.append(
            reading.problem(
                (), "no-front-matter", "The file does not begin with “---” and its title.", "See knowledge/README.md."
            )
        )
        return
    if isinstance(reading.value, dict):
        reading.value["body"] = body
    if topic := _model(files, Topic, reading):
        files.topics[name] = topic


def _front_matter(text: str) -> tuple[str, str]:
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].rstrip() != "---":
        return "", text
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    return ("".join(lines[1:end]), "".join(lines[end + 1 :]).strip()) if end else ("", text)


_KINDS: dict[tuple[str, str], Callable[[Files, str, str, str], None]] = {
    (DIALOGUES, "yaml"): _read_dialogue,
    (TABLES, "yaml"): _read_table,
    (TOPICS, "md"): _read_topic,
}


def _read_catalogue(files: Files, text: str | None) -> None:
    if text is None:
        files.problems.append(
            Problem(SOURCES, 1, 1, "missing-file", "There is no list of sources.", "Nothing can be cited without it.")
        )
        return
    catalogue = _model(files, Catalogue, read_yaml(text, SOURCES))
    files.sources = dict(catalogue.sources) if catalogue else {}


def _read_phrases(files: Files, text: str | None) -> None:
    if text is None:
        cure = "Copy knowledge/phrases.yaml of the advisor and change its words."
        files.problems.append(Problem(PHRASES, 1, 1, "missing-file", "The advisor's own phrases are missing.", cure))
        return
    reading = read_yaml(text, PHRASES)
    reading.value = {"phrases": reading.value}
    reading.marks = {("phrases", *path): place for path, place in reading.marks.items()}
    files.phrases = _model(files, Phrases, reading)


M = TypeVar("M", bound=BaseModel)


def _model(files: Files, kind: type[M], reading: Reading) -> M | None:
    files.problems += reading.problems
    if any(problem.code != "duplicate-key" for problem in reading.problems):
        return None
    if not isinstance(reading.value, dict):
        files.problems.append(
            reading.problem((), "empty", "The file holds nothing that can be read.", "Look at a file beside it.")
        )
        return None
    try:
        return kind.model_validate(reading.value)
    except ValidationError as error:
        files.problems += [_schema_problem(reading, dict(detail)) for detail in error.errors(include_url=False)]
        return None


# The keys an author may have meant, wherever in a file a key is not known.
_KEYS = sorted(
    {
        name
        for part in (Dialogue, Question, Option, Call, Route, Outcome, Section, Table, Row, Offer, EntryField, Topic, KnownTable)
        for name in part.model_fields
    }
)


def _schema_problem(reading: Reading, detail: dict[str, Any]) -> Problem:
    path = _path(reading, detail["loc"])
    kind, last = detail["type"], str(detail["loc"][-1]) if detail["loc"] else ""
    if kind == "extra_forbidden":
        return reading.problem(path, "unknown-key", f"“{last}” is not a key that is known here.", did_you_mean(last, _KEYS))
    if kind == "missing":
        return reading.problem(path, "missing-key", f"“{last}” is missing here.", f"Add a line “{last}: …”.")
    if kind == "string_pattern_mismatch":
        message = f"“{detail['input']}” cannot be an id."
        return reading.problem(path, "bad-id", message, "Begin with a small letter; use small letters, digits and “_”.")
    if kind == "string_type":
        message = f"A text is needed here, not {_told(detail['input'])}."
        return reading.problem(
            path, "not-a-text", message, "Put it in quotes." if not isinstance(detail["input"], dict | list) else ""
        )
    message = str(detail["msg"]).removeprefix("Value error, ")
    return reading.problem(path, "bad-value", f"{message[:1].upper()}{message[1:]}.")


def _told(value: Any) -> str:
    return {dict: "keys and values", list: "a list", type(None): "nothing", bool: "true or false"}.get(type(value), "a number")


def _path(reading: Reading, loc: tuple[str | int, ...]) -> Path:
    """The place in the file: the model's own names for alternatives, which the file does not have, are left out."""
    path: Path = ()
    for part in loc:
        if (*path, part) in reading.marks:
            path = (*path, part)
    return path
