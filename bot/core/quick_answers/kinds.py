"""Which kind a question is of, and who asks it."""

from collections.abc import Container, Sequence

from bot.core.content.search_settings import QuestionKinds
from bot.core.quick_answers.wording import as_words, pattern_of


class KindReader:
    """Reads kinds and askers off the words of a question, by the authors' rules."""

    def __init__(self, authored: QuestionKinds) -> None:
        self._kinds = {name: pattern_of(kind.words) for name, kind in authored.kinds.items()}
        self._unsaid = {name: kind.unsaid for name, kind in authored.kinds.items() if kind.unsaid}
        self._askers = {name: pattern_of(words) for name, words in authored.askers.items()}

    def kinds_of(self, text: str) -> tuple[str, ...]:
        """Every kind whose words it uses, in the authors' order."""
        words = as_words(text)
        return tuple(name for name, pattern in self._kinds.items() if pattern.search(words))

    def unsaid(self, kinds: Sequence[str], stated: Container[str]) -> str:
        """That what is asked for is not said, where nothing of its kind is stated."""
        return next((self._unsaid[kind] for kind in kinds if kind in self._unsaid and kind not in stated), "")

    def asker_of(self, text: str) -> str:
        """Who asks, where they say so."""
        words = as_words(text)
        return next((name for name, pattern in self._askers.items() if pattern.search(words)), "")
