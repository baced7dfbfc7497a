"""`advisor ask` and `advisor embed`: quick questions in the terminal or by the thousand, and what they need beforehand."""

import json
import logging
import secrets
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import Content, fail, library_from
from bot.core.problems import LibraryError

if TYPE_CHECKING:
    from bot.core.search.results import Result

Answer = dict[str, object]
_log = logging.getLogger(__name__)


def ask(
    question: Annotated[list[str] | None, typer.Argument(help="Without it, one question a line from standard input.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, one line for each question.")] = False,
    content: Content = None,
) -> None:
    """Answer a quick question from the knowledge, or say that there is nothing on it."""
    answer = _answerer(content)
    for asked in [" ".join(question)] if question else _lines():
        told = answer(asked)
        typer.echo(json.dumps(told, ensure_ascii=False) if as_json else f"{told['text']}\n")


def embed(content: Content = None) -> None:
    """Work out the embeddings of the knowledge, after its texts were changed."""
    from bot.services.content import shipped_content  # numpy and the model are for these verbs alone
    from bot.services.openings import embed_openings
    from bot.services.search import embed as embed_texts

    folder = content or shipped_content()
    try:
        count = embed_texts(folder) + embed_openings(library_from(folder), folder)
        typer.echo(f"The embeddings of {count} texts are up to date.")
    except (LibraryError, OSError) as error:
        raise fail(f"The embeddings were left as they were: {error}") from None


def _lines() -> Iterable[str]:
    return (line.rstrip("\r\n") for line in sys.stdin)


def _answerer(content: Path | None) -> Callable[[str], Answer]:
    from bot.core.search.answer_text import Speaker
    from bot.core.search.search import search
    from bot.services.content import knowledge_at, shipped_content
    from bot.services.search import index_of

    folder = content or shipped_content()
    try:
        knowledge = knowledge_at(folder)
    except LibraryError as error:
        raise fail(str(error)) from None
    index = index_of(knowledge, folder)
    assert knowledge.phrases is not None  # they would be missing with an error
    speaker = Speaker(knowledge.topics, knowledge.tables, knowledge.sources or {}, knowledge.phrases)

    def answer(question: str) -> Answer:
        try:
            found = search(index, question)
            told: Answer = {"question": question, "status": found.status, "results": [_told(one) for one in found.results]}
            return told | {"text": speaker.text(found)}
        except Exception:  # one bad question must not end a thousand good ones
            id_ = secrets.token_hex(4)
            _log.exception("A question could not be answered (%s)", id_)
            return {"question": question, "status": "error", "results": [], "text": speaker.apology(id_)}

    return answer


def _told(result: "Result") -> Answer:
    return {"topic": result.topic, "title": result.title, "score": result.score, "sources": list(result.sources)}
