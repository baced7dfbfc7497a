"""Both sides, or all sides, of a question that compares things, in one small table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.content.topic import KnownTable, Topic
from bot.core.dialogue.guidance import ShownTable, known_table
from bot.core.search.tokens import stems_of


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
        self._tables = {name: (table, _sides(table)) for name, table in tables.items() if table.compares}
        self._names = sorted(
            ((frozenset(stems_of(name)), id_) for id_, topic in topics.items() for name in (*topic.names, topic.title)),
            key=lambda named: -len(named[0]),
        )

    def compared(self, text: str) -> Compared | None:
        """The things that a question names, if it names two or more."""
        said = stems_of(text)
        return self._in_a_table(frozenset(said)) or self._by_their_answers(said)

    def _in_a_table(self, said: frozenset[str]) -> Compared | None:
        found = []
        for name, (table, sides) in self._tables.items():
            columns = [number for number, names in enumerate(sides, 1) if any(own <= said for own in names)]
            if len(columns) > 1:
                found.append((len(columns), -len(sides), name, table, columns))
        if not found:
            return None
        _, _, name, table, columns = max(found, key=lambda one: one[:2])
        topic = next((id_ for id_, topic in self._topics.items() if name in topic.tables), "")
        return Compared(topic, _only(known_table(table), columns), table.cite) if topic else None

    def _by_their_answers(self, said: Sequence[str]) -> Compared | None:
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
    return [[frozenset(stems_of(name)) for name in names] for names in table.compares]


def _only(table: ShownTable, columns: Iterable[int]) -> ShownTable:
    kept = (0, *columns)
    return ShownTable(tuple(table.columns[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in table.rows))
