"""Which part of finished advice somebody wants to read: by its number, or by its name."""

import re
from collections.abc import Iterable

from bot.core.content.library import Library
from bot.core.dialogue import intents
from bot.core.dialogue.conversation import Conversation
from bot.core.dialogue.guidance import guidance_for
from bot.core.dialogue.position import walk
from bot.core.templating.markdown import plain
from bot.core.templating.typed_words import folded

_VERB = re.compile(r"(?:read on|read|more on|more about|more|show me|show|open|part|section|number)\s+")
_FEWEST = 2  # words of a title that mean it, where no other title holds them


def part_meant(library: Library, conversation: Conversation, text: str) -> intents.More | intents.ReadOn | None:
    """The part that these words name; none where a question is open or they name none."""
    position = walk(library, conversation, until=conversation.reopened)
    words = folded(text)
    if position.ending is None or not words:
        return None
    named = _VERB.sub("", words, count=1)
    if re.fullmatch(r"[0-9]{1,2}", named):
        return intents.More(int(named))
    guidance = guidance_for(library, position.ending, "")
    number = _titled([plain(section.title) for section in guidance.sections], (words, named))
    if number is not None:
        return intents.More(number + 1)
    number = _titled([topic.title for topic in guidance.topics], (words, named))
    return intents.ReadOn(guidance.topics[number].id) if number is not None else None


def _titled(titles: Iterable[str], words: tuple[str, ...]) -> int | None:
    """The place of the title that these words are, or the only one that holds them."""
    known = [folded(title) for title in titles]
    for one in words:
        if one in known:
            return known.index(one)
        holding = [place for place, title in enumerate(known) if f" {one} " in f" {title} "]
        if len(holding) == 1 and len(one.split()) >= _FEWEST:
            return holding[0]
    return None
