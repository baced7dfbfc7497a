"""A conversation that somebody had, as a file for tests/conversations."""

from collections.abc import Iterator
from typing import Any

import yaml

from bot.authoring.conversation_tests import ConversationResult, missing, words_of
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Conversation, short
from bot.core.dialogue.position import Position, walk
from bot.core.dialogue.reply import Reply
from bot.core.loading.yaml_reader import read_yaml

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
    return _written(told)


def updated(library: Library, text: str, told: ConversationResult) -> str:
    """A conversation's file with what the advisor asks and says now; words that it still says are kept. Comments are
    not."""
    kept: dict[str, Any] = read_yaml(text, "").value
    dialogue, (first, *others, end) = kept["dialogue"], told.replies
    lines, saying = [{"advisor": _asked_now(first, dialogue)}], _says_by_line(kept["conversation"])
    for number, (user, reply) in enumerate(zip(_user_lines(kept["conversation"]), others, strict=True), 1):
        says = [words for words in saying.get(number, []) if not list(missing([words], words_of(library, reply)))]
        lines += [{"user": user}, {"advisor": _asked_now(reply, dialogue) | ({"says": says} if says else {})}]
    expect = {key: value for key, value in kept.get("expect", {}).items() if key in {"sources", "says"}}
    outcome = {"outcome": end.guidance.outcome} if end.guidance else {}
    return _written(kept | {"conversation": lines, "expect": outcome | {"asked": list(told.asked)} | expect})


def _user_lines(lines: list[dict[str, Any]]) -> list[Any]:
    return [line["user"] for line in lines if "user" in line]


def _says_by_line(lines: list[dict[str, Any]]) -> dict[int, list[str]]:
    """The words that the advisor had to say, by how many lines the person had said before."""
    said: dict[int, list[str]] = {}
    for number, line in enumerate(lines):
        if (expected := line.get("advisor")) is not None:
            says = expected.get("says", []) if isinstance(expected, dict) else expected
            said.setdefault(len(_user_lines(lines[:number])), []).extend([says] if isinstance(says, str) else says)
    return said


def _asked_now(reply: Reply, dialogue: str) -> dict[str, Any]:
    if reply.asks:
        return {"asks": short(reply.asks.key, dialogue)}
    return {"outcome": reply.guidance.outcome} if reply.guidance else {}


def _written(told: dict[str, Any]) -> str:
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
