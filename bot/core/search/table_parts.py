"""Which part of a table a question names: a row, a column, or the cell where they meet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.core.content.topic import KnownRow, KnownTable, ShownTable, Topic, known_table
from bot.core.search.results import Named
from bot.core.words.tokens import stems_of

_LONGEST_LABEL = 4  # words; a longer first cell is a sentence and no label

Label = frozenset[str]


@dataclass(frozen=True)
class Labels:
    """The names of a table's rows and columns, as stems, and the places that its rows cite."""

    table: str
    rows: tuple[tuple[Label, ...], ...]
    columns: tuple[Label, ...]
    cites: tuple[tuple[str, ...], ...]

    def named_in(self, asked: Label) -> Named | None:
        """The row, column or cell whose names are all among these words."""
        row, column = _longest_match(self.rows, asked), self._column(asked)
        return Named(self.table, row, column) if row is not None or column is not None else None

    def cell_in(self, source: str, asked: Label) -> Named | None:
        """A cell of the row that a topic is about, where the question names the column."""
        rows = [row for row, cited in enumerate(self.cites) if source in cited]
        column = self._column(asked)
        return Named(self.table, rows[0], column) if len(rows) == 1 and column is not None else None

    def _column(self, asked: Label) -> int | None:
        column = _longest_match([(label,) for label in self.columns], asked)
        return column or None  # the first column holds the rows' names


def labels_of(name: str, table: KnownTable) -> Labels:
    """The names that a table's parts go by."""
    rows = tuple(tuple(_labels(row)) for row in table.rows)
    columns = tuple(frozenset(stems_of(column)) for column in table.columns)
    return Labels(name, rows, columns, tuple(row.cite for row in table.rows))


def part_named(stems: Iterable[str], topic: Topic, labels: Mapping[str, Labels]) -> Named | None:
    """The part of a topic's tables, or of the row that the topic itself is, that a question names."""
    asked = frozenset(stems)
    found = [*_cells(topic, labels, asked), *_in_own_tables(topic, labels, asked)]
    return max(found, key=lambda named: (named.row is not None) + (named.column is not None), default=None)


def _cells(topic: Topic, labels: Mapping[str, Labels], asked: Label) -> Iterator[Named]:
    return (cell for table in labels.values() if topic.cite and (cell := table.cell_in(topic.cite[0], asked)))


def _in_own_tables(topic: Topic, labels: Mapping[str, Labels], asked: Label) -> Iterator[Named]:
    return (named for table in topic.tables if table in labels and (named := labels[table].named_in(asked)))


def _labels(row: KnownRow) -> Iterable[Label]:
    id_, first = (row.id or "").replace("-", " "), " ".join(row.cells[0])
    said = [*row.names, id_, first if len(first.split()) <= _LONGEST_LABEL else ""]
    return [label for name in said if (label := frozenset(stems_of(name)))]


def _longest_match(named: Sequence[Sequence[Label]], asked: Label) -> int | None:
    lengths = [max((len(label) for label in labels if label and label <= asked), default=0) for labels in named]
    longest = max(lengths, default=0)
    return lengths.index(longest) if longest and lengths.count(longest) == 1 else None


def part_shown(table: KnownTable, part: Named) -> ShownTable:
    """The row, the column or the cell that a question names, as surfaces show it."""
    shown = known_table(table)
    rows = shown.rows if part.row is None else (shown.rows[part.row],)
    if part.column is None:
        return ShownTable(shown.columns, rows)
    columns = (shown.columns[0], shown.columns[part.column])
    return ShownTable(columns, tuple((row[0], row[part.column]) for row in rows))
