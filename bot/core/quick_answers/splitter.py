"""The questions in one message, one by one."""

import re

MOST = 3
_ENDS = re.compile(r"(?<=\?)\s+|\n+")
_ASKING = r"(?:what|whats|how|why|when|where|who|whos|which|is|are|can|could|do|does|should|shall|must)"
_AND = re.compile(rf"(?:,|;|\.)?\s+(?:and|also|plus)\s+(?={_ASKING}\b)", re.I)
_BEGINS = re.compile(rf"\s*(?:(?:so|and|also|but|ok|right|then|plus)[,\s]+)*{_ASKING}\b", re.I)
_SHORTEST = 3  # words; less is no question of its own


def questions_in(text: str) -> tuple[str, ...]:
    """The questions a message asks, in order; a single one as it stands.

    >>> questions_in("what is an mps? and how many parts does it have?")
    ('what is an mps?', 'and how many parts does it have?')
    >>> questions_in("who do we consult and when do we do it")
    ('who do we consult', 'when do we do it')
    >>> questions_in("what are needs and how they change")
    ('what are needs and how they change',)
    """
    asked = [part.strip() for part in _ENDS.split(text) if part.strip()]
    marked = [part for part in asked if part.endswith("?") and _is_one(part)]
    if len(marked) > 1:
        return tuple(marked)
    one = marked[0] if marked and len(asked) > 1 else text
    parts = [part.strip() for part in _AND.split(one)]
    return tuple(parts) if len(parts) > 1 and all(_is_asked(part) for part in parts) else (text,)


def _is_one(part: str) -> bool:
    return len(part.split()) >= _SHORTEST


def _is_asked(part: str) -> bool:
    """Whether it begins as a question does, with a verb behind its question word."""
    return (
        _is_one(part)
        and bool(_BEGINS.match(part))
        and not re.match(r"(?:how|what|why|when|where|who)\s+(?:they|it|we|you)\b", part, re.I)
    )
