"""A table of decisions: which answers must end where, what must be said there, and where the documents say so."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationError, model_validator

from bot.core.content.base import Line, Part, Sources
from bot.core.loading.model_errors import schema_problems
from bot.core.loading.yaml_reader import Reading, read_yaml


def _several(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else (value,)


def _words(value: Any) -> Any:
    return tuple(_several(one) for one in _several(value))


Words = Annotated[
    tuple[tuple[Line, ...], ...], BeforeValidator(_words, json_schema_input_type=Line | tuple[Line | tuple[Line, ...], ...])
]  # of words in an inner list any will do
Places = Annotated[Sources, BeforeValidator(_several, json_schema_input_type=str | tuple[str, ...])]


class DecisionRow(Part):
    """Some answers, and what must come of them."""

    row: Line
    answers: Mapping[str, Any]
    outcome: str
    must_say_first: Words = ()
    must_say: Words = ()
    must_not_say: Words = ()
    must_ask: Words = ()
    must_not_ask: Words = ()
    source: Places = ()
    ours: Line | None = None

    @model_validator(mode="after")
    def _has_a_reason(self) -> "DecisionRow":
        if not self.source and not self.ours:
            raise ValueError("a row needs its “source”, or “ours” with the reason")
        return self


class DecisionTable(Part):
    """All that is settled about one dialogue; `otherwise` answers what a row does not mention."""

    dialogue: str
    about: Line
    otherwise: Mapping[str, Any] = {}
    rows: Annotated[tuple[DecisionRow, ...], BeforeValidator(_several)]

    @model_validator(mode="after")
    def _names_are_its_rows_own(self) -> "DecisionTable":
        names = [row.row for row in self.rows]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"two rows are called “{name}”")
        return self


@dataclass(frozen=True)
class PlacedRow:
    """A row with what its table says of it, and its place in the file."""

    file: str
    line: int
    dialogue: str
    row: DecisionRow
    otherwise: Mapping[str, Any]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: “{self.row.row}”"


def read_table(text: str, file: str) -> tuple[PlacedRow, ...]:
    """The rows of a table of decisions. Raises ValueError that says what is wrong and where."""
    reading = read_yaml(text, file)
    if reading.problems:
        raise ValueError("\n".join(map(str, reading.problems)))
    try:
        table = DecisionTable.model_validate(reading.value)
    except ValidationError as error:
        raise ValueError("\n".join(map(str, schema_problems(reading, error)))) from None
    return tuple(_placed(reading, table, number, row) for number, row in enumerate(table.rows))


def _placed(reading: Reading, table: DecisionTable, number: int, row: DecisionRow) -> PlacedRow:
    line, _ = reading.place(("rows", number))
    return PlacedRow(reading.file, line, table.dialogue, row, table.otherwise)
