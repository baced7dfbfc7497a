"""Guidance in Slack: the answer, why, what to do next, and where it comes from."""

from collections.abc import Iterable

from bot.core.content.phrases import Phrases
from bot.core.content.source import Source
from bot.core.dialogue.conversation import Conversation
from bot.core.dialogue.guidance import Guidance, ShownSection
from bot.core.dialogue.plain_text import sources_line
from bot.core.dialogue.reply import Choice
from bot.core.templating.markdown import escaped
from bot.slack.blocks import kit
from bot.slack.blocks.action_ids import COLLEAGUE, HELPFUL, START, Click
from bot.slack.blocks.kit import Block
from bot.slack.blocks.question import choice_buttons
from bot.slack.blocks.table import table_blocks


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
        *_more(phrases, guidance),
        *kit.actions([*choice_buttons(choices, click), *offers]),
        *sources_block(phrases, guidance.sources),
        *kit.actions([_colleague(phrases, click)]),
        opinion(phrases, f"{guidance.dialogue}.{guidance.outcome}"),
    ]


def _colleague(phrases: Phrases, click: Click) -> Block:
    """Whom else to ask."""
    button = kit.button(phrases.say("action_colleague"), COLLEAGUE, click.packed())
    words = [phrases.say(name) for name in ("action_colleague", "colleague_sure", "colleague_yes", "action_cancel")]
    return kit.asking_once_more(button, *words)


def opinion(phrases: Phrases, about: str) -> Block:
    """Whether it helped, as Slack's small pair of buttons."""
    yes, no = (Click("", 0, about, what).packed() for what in ("yes", "no"))
    return kit.feedback(HELPFUL, (phrases.say("action_helpful"), yes), (phrases.say("action_not_helpful"), no))


def section_blocks(
    phrases: Phrases, section: ShownSection, choices: tuple[Choice, ...], conversation: Conversation
) -> list[Block]:
    """A further part of the guidance."""
    return [
        *kit.sections(f"**{section.title}**"),
        *kit.sections(section.text),
        *(table_blocks(section.table) if section.table else ()),
        *sources_block(phrases, section.sources),
        *kit.actions(choice_buttons(choices, Click(conversation.id, conversation.version))),
    ]


def _headed(heading: str, text: str) -> list[Block]:
    return kit.sections(f"**{heading}**\n\n{text}") if text else []


def sources_block(phrases: Phrases, sources: Iterable[Source]) -> list[Block]:
    """Where it comes from, as a small line."""
    line = sources_line(phrases, sources)
    return kit.context(escaped(line)) if line else []


def _more(phrases: Phrases, guidance: Guidance) -> list[Block]:
    parts = [f"{section.number}. {section.title}" for section in guidance.sections]
    return kit.context(f"{phrases.say('more_to_read')}:\n" + "\n".join(parts)) if parts else []
