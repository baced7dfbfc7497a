"""Guidance: an outcome put into words for these answers, with its sources."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.content.library import Library
from bot.core.content.outcome import Entry, Section, Table
from bot.core.content.source import Source
from bot.core.content.topic import ShownTable, known_table
from bot.core.dialogue.position import Ending
from bot.core.templating.templates import holds, rendered
from bot.core.templating.values import Names


@dataclass(frozen=True)
class ShownSection:
    """A further part of the guidance; parts count from 1."""

    number: int
    title: str
    text: str
    table: ShownTable | None
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Link:
    """A topic to read or a dialogue to go on with."""

    id: str
    title: str


@dataclass(frozen=True)
class Guidance:
    """What the advisor says at the end of a dialogue: the answer, why, what to do next, and from where."""

    dialogue: str
    outcome: str
    title: str
    lead: str
    because: tuple[str, ...]
    do: tuple[str, ...]
    sections: tuple[ShownSection, ...]
    sources: tuple[Source, ...]
    topics: tuple[Link, ...]
    offers: tuple[Link, ...]

    @property
    def all_sources(self) -> tuple[Source, ...]:
        """The sources of the guidance and of all its further parts."""
        return tuple(dict.fromkeys([*self.sources, *(source for section in self.sections for source in section.sources)]))


def guidance_for(library: Library, ending: Ending, today: str) -> Guidance:
    """The outcome in words. Raises LanguageError where an author's text cannot be filled in."""
    outcome, names = ending.outcome, {**ending.names, "today": today}
    because, do = _shown(outcome.because, names), _shown(outcome.do, names)
    cited = [*outcome.cite, *(id_ for entry in (*because, *do) for id_ in entry.cite), *library.dialogues[ending.dialogue].cite]
    sections = [section for section in library.dialogues[ending.dialogue].sections_of(outcome) if holds(section.when, names)]
    offers = [offer.dialogue for offer in outcome.offers if holds(offer.when, names)]
    return Guidance(
        dialogue=ending.dialogue,
        outcome=ending.id,
        title=rendered(outcome.title, names),
        lead=rendered(outcome.say, names),
        because=tuple(rendered(entry.say, names) for entry in because),
        do=tuple(rendered(entry.say, names) for entry in do),
        sections=tuple(_section(library, number, section, names) for number, section in enumerate(sections, 1)),
        sources=_sources(library, cited),
        topics=tuple(Link(id_, library.topics[id_].title) for id_ in outcome.topics),
        offers=tuple(Link(id_, library.dialogues[id_].title) for id_ in offers),
    )


def topic_section(library: Library, id_: str) -> ShownSection:
    """A topic as a further part is shown."""
    topic = library.topics[id_]
    return ShownSection(0, topic.title, topic.body, None, _sources(library, topic.cite))


def _shown(entries: Iterable[Entry], names: Names) -> list[Entry]:
    return [entry for entry in entries if holds(entry.when, names)]


def _section(library: Library, number: int, section: Section, names: Names) -> ShownSection:
    table = _table(library, section.table, names) if section.table else None
    text = rendered(section.say, names) if section.say else ""
    return ShownSection(number, rendered(section.title, names), text, table, _sources(library, section.cite))


def _table(library: Library, table: Table | str, names: Names) -> ShownTable:
    if isinstance(table, str):
        return known_table(library.tables[table])
    rows = [row.cells for row in table.rows if holds(row.when, names)]
    return ShownTable(table.columns, tuple(tuple(rendered(cell, names) for cell in cells) for cells in rows))


def _sources(library: Library, ids: Iterable[str]) -> tuple[Source, ...]:
    return tuple(library.sources[id_] for id_ in dict.fromkeys(ids))
