"""Which part of a topic's tables a question names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.search.found import Named
from bot.core.search.words import stems_of
from bot.core.topic import KnownRow, KnownTable

_LONGEST_LABEL = 4  # words; a longer first cell is a sentence and no label

Label = frozenset[str]


@dataclass(frozen=True)
class Labels:
    """The names of a table's rows and columns, as stems."""

    table: str
    rows: tuple[tuple[Label, ...], ...]
    columns: tuple[Label, ...]

    def named_in(self, stems: frozenset[str]) -> Named | None:
        """The row, column or cell whose names are all among these words."""
        row = _longest_match(self.rows, stems)
        column = _longest_match([(label,) for label in self.columns], stems)
        column = None if column is None or column == 0 else column  # the first column holds the rows' names
        return Named(self.table, row, column) if row is not None or column is not None else None


def labels_of(name: str, table: KnownTable) -> Labels:
    """The names that a table's parts go by."""
    rows = tuple(tuple(_labels(row)) for row in table.rows)
    return Labels(name, rows, tuple(frozenset(stems_of(column)) for column in table.columns))


def part_named(stems: Iterable[str], tables: Sequence[str], labels: Mapping[str, Labels]) -> Named | None:
    """The part that a question with these words names, in the first table that has one."""
    asked = frozenset(stems)
    found = [named for table in tables if table in labels and (named := labels[table].named_in(asked))]
    return max(found, key=lambda named: (named.row is not None) + (named.column is not None), default=None)


def _labels(row: KnownRow) -> Iterable[Label]:
    id_, first = (row.id or "").replace("-", " "), " ".join(row.cells[0])
    said = [*row.names, id_, first if len(first.split()) <= _LONGEST_LABEL else ""]
    return [label for name in said if (label := frozenset(stems_of(name)))]


def _longest_match(named: Sequence[Sequence[Label]], stems: frozenset[str]) -> int | None:
    lengths = [max((len(label) for label in labels if label and label <= stems), default=0) for labels in named]
    best = max(lengths, default=0)
    return lengths.index(best) if best and lengths.count(best) == 1 else None
