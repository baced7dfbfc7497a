"""Knowledge in the terminal: `advisor ask`, `read` and `embed`; `advisor gaps`: what had no answer."""

import json
import logging
import secrets
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import Content, echo, fail, library_from, open_advisor
from bot.core.problems import LibraryError
from bot.core.templating.markdown import plain

if TYPE_CHECKING:
    from bot.core.content.library import Library
    from bot.core.search.results import Result
    from bot.storage.store import Store


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


def gaps(content: Content = None) -> None:
    """List the questions without a good answer that people passed on, and what did not help, most asked first."""
    advisor = open_advisor(library_from(content))
    lines = gap_lines(advisor.store, advisor.clock().timestamp())
    echo("\n".join(lines) or "Nobody has passed a question on, and nothing was called unhelpful.")


def gap_lines(store: "Store", now: float, since: float = 0.0) -> list[str]:
    """What those who own the knowledge should look at, most asked first."""
    from bot.core.search.unanswered import gaps_in

    with store.reading(now) as transaction:
        questions, unhelpful = transaction.gaps(since), transaction.unhelpful(since)
    lines = [f"{gap.count:>4}  {gap.question}  ({', '.join(gap.statuses)})" for gap in gaps_in(questions)]
    comments = [f"      “{comment}” on {about}" for about, comment in unhelpful if comment]
    counted = [
        f"{count:>4}  {about}  (not helpful)"
        for about, count in Counter(about for about, words in unhelpful if not words).items()
    ]
    return [*lines, *counted, *comments]


def read(
    topic: Annotated[str, typer.Argument(help="Which topic. Without it, the list of topics.")] = "",
    content: Content = None,
) -> None:
    """Read a topic with its tables, or list the topics."""
    from bot.core.problems import did_you_mean

    library = library_from(content)
    if topic and topic not in library.topics:
        raise fail(f"There is no topic “{topic}”. {did_you_mean(topic, library.topics)} `advisor read` lists them.")
    echo(topic_text(library, topic) if topic else "\n".join(topic_lines(library)))


def topic_text(library: "Library", id_: str) -> str:
    """All that a topic says, with its tables, its sources and where to go on."""
    from bot.core.content.topic import known_table
    from bot.core.dialogue.plain_text import sources_line, table_text
    from bot.core.templating.markdown import plain

    topic = library.topics[id_]
    tables = [f"{library.tables[name].title}\n\n{table_text(known_table(library.tables[name]))}" for name in topic.tables]
    onward = [f"advisor read {one}" for one in topic.related] + [f"advisor chat {one}" for one in topic.dialogues]
    go_on = f"{library.phrases.say('read_on')}:\n" + "\n".join(f"  {line}" for line in onward) if onward else ""
    cited = sources_line(library.phrases, [library.sources[source] for source in topic.cite])
    return "\n\n".join(part for part in (topic.title, plain(topic.body), *tables, topic.changed, cited, go_on) if part)


def topic_lines(library: "Library") -> list[str]:
    """The topics in a line each."""
    return [f"{id_:<36}{topic.title}" for id_, topic in sorted(library.topics.items())]
