"""A conversation that somebody had, as a file for tests/conversations."""

from collections.abc import Iterator
from typing import Any

import yaml

from bot.core.content.library import Library
from bot.core.dialogue.conversation import Conversation, short
from bot.core.dialogue.position import Position, walk

WIDTH = 130


def copied(library: Library, conversation: Conversation) -> str:
    """The conversation as a test: each question on its way with its answer, and where it stands now."""
    position, dialogue = walk(library, conversation), conversation.dialogue
    asked = [short(step.key, dialogue) for step in position.asked]
    expect: dict[str, Any] = {"outcome": position.ending.id} if position.ending else {}
    told = {
        "title": library.dialogues[dialogue].title,
        "dialogue": dialogue,
        "conversation": list(_lines(position, dialogue)),
        "expect": expect | ({"asked": asked} if asked else {}),
    }
    return yaml.safe_dump(told, sort_keys=False, allow_unicode=True, default_flow_style=None, width=WIDTH)


def _lines(position: Position, dialogue: str) -> Iterator[dict[str, Any]]:
    for step in position.asked:
        name = short(step.key, dialogue)
        yield {"advisor": {"asks": name}}
        yield {"user": {name: step.value}}
    if position.ending:
        yield {"advisor": {"outcome": position.ending.id}}
    elif position.waiting:
        yield {"advisor": {"asks": short(position.waiting.key, dialogue)}}
