"""The questions in one message, one by one."""

import re

MOST = 3
_ENDS = re.compile(r"(?<=\?)\s+|\n+")
_ASKING = r"(?:what|whats|how|why|when|where|who|whos|which|is|are|can|could|do|does|should|shall|must)"
_AND = re.compile(rf"(?:,|;|\.)?\s+(?:(?:and|also|plus)\s+)+(?={_ASKING}\b)", re.I)
_LISTED = re.compile(rf"(?:[,;]\s+(?:(?:and|also|plus)\s+)*|\s+(?:(?:and|also|plus)\s+)+)(?={_ASKING}\b)", re.I)
_WANTED = re.compile(r"\s*(?:please\s+)?(?:i |we )?(?:need|want|tell me|explain|list|give me)\b", re.I)
_BEGINS = re.compile(rf"\s*(?:(?:so|and|also|but|ok|right|then|plus)[,\s]+)*{_ASKING}\b", re.I)
_SHORTEST = 3  # words; less is no question of its own


def questions_in(text: str) -> tuple[str, ...]:
    """The questions a message asks, in order; a single one as it stands.

    >>> questions_in("what is an mps? and how many parts does it have?")
    ('what is an mps?', 'and how many parts does it have?')
    >>> questions_in("who do we consult and when do we do it")
    ('who do we consult', 'when do we do it')
    >>> questions_in("need the steps for a strategy, who agrees it, and who checks it")
    ('need the steps for a strategy', 'who agrees it', 'who checks it')
    >>> questions_in("what are needs and how they change")
    ('what are needs and how they change',)
    """
    asked = [part.strip() for part in _ENDS.split(text) if part.strip()]
    marked = [part for part in asked if part.endswith("?") and _is_one(part)]
    if len(marked) > 1:
        return tuple(marked)
    one = marked[0] if marked and len(asked) > 1 else text
    return _parts(one, _AND, 2) or _parts(one, _LISTED, 3) or (text,)


def _parts(text: str, between: re.Pattern[str], least: int) -> tuple[str, ...]:
    """The questions between these words, if there are so many, and each of them asks."""
    first, *others = (part.strip() for part in between.split(text))
    asks = _is_asked(first) or (least > 2 and _is_one(first) and bool(_WANTED.match(first)))
    return (first, *others) if len(others) + 1 >= least and asks and all(map(_is_asked, others)) else ()


def _is_one(part: str) -> bool:
    return len(part.split()) >= _SHORTEST


def _is_asked(part: str) -> bool:
    """Whether it begins as a question does, with a verb behind its question word."""
    return (
        _is_one(part)
        and bool(_BEGINS.match(part))
        and not re.match(r"(?:how|what|why|when|where|who)\s+(?:they|it|we|you)\b", part, re.I)
    )
