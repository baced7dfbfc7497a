"""Markdown as the authors write it: escaping what people typed, and reading it back as plain words."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Bidirectional overrides can make a text read as something it is not; control characters have no look at all; half a
# character (a lone surrogate, from a terminal or from JSON) cannot be stored or sent.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]")

PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")


def cleaned(typed: str) -> str:
    """What a person typed without characters that cannot be seen, and without space at its ends.

    >>> cleaned("  home\\x00 care \\u202e ")
    'home care'
    """
    return _UNSEEN.sub("", typed.replace("\r\n", "\n").replace("\r", "\n")).strip()


def escaped(typed: str) -> str:
    """Typed text that Markdown will show as it stands, on one line.

    >>> escaped("*not* bold")
    '\\\\*not\\\\* bold'
    """
    return _PUNCTUATION.sub(r"\\\1", " ".join(typed.split()))


@lru_cache(maxsize=4096)
def tokens(markdown: str) -> tuple[Token, ...]:
    """The parts of a Markdown text, as the parser names them."""
    return tuple(PARSER.parse(markdown))


def plain(markdown: str) -> str:
    """Markdown as plain words: lists keep their dashes, everything else loses its marks.

    >>> plain("A **bold** word, and a [link](https://example.org)")
    'A bold word, and a link (https://example.org)'
    >>> plain("1. one\\n2. two\\n\\nthen")
    '1. one\\n2. two\\n\\nthen'
    """
    writer = _PlainWriter()
    for token in tokens(markdown):
        writer.take(token)
    return writer.text()


class _PlainWriter:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.lists: list[int | None] = []
        self.bullet = ""

    def take(self, token: Token) -> None:
        if token.type == "ordered_list_open":
            self.lists.append(int(token.attrs.get("start", 1)))
        elif token.type == "bullet_list_open":
            self.lists.append(None)
        elif token.type in {"ordered_list_close", "bullet_list_close"}:
            self.lists.pop()
            if not self.lists:
                self.lines.append("")
        elif token.type == "list_item_open":
            self.bullet = self._bullet()
        elif token.type == "inline":
            self._write(_inline(token))
        elif token.type in {"fence", "code_block"}:
            self._write(token.content.rstrip())
        elif token.type in {"paragraph_close", "heading_close"} and not self.lists:
            self.lines.append("")

    def _bullet(self) -> str:
        number = self.lists[-1]
        if number is None:
            return "- "
        self.lists[-1] = number + 1
        return f"{number}. "

    def _write(self, text: str) -> None:
        indent = "  " * max(len(self.lists) - 1, 0)
        bullet = self.bullet if self.lists else ""
        self.lines.append(f"{indent}{bullet}{text}")
        self.bullet = "  "  # a second paragraph of the same list item

    def text(self) -> str:
        return "\n".join(self.lines).strip()


def _inline(token: Token) -> str:
    words, link = [], ""
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            words.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            words.append(" " if child.type == "softbreak" else "\n")
        elif child.type == "link_open":
            link = str(child.attrs.get("href", ""))
        elif child.type == "link_close" and words and words[-1] != link:
            words.append(f" ({link})")
    return "".join(words)
