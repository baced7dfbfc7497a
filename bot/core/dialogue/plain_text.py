"""Replies as plain text, for surfaces that show nothing else."""

from collections.abc import Iterable

from bot.core.content.phrases import Phrases
from bot.core.content.source import Source, places_in_words
from bot.core.content.topic import ShownTable
from bot.core.dialogue.guidance import Guidance, ShownSection
from bot.core.dialogue.reply import ShownAnswer, ShownQuestion
from bot.core.templating.markdown import plain


def guidance_text(phrases: Phrases, guidance: Guidance) -> str:
    """All of the guidance, with every further part."""
    parts = [guidance_lead(phrases, guidance), *(section_text(phrases, section) for section in guidance.sections)]
    return "\n\n".join(parts)


def guidance_lead(phrases: Phrases, guidance: Guidance) -> str:
    """The first screen: the answer, why, what to do next, and the sources."""
    steps = [f"{number}. {plain(step)}" for number, step in enumerate(guidance.do, 1)]
    parts = [
        plain(guidance.title),
        plain(guidance.lead),
        _list(phrases.say("because"), [f"- {plain(reason)}" for reason in guidance.because]),
        _list(phrases.say("do_next"), steps),
        sources_line(phrases, guidance.sources),
    ]
    return "\n\n".join(part for part in parts if part)


def section_text(phrases: Phrases, section: ShownSection) -> str:
    """A further part."""
    table = table_text(section.table) if section.table else ""
    parts = [plain(section.title), plain(section.text), table, sources_line(phrases, section.sources)]
    return "\n\n".join(part for part in parts if part)


def table_text(table: ShownTable) -> str:
    """A table as lines: the first cell, then the others with their headings."""
    lines = []
    for first, *others in table.rows:
        told = [f"{plain(column)}: {plain(cell)}" for column, cell in zip(table.columns[1:], others, strict=True) if cell]
        lines.append(f"- {plain(first)}" + (f" — {'; '.join(told)}" if told else ""))
    return "\n".join(lines)


def sources_line(phrases: Phrases, sources: Iterable[Source]) -> str:
    """Where it comes from, on one line: each document once, with its places."""
    sources = list(sources)
    return f"{phrases.say('one_source' if len(sources) == 1 else 'sources')}: {places_in_words(sources)}" if sources else ""


def _list(heading: str, lines: list[str]) -> str:
    return "\n".join([f"{heading}:", *lines]) if lines else ""


def plain_asked(asks: ShownQuestion) -> str:
    """The open question with its numbered options."""
    options = [f"{number}. {option.label}" for number, option in enumerate(asks.options, 1)]
    return "\n".join([plain(asks.text), *options])


def settled_text(line: ShownAnswer) -> str:
    """A question and its answer in one line."""
    return f"{plain(line.question)} — {plain(line.answer)}"
