"""The tests that authors write: conversations and decision tables, played together."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from bot.authoring.conversation_tests import play, read_conversation
from bot.authoring.decisions.ours import unmarked
from bot.authoring.decisions.player import Answers, answers_of, failures, position_after
from bot.authoring.decisions.rules import undistinguished
from bot.authoring.decisions.table import PlacedRow, read_table
from bot.authoring.decisions.watched import watch
from bot.authoring.paths.explorer import TooManyForks, paths_of
from bot.authoring.paths.pairwise import covering_answers
from bot.authoring.visited import not_visited
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Answer, Key
from bot.core.dialogue.position import Position, walk
from bot.core.loading.files import DIALOGUES
from bot.core.loading.yaml_reader import Reading, read_yaml
from bot.core.openings.opening import Understand, understand_nothing
from bot.core.questions.answer import Value
from bot.core.templating.templates import LanguageError

Texts = Mapping[str, str]  # by the path of the file


@dataclass(frozen=True)
class Played:
    """What was played, and each difference with its file and line."""

    rows: int
    conversations: int
    failures: tuple[str, ...]

    @property
    def counted(self) -> str:
        """How much was played, in words."""
        return f"{self.rows} rows of decision tables and {self.conversations} conversations were played"


def played(
    library: Library,
    dialogues: Collection[str],
    tables: Texts,
    conversations: Texts,
    understand: Understand = understand_nothing,
) -> Played:
    """Everything that tests one of these dialogues, played."""
    rows = [_rows(library, dialogues, file, text) for file, text in tables.items()]
    told = [_conversation(library, dialogues, file, text, understand) for file, text in conversations.items()]
    found = [failure for _, failures in (*rows, *told) for failure in failures]
    return Played(sum(count for count, _ in rows), sum(count for count, _ in told), tuple(found))


def unnoticed(library: Library, dialogues: Collection[str], tables: Texts, content: Texts) -> Iterator[str]:
    """The rules of these dialogues that no row of their tables would notice, each with its file and line."""
    rows = readable_rows(tables)
    for id_ in dialogues:
        own = [row for row in rows if row.dialogue == id_]
        try:
            yield from [one.told(_reading(content, id_)) for one in undistinguished(library, id_, own) if own]
        except (LanguageError, TooManyForks) as error:
            yield f"{DIALOGUES}/{id_}.yaml: whether a row notices each rule cannot be told: {error}"


def unsaid(library: Library, dialogues: Collection[str], tables: Texts, content: Texts) -> Iterator[str]:
    """The rules of our own that decided what people read without a word that they are ours, each with its file and
    line.

    Seen in every row of the tables, and on every path of a dialogue with every pair of answers on it.
    """
    rows = readable_rows(tables)
    for id_ in dialogues:
        watched = watch(library, *library.within(id_), only_ours=True)
        if watched.rules or any(outcome.ours for outcome in library.dialogues[id_].outcomes.values()):
            tried = [answers_of(library, row)[0] for row in rows if row.dialogue == id_]
            try:
                found = [one for answers in [*tried, *_generated(library, id_)] for one in unmarked(watched, id_, answers)]
            except (LanguageError, TooManyForks) as error:
                yield f"{DIALOGUES}/{id_}.yaml: whether our own rules are called ours cannot be told: {error}"
                continue
            yield from dict.fromkeys(one.told(_reading(content, one.rule.dialogue)) for one in found)


def answers_of_tests(library: Library, tables: Texts, conversations: Texts) -> dict[str, list[Mapping[Key, Value]]]:
    """By dialogue, the answers that its rows and conversations give."""
    found: dict[str, list[Mapping[Key, Value]]] = {}
    for row in readable_rows(tables):
        if row.dialogue in library.dialogues:
            given = answers_of(library, row)[0]
            found.setdefault(row.dialogue, []).append({key: answer.value for key, answer in given.items()})
    for file, text in conversations.items():
        with suppress(ValueError, LanguageError):
            if conversation := play(library, read_conversation(text, file)).conversation:
                given = conversation.answers
                found.setdefault(conversation.dialogue, []).append({key: answer.value for key, answer in given.items()})
    return found


def unvisited(library: Library, dialogues: Collection[str], tables: Texts, conversations: Texts, content: Texts) -> list[str]:
    """The questions, routes and outcomes of these dialogues that no row and no conversation visits, with file and
    line."""
    walks = {id_: walks_of_tests(library, id_, tables, conversations) for id_ in dialogues}
    return [line for id_ in dialogues for line in not_visited(library, id_, walks[id_], _reading(content, id_))]


def walks_of_tests(library: Library, dialogue: str, tables: Texts, conversations: Texts) -> list[Position]:
    """Where the rows and conversations go that are about this dialogue, or about one that calls it."""
    about = {id_ for id_ in library.dialogues if dialogue in library.within(id_)}
    return [*_of_rows(library, about, tables), *_of_conversations(library, about, conversations)]


def _of_rows(library: Library, dialogues: Collection[str], tables: Texts) -> Iterator[Position]:
    for row in readable_rows(tables):
        if row.dialogue in dialogues:
            with suppress(LanguageError):
                yield position_after(library, row.dialogue, answers_of(library, row)[0])


def _of_conversations(library: Library, dialogues: Collection[str], conversations: Texts) -> Iterator[Position]:
    for file, text in conversations.items():
        with suppress(ValueError, LanguageError):
            told = read_conversation(text, file)
            if told.dialogue in dialogues and (conversation := play(library, told).conversation):
                yield walk(library, conversation)


def readable_rows(tables: Texts) -> list[PlacedRow]:
    """The rows of all tables that can be read; what is wrong in the others is told when they are played."""
    rows: list[PlacedRow] = []
    for file, text in tables.items():
        with suppress(ValueError):
            rows += read_table(text, file)
    return rows


def _generated(library: Library, id_: str) -> Iterator[Answers]:
    paths = paths_of(library, id_)
    for path in paths.all:
        for answers in covering_answers(paths, path):
            yield {key: Answer(value) for key, value in answers.items()}


def _reading(content: Texts, id_: str) -> Reading:
    file = f"{DIALOGUES}/{id_}.yaml"
    return read_yaml(content[file], file)


def _rows(library: Library, dialogues: Collection[str], file: str, text: str) -> tuple[int, list[str]]:
    try:
        rows = [row for row in read_table(text, file) if row.dialogue in dialogues or row.dialogue not in library.dialogues]
    except ValueError as error:
        return 0, [str(error)]
    return len(rows), [f"{row}: {failure}" for row in rows for failure in failures(library, row)]


def _conversation(
    library: Library, dialogues: Collection[str], file: str, text: str, understand: Understand
) -> tuple[int, list[str]]:
    try:
        conversation = read_conversation(text, file)
    except ValueError as error:
        return 0, [str(error)]
    if conversation.dialogue in library.dialogues and conversation.dialogue not in dialogues:
        return 0, []
    return 1, [f"{file}: {failure}" for failure in play(library, conversation, understand=understand).failures]
