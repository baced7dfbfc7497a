"""A reply as a terminal shows it."""

from collections.abc import Iterable, Iterator
from typing import Any

from rich.console import Console
from rich.markdown import Markdown
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.core.content.phrases import Phrases
from bot.core.content.source import Source
from bot.core.content.topic import ShownTable
from bot.core.dialogue.guidance import Guidance, ShownSection
from bot.core.dialogue.plain_text import sources_line
from bot.core.dialogue.reply import Reply, ShownAnswer, ShownQuestion
from bot.core.templating.markdown import plain

WIDEST = 100


class Screen:
    """Shows replies; all that people read comes from the library."""

    def __init__(self, console: Console, phrases: Phrases) -> None:
        self.console, self.phrases = console, phrases
        self.width = min(console.width, WIDEST)

    def show(self, reply: Reply) -> None:
        """One reply, from what became of the turn to what is asked next."""
        for line in reply.settled:
            self._settled(line)
        for note in reply.notes:
            self._words(note, style="dim")
        for number, line in enumerate(reply.answers, 1):
            self._line(f"{number:>3}. {plain(line.question)}  →  {plain(line.answer)}")
        if reply.trouble:
            self._words(reply.trouble, style="yellow")
        if reply.section:
            self._section(reply.section)
        if reply.replaces:
            self.words("outcome_replaced", style="yellow", title=reply.replaces)
        if reply.guidance:
            self._guidance(reply.guidance)
        if reply.asks and not reply.aside:
            self._asked(reply.asks)

    def words(self, phrase: str, style: str = "", **names: Any) -> None:
        """One of the advisor's own sentences."""
        self._words(self.phrases.say(phrase, **names), style=style)

    def markdown(self, text: str, style: str = "") -> None:
        """Sentences, as Markdown."""
        self._words(text, style=style)

    def text(self, text: str) -> None:
        """Plain words, as they are."""
        self._line(text)

    def _line(self, text: str, style: str = "") -> None:
        self.console.print(Text(text), style=style, width=self.width)

    def _words(self, markdown: str, style: str = "", indent: int = 0) -> None:
        self.console.print(Padding(Markdown(markdown), (0, 0, 0, indent)), style=style, width=self.width)

    def _settled(self, line: ShownAnswer) -> None:
        if line.carried:
            whence = self.phrases.say("carried_from", dialogue=line.whence, day=line.day)
            self._line(f"  ✓ {plain(line.question)}  →  {plain(line.answer)}  ({plain(whence)})", style="green")
            return
        self._line(f"  ✓ {plain(line.answer)}", style="green")
        if line.guidance:
            self._words(line.guidance, style="italic", indent=4)

    def _asked(self, asks: ShownQuestion) -> None:
        self.console.print()
        self._line(asks.progress, style="dim")
        self._words(f"**{asks.text}**")
        if asks.help:
            self._words(asks.help, style="dim")
        if asks.before:
            self._words(self.phrases.say("answered_before", answer=asks.before), style="dim")
        for number, option in enumerate(asks.options, 1):
            mark = "•" if option.chosen else " "
            self._line(f" {mark}{number:>2}. {option.label}")
            if option.description:
                self._words(option.description, style="dim", indent=6)
        if asks.type == "list":
            self._entries(asks)
        self._line(" ".join(self._how_to_answer(asks)), style="dim")

    def _how_to_answer(self, asks: ShownQuestion) -> Iterator[str]:
        yield plain(asks.hint)
        if asks.type == "choices":
            yield self.phrases.say("type_numbers", may_be_none=asks.least == 0)
        if asks.unsure:
            yield self.phrases.say("type_unsure")

    def _entries(self, asks: ShownQuestion) -> None:
        self._line(self.phrases.say("list_so_far" if asks.entries else "list_empty"), style="dim")
        for number, entry in enumerate(asks.entries, 1):
            self._line(f"  {number:>2}. {plain(entry)}")

    def _guidance(self, guidance: Guidance) -> None:
        self.console.print()
        self.console.rule(style="dim")
        self._line(plain(guidance.title), style="bold")
        self.console.print()
        self._words(guidance.lead)
        self._list("because", guidance.because, "- ")
        self._list("do_next", guidance.do, "1. ")
        self._titles("more_to_read", (f"{section.number}. {plain(section.title)}" for section in guidance.sections))
        self._titles("read_on", (topic.title for topic in guidance.topics))
        self._titles("go_on_with", (f"{offer.id}: {offer.title}" for offer in guidance.offers))
        self._sources(guidance.sources)
        self.console.print()
        self.words("what_now", style="dim", offers=bool(guidance.offers), more=bool(guidance.sections))

    def _list(self, heading: str, entries: tuple[str, ...], bullet: str) -> None:
        if entries:
            self.console.print()
            self._line(self.phrases.say(heading), style="bold")
            self._words("\n".join(bullet + entry.replace("\n", "\n   ") for entry in entries))

    def _titles(self, heading: str, titles: Iterable[str]) -> None:
        if lines := list(titles):
            self.console.print()
            self._line(self.phrases.say(heading), style="bold")
            for line in lines:
                self._line(f"  {line}")

    def _sources(self, sources: tuple[Source, ...]) -> None:
        if sources:
            self.console.print()
            self._line(sources_line(self.phrases, sources), style="dim")

    def _section(self, section: ShownSection) -> None:
        self.console.print()
        self._line(plain(section.title), style="bold")
        if section.text:
            self._words(section.text)
        if section.table:
            self.console.print(_table(section.table), width=self.width)
        self._sources(section.sources)


def _table(table: ShownTable) -> Table:
    shown = Table(show_lines=True)
    for column in table.columns:
        shown.add_column(plain(column))
    for row in table.rows:
        shown.add_row(*(Text(plain(cell)) for cell in row))
    return shown
