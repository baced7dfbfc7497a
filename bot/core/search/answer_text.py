"""What was found, as plain text for a person."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.content.phrases import Phrases
from bot.core.content.source import Source
from bot.core.content.topic import KnownTable, Topic
from bot.core.dialogue.guidance import ShownTable, known_table
from bot.core.dialogue.plain_text import sources_text, table_text
from bot.core.search.results import Found, Named, Result
from bot.core.templating.markdown import plain

MOST_CHOICES, CLOSEST = 3, 2
LONGEST_PART = 900  # characters; more of a table is not a short answer


@dataclass(frozen=True)
class Speaker:
    """Says what was found, in the words of the topics."""

    topics: Mapping[str, Topic]
    tables: Mapping[str, KnownTable]
    sources: Mapping[str, Source]
    phrases: Phrases

    def text(self, found: Found) -> str:
        """The short answer, the honest no with what is closest, or the ask-back."""
        if found.status == "answered":
            return self._answer(found.results[0])
        if found.status == "choose":
            return self._listed("ask_choose", found.results[:MOST_CHOICES])
        if found.status == "nothing":
            return self._listed("ask_nothing", found.results[:CLOSEST])
        return plain(self.phrases.say("ask_vague"))

    def apology(self, id_: str) -> str:
        """What is said when an answer failed."""
        return plain(self.phrases.say("ask_error", id=id_))

    def _answer(self, result: Result) -> str:
        named = table_text(named_part(self.tables[result.part.table], result.part)) if result.part else ""
        named = named if len(named) <= LONGEST_PART else ""
        cited = sources_text(self.phrases, [self.sources[id_] for id_ in result.sources if id_ in self.sources])
        return "\n\n".join(part for part in (plain(self.topics[result.topic].lead), named, cited) if part)

    def _listed(self, phrase: str, results: tuple[Result, ...]) -> str:
        told = [f"{result.title}: {plain(self.topics[result.topic].answer)}" for result in results]
        return "\n".join([plain(self.phrases.say(phrase)), *(f"{number}. {line}" for number, line in enumerate(told, 1))])


def named_part(table: KnownTable, part: Named) -> ShownTable:
    """The row, the column or the cell that a question names."""
    shown = known_table(table)
    rows = shown.rows if part.row is None else (shown.rows[part.row],)
    if part.column is None:
        return ShownTable(shown.columns, rows)
    columns = (shown.columns[0], shown.columns[part.column])
    return ShownTable(columns, tuple((row[0], row[part.column]) for row in rows))
