"""What people say of a whole piece of work: where it stands, or that they want to take it with them."""

import re
from typing import Literal

from bot.core.templating.typed_words import folded

CaseCommand = Literal["road", "record", "new"]

_ROAD = r"(so )?where (am i|are we)( now)?|(my |the )?(road|case)|what (is|s|comes) next|whats next|how far (am i|are we)"
_RECORD = (
    r"(save|export|share|download|print|record)( (it|this|that|as|the record|a record|markdown))*|take it with me"
    r"|how (do|can|could) (i|we) (show|share|send|give|save|keep|export|print) (this|it|that)\b.*"
)
_NEW = r"(begin |start )?(a |another )?(new|another|second|different) (case|piece of work)|something else"
_SAID: tuple[tuple[CaseCommand, re.Pattern[str]], ...] = (
    ("road", re.compile(_ROAD)),
    ("record", re.compile(_RECORD)),
    ("new", re.compile(_NEW)),
)


def case_command(text: str) -> CaseCommand | None:
    """What these words, and no others, want of the case; None when nothing.

    >>> case_command("Where am I?"), case_command("how do I show this to my manager?"), case_command("home care")
    ('road', 'record', None)
    """
    words = folded(text)
    return next((meant for meant, pattern in _SAID if pattern.fullmatch(words)), None)
