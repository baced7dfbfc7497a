"""What people read in a message: its blocks as plain words, worked out from Slack's own description of mrkdwn."""

import html
import re
from collections.abc import Iterable
from typing import Any

from bot.fake_slack.state.workspace import Message

UNSEEN = "\u200b"
_LINK = re.compile(r"<([^>|]+)(?:\|([^>]*))?>")
_MARK = re.compile(rf"[*_~`](?!{UNSEEN})")


def plain(mrkdwn: str) -> str:
    """Text in Slack's markup as it is read."""
    words = _LINK.sub(lambda match: match[2] or match[1], mrkdwn)
    return html.unescape(_MARK.sub("", words)).replace(UNSEEN, "")


def text_of(text: dict[str, Any]) -> str:
    """A text object as it is read."""
    return plain(text["text"]) if text["type"] == "mrkdwn" else str(text["text"])


def shown(message: Message) -> str:
    """All that stands in a message, without its buttons."""
    return shown_blocks(message.blocks) or plain(message.text)


def shown_blocks(blocks: Iterable[dict[str, Any]]) -> str:
    """All that stands in blocks, without their buttons."""
    return "\n".join(_lines(blocks))


def _lines(blocks: Iterable[dict[str, Any]]) -> Iterable[str]:
    for block in blocks:
        yield from (words for row in block.get("rows") or () for cell in row for words in _raw(cell))
        texts = [block.get("text"), *(block.get("fields") or ()), *(block.get("elements") or ())]
        yield from (text_of(text) for text in texts if text and text.get("type") in {"mrkdwn", "plain_text"})


def _raw(part: Any) -> list[str]:
    """The words of a cell, which may be made of many."""
    if isinstance(part, list):
        return ["".join(words for one in part for words in _raw(one))]
    return [part["text"]] if "text" in part else _raw(part.get("elements") or [])


def labels(message: Message) -> list[str]:
    """The labels of a message's buttons."""
    elements = [element for block in message.blocks for element in [block.get("accessory"), *(block.get("elements") or ())]]
    return [element["text"]["text"] for element in elements if element and element["type"] == "button"]


def mrkdwn_in(message: Message) -> list[str]:
    """Every text of a message that Slack would read for markup."""
    held = [message.text]
    for block in message.blocks:
        texts = [block.get("text"), *(block.get("fields") or ()), *(block.get("elements") or ())]
        held += [text["text"] for text in texts if text and text.get("type") == "mrkdwn"]
    return held
