"""Markdown as Slack's mrkdwn, with everything escaped that could ping, link or format by itself."""

import re
from functools import lru_cache

from markdown_it.token import Token

from bot.core.templating.markdown import tokens

_FORMATTING = re.compile(r"([*_~`])")
_BREAK = "\u200b"  # a space without width: Slack has no escape for its formatting characters


def escaped(text: str) -> str:
    """Text that Slack shows as it stands (https://docs.slack.dev/messaging/formatting-message-text).

    >>> escaped("<!channel> & co")
    '&lt;!channel&gt; &amp; co'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _literal(text: str) -> str:
    shown = _FORMATTING.sub(rf"\1{_BREAK}", escaped(text))
    return f"{_BREAK}{shown}" if shown.startswith("&gt;") else shown  # or it would be a quotation


@lru_cache(maxsize=4096)
def mrkdwn(markdown: str) -> str:
    """A Markdown text for a section of a Slack message.

    >>> mrkdwn("A **bold** [link](https://example.org)\\n\\n- one\\n- two")
    'A *bold* <https://example.org|link>\\n• one\\n• two'
    """
    writer = _Writer()
    for token in tokens(markdown):
        writer.take(token)
    return "\n".join(writer.lines).strip()


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.numbers: list[int | None] = []  # of the lists one is in; None for bullets
        self.bullet = ""
        self.quote = ""
        self.heading = False

    def take(self, token: Token) -> None:
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            if not self.numbers and self.lines and not self.lines[-1]:
                self.lines.pop()  # a list belongs to the words above it
            self.numbers.append(int(token.attrs.get("start", 1)) if token.type.startswith("ordered") else None)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            self.numbers.pop()
            self._gap()
        elif token.type == "list_item_open":
            self.bullet = self._next_bullet()
        elif token.type in {"blockquote_open", "blockquote_close"}:
            self.quote = "> " if token.type.endswith("open") else ""
        elif token.type in {"fence", "code_block"}:
            self.lines.append(f"```{escaped(token.content.rstrip())}```")
        elif token.type == "inline":
            self._write(token)
        elif token.type in {"paragraph_close", "heading_close"}:
            self._gap()
        self.heading = token.type == "heading_open"

    def _gap(self) -> None:
        if not self.numbers:
            self.lines.append("")

    def _next_bullet(self) -> str:
        number = self.numbers[-1]
        if number is None:
            return "• "
        self.numbers[-1] = number + 1
        return f"{number}. "

    def _write(self, token: Token) -> None:
        bold = "*" if self.heading else ""
        indent = "    " * max(len(self.numbers) - 1, 0)
        bullet = self.bullet if self.numbers else ""
        self.lines.append(f"{self.quote}{indent}{bullet}{bold}{_inline(token)}{bold}")
        self.bullet = "   "  # a second paragraph of the same list item


_MARKS = {"strong_open": "*", "strong_close": "*", "em_open": "_", "em_close": "_", "softbreak": " ", "hardbreak": "\n"}


def _inline(token: Token) -> str:
    return "".join(_marked(child) for child in token.children or ())


def _marked(child: Token) -> str:
    if child.type == "text":
        return _literal(child.content)
    if child.type == "code_inline":
        return f"`{escaped(child.content)}`"
    if child.type == "link_open":
        return f"<{_address(str(child.attrs.get('href', '')))}|"
    if child.type == "link_close":
        return ">"
    return _MARKS.get(child.type, "")


def _address(href: str) -> str:
    """Only addresses that lead to a page or a mailbox."""
    safe = href if href.startswith(("https://", "http://", "mailto:")) else "https://invalid.example"
    return escaped(safe).replace("|", "%7C")
