"""Guidance in Slack: the answer, why, what to do next, and where it comes from."""

from collections.abc import Iterable

from bot.core.conversation import Conversation
from bot.core.guidance import Guidance, ShownSection, ShownTable
from bot.core.markdown import escaped
from bot.core.phrases import Phrases
from bot.core.reply import Choice
from bot.core.sources import Source
from bot.surfaces.slack import blocks as kit
from bot.surfaces.slack.blocks import Block
from bot.surfaces.slack.clicks import START, Click
from bot.surfaces.slack.question_blocks import choice_buttons


def guidance_blocks(phrases: Phrases, guidance: Guidance, choices: tuple[Choice, ...], conversation: Conversation) -> list[Block]:
    """The first screen of the guidance, with the ways on."""
    steps = "\n".join(f"{number}. {step}" for number, step in enumerate(guidance.do, 1))
    because = "\n".join(f"- {reason}" for reason in guidance.because)
    click = Click(conversation.id, conversation.version)
    offers = [
        kit.button(
            offer.title, f"{START}:{offer.id}", Click(conversation.id, conversation.version, "", offer.id).packed(), "primary"
        )
        for offer in guidance.offers
    ]
    return [
        *kit.header(guidance.title),
        *kit.sections(guidance.lead),
        *_headed(phrases.say("because"), because),
        *_headed(phrases.say("do_next"), steps),
        *_sources(phrases, guidance.sources),
        *_more(phrases, guidance),
        *kit.actions([*choice_buttons(choices, click), *offers]),
    ]


def section_blocks(
    phrases: Phrases, section: ShownSection, choices: tuple[Choice, ...], conversation: Conversation
) -> list[Block]:
    """A further part of the guidance."""
    return [
        *kit.sections(f"**{section.title}**"),
        *kit.sections(section.text),
        *(kit.sections(_table(section.table)) if section.table else ()),
        *_sources(phrases, section.sources),
        *kit.actions(choice_buttons(choices, Click(conversation.id, conversation.version))),
    ]


def _headed(heading: str, text: str) -> list[Block]:
    return kit.sections(f"**{heading}**\n\n{text}") if text else []


def _sources(phrases: Phrases, sources: Iterable[Source]) -> list[Block]:
    lines = [escaped(str(source)) for source in sources]
    heading = phrases.say("one_source" if len(lines) == 1 else "sources")
    return kit.context(f"{heading}: {'; '.join(lines)}") if lines else []


def _more(phrases: Phrases, guidance: Guidance) -> list[Block]:
    parts = [f"{section.number}. {section.title}" for section in guidance.sections]
    return kit.context(f"{phrases.say('more_to_read')}:\n" + "\n".join(parts)) if parts else []


def _table(table: ShownTable) -> str:
    """A table as a list: the first cell, then the others with their headings."""
    lines = []
    for first, *others in table.rows:
        told = [f"{column}: {cell}" for column, cell in zip(table.columns[1:], others, strict=True) if cell]
        lines.append(f"- **{first}**" + "".join(f"\n  - {one}" for one in told))
    return "\n".join(lines)
