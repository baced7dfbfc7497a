"""Quick questions in the middle of something else, for the verbs that talk in a terminal."""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.core.content.library import Library
    from bot.core.quick_answers.answerer import Answerer
    from bot.terminal.menu import QuickAnswer


def quick_answers(library: "Library", folder: Path) -> "QuickAnswer":
    """Answers to what is asked in between; the index is made when the first question comes."""
    from bot.core.quick_answers.text import reply_text
    from bot.services.search import answerer_of, index_of

    @cache
    def answerer() -> "Answerer":
        return answerer_of(library, index_of(library, folder), library.sources, library.phrases)

    def answer(words: str) -> str:
        reply = answerer().reply(words)
        told = reply_text(library.phrases, reply) if reply.status == "answered" or words.endswith("?") else ""
        return re.sub(r"^\d+\. ", "- ", told, flags=re.M)  # a number that is typed next is for the check

    return answer
