"""Whether the advisor can work: the database keeps what it is given, and nothing is stuck."""

from sqlalchemy.exc import SQLAlchemyError

from bot.storage.errors import cause_of
from bot.storage.store import Store

HEALTH = "health"  # the row that is written and taken back
STUCK = 600  # seconds that something may wait to be said


def trouble_of(store: Store, now: float) -> str:
    """Why the advisor cannot work at the moment; empty when it can. It writes a row, since reading proves little."""
    try:
        with store.transaction(now) as transaction:
            transaction.first_time(HEALTH)
            waiting, aside, outdated = transaction.waiting_since(), transaction.aside(), transaction.outdated()
        with store.transaction(now) as transaction:
            transaction.forget_delivery(HEALTH)
    except SQLAlchemyError as error:
        return f"Nothing can be kept: {cause_of(error)}."
    if outdated:
        return outdated
    if waiting is not None and now - waiting > STUCK:
        seconds = int(now - waiting)
        return f"Something to say has waited for {seconds} seconds. Is Slack reachable, and is `advisor serve` running?"
    return f"{aside} messages could not be said and were put aside; the log says why." if aside else ""
