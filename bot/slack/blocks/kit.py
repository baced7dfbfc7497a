"""The pieces of Block Kit we use, each inside Slack's limits by construction (https://docs.slack.dev/reference/block-kit)."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from bot.core.templating.markdown import plain
from bot.slack.blocks.message_size import cut, fitting, shortened
from bot.slack.blocks.mrkdwn import escaped, mrkdwn

Block = dict[str, Any]

_PING = re.compile("<(?=[!@#])")

SECTION, HEADER, BUTTON, OPTION, BUTTONS, FALLBACK, BLOCKS = 2900, 150, 75, 75, 25, 1900, 50


def _plain_text(text: str, most: int) -> Block:
    unread = _PING.sub("<\u200b", text)  # plain text pings nobody, and should not look as if it did
    return {"type": "plain_text", "text": shortened(unread, most) or "…", "emoji": False}


def _mrkdwn_text(text: str) -> Block:
    return {"type": "mrkdwn", "text": text, "verbatim": True}  # verbatim: names and channels in typed text stay words


def header(markdown: str) -> list[Block]:
    """A heading; one that is too long for Slack stands as bold text below its beginning."""
    words = plain(markdown)
    if len(words) <= HEADER:
        return [{"type": "header", "text": _plain_text(words, HEADER)}]
    return sections(f"**{markdown}**")


def pieces(text: str, most: int = SECTION) -> list[str]:
    """A text split at paragraphs, then at lines, then at words, so that every piece fits.

    >>> pieces("one\\n\\ntwo", 5)
    ['one', 'two']
    """
    done: list[str] = []
    for part in _parts(text, most):
        if done and len(done[-1]) + len(part) + 2 <= most:
            done[-1] = f"{done[-1]}\n\n{part}"
        else:
            done.append(part)
    return done


def _parts(text: str, most: int) -> list[str]:
    for mark in ("\n\n", "\n", " "):
        if len(text) <= most:
            return [text] if text else []
        if mark in text[:most]:
            cut = text.rindex(mark, 0, most)
            return [*_parts(text[:cut], most), *_parts(text[cut + len(mark) :], most)]
    return [text[:most], *_parts(text[most:], most)] if len(text) > most else [text]


def sections(markdown: str) -> list[Block]:
    """A Markdown text as one section or more."""
    return [{"type": "section", "text": _mrkdwn_text(piece)} for piece in pieces(mrkdwn(markdown))]


def context(markdown: str) -> list[Block]:
    """A small line."""
    return [{"type": "context", "elements": [_mrkdwn_text(piece)]} for piece in pieces(mrkdwn(markdown), 1900)]


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def button(label: str, action: str, value: str, style: str = "") -> Block:
    """A button; its value says all that a click needs."""
    made: Block = {"type": "button", "text": _plain_text(plain(label), BUTTON), "action_id": action, "value": value}
    return made | ({"style": style} if style else {})


def feedback(action: str, yes: tuple[str, str], no: tuple[str, str]) -> Block:
    """Slack's small pair of buttons for an opinion, each with its label and value; only a message may hold it."""
    positive, negative = ({"text": _plain_text(label, BUTTON), "value": value} for label, value in (yes, no))
    element = {"type": "feedback_buttons", "action_id": action, "positive_button": positive, "negative_button": negative}
    return {"type": "context_actions", "elements": [element]}


def asking_once_more(made: Block, title: str, text: str, yes: str, no: str) -> Block:
    """A button that asks before it counts."""
    words = {"title": (title, 100), "text": (text, 300), "confirm": (yes, 30), "deny": (no, 30)}
    return made | {"confirm": {part: _plain_text(said, most) for part, (said, most) in words.items()}}


def actions(elements: Sequence[Block], id_: str = "") -> list[Block]:
    """A row of things to click, as many rows as they need."""
    rows = [elements[start : start + BUTTONS] for start in range(0, len(elements), BUTTONS)]
    return [
        {"type": "actions", "elements": list(row)} | ({"block_id": f"{id_}|{number}"} if id_ else {})
        for number, row in enumerate(rows)
    ]


def option(label: str, value: str, description: str = "") -> Block:
    """One option of radio buttons, checkboxes or a select."""
    made: Block = {"text": _plain_text(plain(label), OPTION), "value": value}
    return made | ({"description": _plain_text(plain(description), OPTION)} if description else {})


def choosing(type_: str, action: str, options: Iterable[Block], chosen: Iterable[Block] = (), placeholder: str = "") -> Block:
    """Radio buttons, checkboxes or a select, with what was chosen before."""
    made: Block = {"type": type_, "action_id": action, "options": list(options)}
    many = type_ in {"checkboxes", "multi_static_select"}
    if before := list(chosen):
        made |= {"initial_options": before} if many else {"initial_option": before[0]}
    if placeholder:
        made["placeholder"] = _plain_text(placeholder, 150)
    return made


def input_block(id_: str, label: str, element: Block, hint: str = "") -> Block:
    """A field of a modal."""
    made: Block = {"type": "input", "block_id": id_, "label": _plain_text(plain(label), 2000), "element": element}
    return made | ({"hint": _plain_text(plain(hint), 2000)} if hint else {})


def text_field(action: str, most: int = 3000, long: bool = False, value: str = "") -> Block:
    """A box to type into."""
    made: Block = {"type": "plain_text_input", "action_id": action, "multiline": long, "max_length": min(most, 3000)}
    return made | ({"initial_value": value[:most]} if value else {})


def modal(callback: str, title: str, blocks: Sequence[Block], memo: str, submit: str, close: str) -> Block:
    """A modal; `memo` comes back with what is submitted."""
    return {
        "type": "modal",
        "callback_id": callback,
        "title": _plain_text(title, 24),
        "submit": _plain_text(submit, 24),
        "close": _plain_text(close, 24),
        "private_metadata": memo,
        "blocks": list(blocks)[:100],
    }


def notice(title: str, blocks: Sequence[Block], close: str) -> Block:
    """A modal that only tells something."""
    return {"type": "modal", "title": _plain_text(title, 24), "close": _plain_text(close, 24), "blocks": list(blocks)[:100]}


def message(blocks: Sequence[Block], fallback: str) -> Block:
    """A message with its fallback text for notifications and screen readers, no longer than Slack takes."""
    return {"blocks": fitting(list(blocks)[:BLOCKS]), "text": cut(escaped(plain(fallback)), FALLBACK) or "…"}
