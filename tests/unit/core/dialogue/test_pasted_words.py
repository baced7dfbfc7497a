"""Pasted pages: the work of understanding them is bounded before it begins."""

from typing import Any

import pytest
from rapidfuzz import process

from bot.core.content.library import Library
from bot.core.content.question import Question
from bot.core.content.search_settings import Nicknames
from bot.core.dialogue.intent_parser import is_answer, question_meant
from bot.core.questions.choices import MOST_COMPARED
from bot.core.questions.option_words import MOST_UNDERSTOOD, near_options
from bot.core.search.query import MOST_ASKED, Reader
from bot.core.words.tokens import Vocabulary

PASTED = [
    "\n".join(f"| {n} | home care for older people | £{n},000 | not sure |" for n in range(80)),
    "a, b, c; d and e, " * 220,
    "1, 2, 3, " * 440,
    "x" * 4000,
]


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """All that is compared with options or questions, letter by letter."""
    seen: list[str] = []
    for name in ("extract", "extractOne"):
        original = getattr(process, name)

        def note(query: str, *args: Any, _original: Any = original, **more: Any) -> Any:
            seen.append(query)
            return _original(query, *args, **more)

        monkeypatch.setattr(process, name, note)
    return seen


@pytest.mark.parametrize("text", PASTED)
def test_no_question_compares_a_pasted_page_with_its_options(library: Library, compared: list[str], text: str) -> None:
    questions = [one for dialogue in library.dialogues.values() for one in dialogue.questions.values()]
    for question in [one for one in questions if isinstance(one, Question)]:
        compared.clear()
        is_answer(question, text)
        assert len(compared) <= MOST_COMPARED
        assert sum(map(len, compared)) <= 4 * MOST_UNDERSTOOD
        assert near_options(question.options, text) == ()
    assert question_meant(text, [("a", "What is it?")], "d") == ""


@pytest.mark.parametrize("text", PASTED)
def test_no_more_is_asked_of_the_search_than_a_question_holds(text: str) -> None:
    assert len(Reader(Nicknames(words={}, pleasantries=()), Vocabulary([])).read(text).text) <= MOST_ASKED
