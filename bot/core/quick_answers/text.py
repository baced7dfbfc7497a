"""An answer as plain text, for surfaces that show nothing else."""

from collections.abc import Iterable

from bot.core.content.phrases import Phrases
from bot.core.content.topic import ShownTable
from bot.core.dialogue.plain_text import sources_line
from bot.core.quick_answers.reply import Answer, Reply
from bot.core.templating.markdown import plain


def reply_text(phrases: Phrases, reply: Reply) -> str:
    """All the answers, one below the other."""
    parts = [plain(reply.before)]
    for answer in reply.answers:
        heading = f"— {answer.asked}" if len(reply.answers) > 1 else ""
        parts += [heading, answer_text(phrases, answer)]
    return "\n\n".join(part for part in parts if part)


def answer_text(phrases: Phrases, answer: Answer) -> str:
    """One answer, with its sources on a line and the way to read on."""
    choices = "\n".join(f"{number}. {choice.title}: {plain(choice.line)}" for number, choice in enumerate(answer.choices, 1))
    parts = [
        answer.title,
        plain(answer.limit),
        plain(answer.lead),
        sentences(answer.table) if answer.table else "",
        plain(answer.body),
        choices,
        plain(answer.note),
        sources_line(phrases, answer.sources),
        phrases.say("ask_read_on", topic=answer.topic) if answer.has_more and answer.topic else "",
    ]
    return "\n\n".join(part for part in parts if part)


def sentences(table: ShownTable) -> str:
    """A table as lines that read as sentences: of two columns line by line, of more column by column."""
    if len(table.columns) == 2:
        return "\n".join(f"- {plain(first)}: {plain(cell)}" for first, cell in table.rows if cell)
    if len(table.rows) == 1:
        first, *cells = table.rows[0]
        return "\n".join([f"{plain(first)}:", *_lines(table.columns[1:], cells)])
    firsts = [row[0] for row in table.rows]
    columns = list(enumerate(table.columns))[1:]
    return "\n\n".join("\n".join([column, *_lines(firsts, [row[at] for row in table.rows])]) for at, column in columns)


def _lines(names: Iterable[str], cells: Iterable[str]) -> list[str]:
    return [f"- {plain(name)}: {plain(cell)}" for name, cell in zip(names, cells, strict=True) if cell]
