"""What must be right for quick answers: facts of known kinds, askers, what a table compares, and topics near an open
point."""

from collections.abc import Iterator

from bot.core.loading.checks.references import unknown, unknown_sources
from bot.core.loading.files import KINDS, LIMITS, TABLES, TOPICS, Files
from bot.core.problems import Problem


def references_of_quick_answers(files: Files) -> Iterator[Problem]:
    """What facts, tables and limits name that stands elsewhere."""
    kinds = files.question_kinds
    for id_, topic in files.topics.items():
        reading = files.readings[TOPICS, id_]
        for number, fact in enumerate(topic.facts):
            yield from unknown_sources(files, reading, ("facts", number, "cite"), fact.cite)
            for kind in fact.kind if KINDS not in files.unreadable else ():
                yield from unknown(reading, ("facts", number, "kind"), "kind", kind, kinds.kinds)
        for asker in topic.means_for if KINDS not in files.unreadable else ():
            yield from unknown(reading, ("means_for", asker), "asker", asker, kinds.askers)
    for id_, table in files.tables.items():
        if table.compares and len(table.compares) != len(table.columns) - 1:
            message = (
                f"The table compares {len(table.compares)} things, and has {len(table.columns) - 1} columns beside the first."
            )
            cure = "Name what each column after the first is about."
            yield files.readings[TABLES, id_].problem(("compares",), "uneven-table", message, cure)
    for name, limit in files.limits.points.items():
        for number, near in enumerate(limit.near):
            yield from unknown(files.readings[LIMITS, ""], ("points", name, "near", number), "topic", near, files.ids(TOPICS))
