"""The question inside what was typed: without greetings, with nicknames spelt out and slips mended."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bot.core.content.search_settings import Nicknames
from bot.core.words.tokens import Vocabulary, folded, stems_of, words_of

LONGEST = 12000  # characters that are read
MOST_ASKED = 300  # characters of a question: to compare pasted pages by meaning takes many seconds
_LONG = 30  # words from which a message is more than a question
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+")
_ASIDE = re.compile(r"<[^>]*>|:[a-z0-9_+-]+:|https?://\S+")  # mentions, emoji and links
_TWO_THINGS = (
    re.compile(r"\bdifferences? between (?P<one>.+?) and (?P<other>.+)", re.I),
    re.compile(r"\bcompar(?:e|ing|ison of) (?P<one>.+?) (?:and|with|to) (?P<other>.+)", re.I),
    re.compile(r"(?P<one>.+?) (?:vs\.?|versus|compared (?:with|to)|or|differ(?:s|ent)? (?:from|to|than)) (?P<other>.+)", re.I),
    re.compile(r"\b(?:is|are) (?P<one>.+?) the same (?:thing )?as (?P<other>.+)", re.I),
)


@dataclass(frozen=True)
class Asked:
    """What is asked: its text as it is compared by meaning, and the words it is compared by."""

    text: str
    stems: tuple[str, ...]

    @cached_property
    def two_things(self) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The words of either thing, where a question is about two."""
        for pattern in _TWO_THINGS:
            if match := pattern.search(self.text):
                one, other = tuple(stems_of(match["one"])), tuple(stems_of(match["other"]))
                if one and other:
                    return one, other
        return None


class Reader:
    """Reads what people type."""

    def __init__(self, nicknames: Nicknames, vocabulary: Vocabulary) -> None:
        self._meant = {word if word.isupper() else word.lower(): words for word, words in nicknames.words.items()}
        self._nickname = _any_of(self._meant)
        self._pleasantry = _any_of(nicknames.pleasantries)
        self._vocabulary = vocabulary

    def asking_part(self, typed: str) -> str:
        """What is asked in these words, without greetings and asides."""
        return _the_asking_part(self._without_pleasantries(self.without_asides(typed)))

    def without_asides(self, typed: str) -> str:
        """What was typed, without mentions, emoji and links."""
        return _ASIDE.sub(" ", folded(typed[:LONGEST]))

    def knows(self, word: str) -> bool:
        """Whether a word is used anywhere in the knowledge, or means something here."""
        return self._vocabulary.knows(word.lower()) or bool(
            self._nickname.fullmatch(word) or self._nickname.fullmatch(word.lower())
        )

    def mended(self, typed: str) -> str:
        """Its words with slips mended, so that an author's rule finds them."""
        return _WORD.sub(self._mended, folded(_calmed(typed)))

    def read(self, typed: str) -> Asked:
        """The question in these words."""
        text = _cut(self.asking_part(_calmed(typed)))
        mended = _WORD.sub(self._mended, text)
        spelt_out = self._nickname.sub(lambda found: self._words_for(found[0]), mended)
        # a nickname that topics use themselves finds them better than the words it stands for
        by_words = self._nickname.sub(lambda found: found[0] if self._is_used(found[0]) else self._words_for(found[0]), mended)
        return Asked(" ".join(spelt_out.split()), tuple(stems_of(by_words)))

    def _without_pleasantries(self, text: str) -> str:
        bare = self._pleasantry.sub(" ", text)
        return bare if words_of(bare) else text

    def _mended(self, found: re.Match[str]) -> str:
        word = found[0]
        return word if word.isupper() or self._nickname.fullmatch(word) else self._vocabulary.mended(word.lower())

    def _words_for(self, nickname: str) -> str:
        return self._meant[nickname] if nickname in self._meant else self._meant[nickname.lower()]

    def _is_used(self, nickname: str) -> bool:
        return all(self._vocabulary.knows(word) for word in words_of(nickname))


_VERB = re.compile(r"\w+(?= (?:ME|US|IT|THEM|HIM|HER|THE|A|AN|OUT|OVER)\b)")  # by what follows it


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of these words; one in capitals only in capitals, since "SEND" is not "send"."""
    either = [re.escape(word) if word.isupper() else f"(?i:{re.escape(word)})" for word in sorted(words, key=len, reverse=True)]
    return re.compile(rf"(?<!\w)(?:{'|'.join(either)})(?!\w)") if either else re.compile(r"(?!)")


def _calmed(text: str) -> str:
    """A text that is all in capitals, with what is a verb in it in small letters, and so no abbreviation.

    >>> _calmed("PLEASE SEND ME THE LIST"), _calmed("EXAMPLES FOR SEND"), _calmed("What does SEND the word mean?")
    ('PLEASE send me THE LIST', 'EXAMPLES FOR SEND', 'What does SEND the word mean?')
    """
    return _VERB.sub(lambda found: found[0].lower(), text) if text.isupper() else text


def _cut(text: str) -> str:
    """The beginning of a text, up to the end of a word."""
    return text if len(text) <= MOST_ASKED else text[:MOST_ASKED].rsplit(None, 1)[0]


def _the_asking_part(text: str) -> str:
    """A long message's questions, or all of a short one."""
    if len(text.split()) <= _LONG:
        return text
    asking = [sentence for sentence in _SENTENCES.split(text) if sentence.rstrip().endswith("?")]
    return " ".join(asking) or text
