"""Which answers a sentence gives already: only what its words say, as the authors' `said` lists them."""

from collections.abc import Iterator, Mapping, Sequence

from bot.core.content.library import Library
from bot.core.content.question import Option, Question
from bot.core.dialogue.conversation import Key
from bot.core.questions.answer import Value
from bot.core.words.said_words import SaidWords, clauses_of, is_said, said_words


class SaidReader:
    """Finds the answers that a sentence gives to the questions of a dialogue."""

    def __init__(self, library: Library) -> None:
        self._library = library
        shared: dict[str, dict[str, list[SaidWords]]] = {}
        for dialogue in library.dialogues.values():
            for question in dialogue.asked.values():
                for option in question.options:
                    known = shared.setdefault(question.shares or "", {}).setdefault(option.id, [])
                    known.extend(map(said_words, option.said))
        shared.pop("", None)
        self._shared = shared

    def read(self, dialogue: str, sentence: str) -> tuple[dict[Key, Value], dict[Key, Value]]:
        """The answers by key: in the dialogue and those it calls, and in all others."""
        clauses = clauses_of(sentence)
        within, own, others = self._library.within(dialogue), dict[Key, Value](), dict[Key, Value]()
        for key, question in self._asked(within):
            if value := self._answer(question, clauses):
                (own if key.partition(".")[0] in within else others)[key] = value
        return own, others

    def ticks(self, sentence: str) -> dict[Key, tuple[str, ...]]:
        """What a sentence says of questions where several may be ticked: to be ticked beforehand, never the whole
        answer."""
        clauses, found = clauses_of(sentence), dict[Key, tuple[str, ...]]()
        for id_, dialogue in self._library.dialogues.items():
            for name, question in dialogue.asked.items():
                said = tuple(option.id for option in question.options if self._is_said(question, option, clauses))
                if question.type == "choices" and said:
                    found[f"{id_}.{name}"] = said
        return found

    def _asked(self, first: Sequence[str]) -> Iterator[tuple[Key, Question]]:
        """Questions to choose one answer from; what several dialogues share counts once."""
        taken: set[str] = set()
        for id_ in dict.fromkeys((*first, *self._library.dialogues)):
            for name, question in self._library.dialogues[id_].asked.items():
                if question.type == "choice" and question.shares not in taken:  # several ticks may not all be said at once
                    taken |= {question.shares} if question.shares else set()
                    yield f"{id_}.{name}", question

    def _answer(self, question: Question, clauses: Sequence[Sequence[str]]) -> str:
        """The option that is said; none where two are."""
        said = [option.id for option in question.options if self._is_said(question, option, clauses)]
        return said[0] if len(said) == 1 else ""

    def _is_said(self, question: Question, option: Option, clauses: Sequence[Sequence[str]]) -> bool:
        known: Mapping[str, list[SaidWords]] = self._shared.get(question.shares or "", {})
        words = known.get(option.id) or list(map(said_words, option.said))
        return is_said(words, clauses)
