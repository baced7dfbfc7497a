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
from bot.core.templating.markdown import plain

if TYPE_CHECKING:
    from bot.core.search.results import Result

Answer = dict[str, object]
_log = logging.getLogger(__name__)


def ask(
    question: Annotated[list[str] | None, typer.Argument(help="Without it, one question a line from standard input.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, one line for each question.")] = False,
    thread: Annotated[
        bool, typer.Option("--thread", help="The lines of standard input as one thread: more, 2, who says that?")
    ] = False,
    content: Content = None,
) -> None:
    """Answer a quick question from the knowledge, or say that there is nothing on it."""
    answer = _answerer(content, thread)
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


def _answerer(content: Path | None, remembers: bool) -> Callable[[str], Answer]:
    from bot.core.quick_answers.memory import Said, said_in
    from bot.core.quick_answers.text import reply_text
    from bot.services.content import knowledge_at, shipped_content
    from bot.services.search import index_of, thread_of

    folder = content or shipped_content()
    try:
        knowledge = knowledge_at(folder)
    except LibraryError as error:
        raise fail(str(error)) from None
    phrases = knowledge.phrases
    assert phrases is not None  # they would be missing with an error
    thread = thread_of(knowledge, index_of(knowledge, folder), knowledge.sources or {}, phrases)
    said: list[Said] = []  # the last answer of the thread, once there is one

    def answer(question: str) -> Answer:
        try:
            before = said[-1] if remembers and said else None
            reply = thread.reply(question, before)
            said[:] = [said_in(reply, question, before)]
            told: Answer = {"question": question, "status": reply.status, "results": [_told(one) for one in reply.results]}
            return told | {"text": reply_text(phrases, reply)}
        except Exception:  # one bad question must not end a thousand good ones
            id_ = secrets.token_hex(4)
            _log.exception("A question could not be answered (%s)", id_)
            return {"question": question, "status": "error", "results": [], "text": plain(phrases.say("ask_error", id=id_))}

    return answer


def _told(result: "Result") -> Answer:
    return {"topic": result.topic, "title": result.title, "score": result.score, "sources": list(result.sources)}
