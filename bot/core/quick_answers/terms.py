"""A term that carries a question and that nothing here knows."""

import re
from collections.abc import Callable

from bot.core.words.tokens import folded, says_something, stems_of, words_of

_DEFINED = re.compile(
    r"^\W*(?:so )?(?:what(?:'?s| is| are| was| does)|define|explain|meaning of|what do (?:you|they|we) mean by)\s+"
    r"(?:an?|the|is|are|meant by)?\s*(?P<term>.+?)(?:\s+(?:mean|means|stand for|stands for))?\W*$",
    re.I,
)
_MENTIONED = re.compile(
    r"\b(?:documents?|docs|chapter|handout|slides|you|they|there)\s+(?:\w+\s+){0,2}?(?:say |mention |cover |have |know |got )?"
    r"(?:anything|something|much)\s+(?:\w+\s+)?(?:on|about|for|regarding)\s+(?:an?\s+|the\s+)?(?P<term>[^?.!]+)",
    re.I,
)
_ABBREVIATION = re.compile(r"(?<![\w-])(?:[A-Z]{2,6}s?|s\d{2,3})(?![\w-])")
_LONGEST = 3  # words of a term; more is a question

Known = Callable[[str], bool]


def unknown_term(typed: str, knows: Known) -> str:
    """The abbreviation, or the term whose meaning is asked for, that is not known; as it was typed."""
    text = folded(typed)
    if not text.isupper():
        for found in _ABBREVIATION.finditer(text):
            if not knows(found[0]):
                return found[0]
    match = _DEFINED.match(text) or _MENTIONED.search(text)
    return _unknown(match["term"], knows) if match else ""


def _unknown(term: str, knows: Known) -> str:
    if re.search(r"\bof\b", term, re.I):  # "the downside of pooled budgets" is no term, but asks about one
        return ""
    words = [word for word in words_of(term) if says_something(word)]
    strange = [word for word in words if stems_of(word) and not knows(word) and not word.endswith("est")]  # no "quickest"
    return " ".join(term.split()).strip("?.! ") if strange and len(words) <= _LONGEST else ""
