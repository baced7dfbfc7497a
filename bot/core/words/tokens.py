"""Words as people type them, brought to the forms that the search compares."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import Stemmer
from rapidfuzz import process
from rapidfuzz.distance import OSA

# Words that say nothing about a subject. "Not" and its like are here too: a topic is found by what it is about.
_EMPTY = frozenset(
    """
    a about all am an and any are as at be been being but by can cant could d did didnt do does doesnt doing dont
    for from get gets getting go going got had has have having he hello help her hey hi him his how i id if ill im
    in into is isnt it its ive just ll m me my no not of off on or our out pls please question quick re s say shall
    she should so some stuff such t tell than thank thanks that thats the their them then there theres these they
    thing things this those to too try up us ve very was we well were weve what whats when whens where wheres which
    while who whos whose why will with wont would you youre your yes yet
    """.split()
)
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SPELT = (  # other spellings, written as British people write them
    (re.compile(r"(?<=\w{3})iz(?=e|ing|ation)"), "is"),
    (re.compile(r"(?<=\w{2})yz(?=e|ing)"), "ys"),
    (re.compile(r"(?<=\w{2}[bdilmnv])or(?=s?$|ed$|ing$|al$)"), "our"),
    (re.compile(r"(?:(?<=[aeiouy][^aeiou][aeiou])|(?<=[aeiouy][^aeiou]{2}[aeiou]))ll(?=ing$|ed$|ment$)"), "l"),
    (re.compile(r"^(cent|theat)er(?=s?$)"), r"\1re"),
    (re.compile(r"^programmes?$"), "program"),
    (re.compile(r"^judgements?$"), "judgment"),
    (re.compile(r"^licence(?=s?$)"), "license"),
)
_SHORTEST_MENDED = 5


def folded(text: str) -> str:
    """One look for all the ways of typing the same letters."""
    return unicodedata.normalize("NFKC", text).replace("\u2019", "'").replace("\u2018", "'")


def words_of(text: str) -> list[str]:
    """Its words in order, small and without apostrophes.

    >>> words_of("What\u2019s an MPS for?")
    ['whats', 'an', 'mps', 'for']
    """
    return [word.replace("'", "") for word in _WORD.findall(folded(text).lower())]


def says_something(word: str) -> bool:
    """Whether a word is about a subject at all."""
    return word not in _EMPTY


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The form that a word, its plural and its spellings share.

    >>> stem("organizations") == stem("organisation"), stem("behavior") == stem("behaviours")
    (True, True)
    """
    for variant, british in _SPELT:
        word = variant.sub(british, word)
    return str(_STEMMER.stemWord(word))


_STEMMER = Stemmer.Stemmer("english")


def stems_of(text: str) -> list[str]:
    """The stems of the words that say something, each once, in order."""
    return list(dict.fromkeys(stem(word) for word in words_of(text) if says_something(word)))


class Vocabulary:
    """The words that topics use, to mend a slip of the finger by."""

    def __init__(self, texts: Iterable[str]) -> None:
        words = {word for text in texts for word in words_of(text)}
        self._words = sorted(word for word in words if len(word) >= _SHORTEST_MENDED)
        self._stems = {stem(word) for word in words}

    def knows(self, word: str) -> bool:
        """Whether a word is used in some form."""
        return stem(word) in self._stems

    def mended(self, word: str) -> str:
        """The word that was meant, or the word itself."""
        if len(word) < _SHORTEST_MENDED or not word.isalpha() or not says_something(word) or self.knows(word):
            return word
        slips = 1 if len(word) < 8 else 2
        near = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=slips, limit=5)
        alike = [found for found, _, _ in near if found[0] == word[0]]  # hardly anybody mistypes the first letter
        return alike[0] if alike else word
