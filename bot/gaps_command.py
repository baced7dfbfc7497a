"""`advisor gaps`: the questions without a good answer, and what did not help."""

from collections import Counter

from bot.core.gaps import gaps_in
from bot.stores.store import Store


def gap_lines(store: Store, now: float, since: float = 0.0) -> list[str]:
    """What those who own the knowledge should look at, most asked first."""
    with store.transaction(now) as transaction:
        questions, unhelpful = transaction.gaps(since), transaction.unhelpful(since)
    lines = [f"{gap.count:>4}  {gap.question}  ({', '.join(gap.statuses)})" for gap in gaps_in(questions)]
    comments = [f"      “{comment}” on {about}" for about, comment in unhelpful if comment]
    counted = [
        f"{count:>4}  {about}  (not helpful)"
        for about, count in Counter(about for about, words in unhelpful if not words).items()
    ]
    return [*lines, *counted, *comments]
