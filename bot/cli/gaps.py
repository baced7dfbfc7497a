"""`advisor gaps`: the questions without a good answer, and what did not help."""

from collections import Counter
from typing import TYPE_CHECKING

from bot.cli.common import Content, echo, library_from, open_advisor

if TYPE_CHECKING:
    from bot.storage.store import Store


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
