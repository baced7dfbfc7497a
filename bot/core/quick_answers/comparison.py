"""Both sides, or all sides, of a question that compares things, in one small table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.content.topic import KnownTable, ShownTable, Topic, known_table
from bot.core.words.tokens import stems_of


@dataclass(frozen=True)
class Compared:
    """Things side by side, and the topic that says more."""

    topic: str
    table: ShownTable
    sources: tuple[str, ...]


class Comparer:
    """Knows the tables that compare things, and the names of topics."""

    def __init__(self, topics: Mapping[str, Topic], tables: Mapping[str, KnownTable], heading: str) -> None:
        self._topics, self._heading = topics, heading
        self._tables = {name: (table, _sides(table)) for name, table in tables.items() if table.compares or table.compares_rows}
        self._names = sorted(
            ((frozenset(stems_of(name)), id_) for id_, topic in topics.items() for name in (*topic.names, topic.title)),
            key=lambda named: -len(named[0]),
        )

    def in_a_table(self, text: str) -> Compared | None:
        """The things that a question names, if a table sets two or more of them side by side."""
        said = frozenset(stems_of(text))
        found = []
        for name, (table, sides) in self._tables.items():
            named = [number for number, names in enumerate(sides) if any(own <= said for own in names)]
            if len(named) > 1:
                found.append((len(named), -len(sides), name, table, named))
        if not found:
            return None
        _, _, name, table, named = max(found, key=lambda one: one[:2])
        topic = next((id_ for id_, topic in self._topics.items() if name in topic.tables), "")
        return Compared(topic, _only(table, named), table.cite) if topic else None

    def by_their_answers(self, text: str) -> Compared | None:
        """The same by the answers of the topics that it names."""
        said = stems_of(text)
        left, named = set(said), []
        for name, id_ in self._names:
            if name and name <= left and id_ not in named:
                named.append(id_)
                left -= name
        if len(named) < 2:
            return None
        rows = tuple((self._topics[id_].title, self._topics[id_].answer) for id_ in named)
        cited = tuple(dict.fromkeys(source for id_ in named for source in self._topics[id_].cite[:2]))
        return Compared(named[0], ShownTable(("", self._heading), rows), cited)


def _sides(table: KnownTable) -> list[list[frozenset[str]]]:
    """The names of each thing that a table compares."""
    named = [(*row.names, row.id or "") for row in table.rows] if table.compares_rows else table.compares
    return [[frozenset(stems_of(name)) for name in names if name] for names in named]


def _only(table: KnownTable, named: Sequence[int]) -> ShownTable:
    """The columns of these things, or their rows, of which the last cell says it in short."""
    shown = known_table(table)
    if table.compares_rows:
        return ShownTable(("", shown.columns[-1]), tuple((shown.rows[at][0], shown.rows[at][-1]) for at in named))
    kept = (0, *(at + 1 for at in named))
    return ShownTable(tuple(shown.columns[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in shown.rows))
