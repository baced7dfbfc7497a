"""The first screen of a topic's body: the list that is announced, and what the question is about."""

import re
from collections.abc import Sequence

from bot.core.search.passages import bare
from bot.core.words.tokens import stems_of

_ITEM = re.compile(r"^(?:-|\d+\.) (?P<said>.+)$", re.M)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_MOST_ALIKE = 0.6  # the share of a sentence's words from which on it says what was said before


def blocks_of(body: str) -> list[str]:
    """A body's paragraphs, each list together with the line that announces it."""
    blocks: list[str] = []
    for paragraph in body.strip().split("\n\n"):
        if blocks and _announces(blocks[-1], paragraph):
            blocks[-1] = f"{blocks[-1]}\n\n{paragraph}"
        else:
            blocks.append(paragraph)
    return blocks


def _announces(block: str, next_: str) -> bool:
    is_heading = block.startswith("#") and "\n" not in block
    quotes_on = block.rsplit("\n\n", 1)[-1].startswith(">") and next_.startswith(">")
    return is_heading or quotes_on or (block.rstrip().endswith(":") and bool(_ITEM.match(next_) or next_.startswith(">")))


def items_of(text: str) -> list[str]:
    """The points of its lists, in order."""
    return [found["said"] for found in _ITEM.finditer(text)]


def first_screen(blocks: Sequence[str], nearest: str, room: int, lists_first: bool = False) -> list[str]:
    """As many blocks as there is room for, in order; the nearest to the question always, else the first list."""
    wanted = [block for block in blocks if nearest and nearest in bare(block)]
    lists = [block for block in blocks if _ITEM.search(block)]
    kept = ([*lists[:1], *wanted] if lists_first else [*wanted, *lists])[:1]
    left = room - sum(map(len, kept))
    for block in blocks:
        if block not in kept and len(block) <= left:
            kept.append(block)
            left -= len(block)
    return [block for block in blocks if block in kept]


def without_repeats(block: str, said: str) -> str:
    """A paragraph without the sentences that say hardly anything that was not said; a list stays whole."""
    if block.startswith((">", "#")):
        return block
    intro, gap, rest = _parts(block)
    known = set(stems_of(said))
    kept = [sentence for sentence in _SENTENCE.split(intro) if not _repeats(sentence, known)]
    return f"{' '.join(kept)}{gap}{rest}".strip()


def _parts(block: str) -> tuple[str, str, str]:
    """What stands before a list, and the list."""
    found = _ITEM.search(block)
    if not found:
        return block, "", ""
    intro = block[: found.start()]
    return intro.rstrip(), intro[len(intro.rstrip()) :], block[found.start() :]


def _repeats(sentence: str, known: set[str]) -> bool:
    own = set(stems_of(sentence))
    return not sentence.rstrip().endswith(":") and bool(own) and len(own & known) / len(own) >= _MOST_ALIKE
