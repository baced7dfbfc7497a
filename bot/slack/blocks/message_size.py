"""How long a message may be altogether, counted as Slack counts: every text in it, escaped."""

import re
from typing import Any

from bot.slack.blocks.mrkdwn import escaped

Block = dict[str, Any]

MESSAGE = 10_000  # of all blocks: Slack takes about 13,200 characters with the fallback ("msg_blocks_too_long")
_LEFT = 150  # of a text, at least, that is cut because the whole is too long

_HALF = re.compile(r"<[^>]*$|&[a-z]{0,3}$")
_BOLD = re.compile("\\*(?!\u200b)")


def shortened(text: str, most: int) -> str:
    """The text, cut at a word where it is too long.

    >>> shortened("a long label", 8)
    'a long…'
    """
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[most // 2 :] else cut}…"


def size(block: Any) -> int:
    """How many characters Slack counts: all text, escaped."""
    if isinstance(block, list):
        return sum(size(one) for one in block)
    if not isinstance(block, dict):
        return 0
    if isinstance(text := block.get("text"), str):
        return len(text) if block["type"] == "mrkdwn" else len(escaped(text))
    return sum(size(one) for one in block.values())


def fitting(blocks: list[Block], most: int = MESSAGE) -> list[Block]:
    """The blocks with their longest texts cut, where together they are longer than Slack takes."""
    texts = [text for block in blocks for text in _texts(block)]
    while (over := size(blocks) - most) > 0 and (longest := max(texts, key=size, default={"text": ""}))["text"][_LEFT:]:
        stored = max(size(longest) - over, size(longest) // 2, _LEFT)
        shorter = {**longest, "text": cut(longest["text"], stored)}
        blocks, texts = _with(blocks, longest, shorter), [shorter if one is longest else one for one in texts]
    return blocks


def _texts(block: Block) -> list[Block]:
    """The running text of a block, which can be cut."""
    own = {"section": [block.get("text")], "context": block.get("elements") or []}.get(block["type"], [])
    return [text for text in own if text]


def _with(blocks: list[Block], old: Block, new: Block) -> list[Block]:
    def changed(block: Block) -> Block:
        if block.get("text") is old:
            return {**block, "text": new}
        elements = block.get("elements") or []
        held = any(one is old for one in elements)
        return {**block, "elements": [new if one is old else one for one in elements]} if held else block

    return [changed(block) for block in blocks]


def cut(text: str, most: int) -> str:
    """Escaped text cut at a word; nothing of a link, an escape or bold words is left half."""
    if len(text) <= most:
        return text
    stored = _HALF.sub("", shortened(text, most - 1).removesuffix("…")).rstrip()
    return f"{stored}{'*' if len(_BOLD.findall(stored)) % 2 else ''}…"
