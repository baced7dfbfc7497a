"""Deliveries that were seen, so that none counts twice."""

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, delete, or_, select

from bot.storage.prepared import Prepared
from bot.storage.rows import DIALECTS, Rows
from bot.storage.tables import DELIVERIES


@dataclass(frozen=True)
class Act:
    """Something a person did: within a moment the same again is the same, and so is its redelivery at any time."""

    name: str
    at: float  # when they did it, by the clock of the surface, in seconds since 1970
    moment: float = 0.0  # seconds


# The name of a delivery, or an act of a person.
Delivery = str | Act


def part_of(what: str, delivery: Delivery) -> Delivery:
    """The name of one thing that a delivery leads to, where it leads to several."""
    return replace(delivery, name=f"{what}:{delivery.name}") if isinstance(delivery, Act) else f"{what}:{delivery}"


_SEEN = Prepared(
    select(DELIVERIES.c.id).where(
        DELIVERIES.c.id == bindparam("name"),
        or_(DELIVERIES.c.acted_at.is_(None), DELIVERIES.c.acted_at + bindparam("moment") >= bindparam("acted")),
    )
)


def _first(dialect: Any) -> Any:
    new = dialect.insert(DELIVERIES)
    later = DELIVERIES.c.acted_at + bindparam("moment") < new.excluded.acted_at  # never true where a delivery is no act
    return new.on_conflict_do_update(
        index_elements=["id"], set_={"at": new.excluded.at, "acted_at": new.excluded.acted_at}, where=later
    ).returning(DELIVERIES.c.id)


_FIRST = Prepared({name: _first(dialect) for name, dialect in DIALECTS.items()})


class Deliveries(Rows):
    """The deliveries that were seen, within one transaction."""

    def seen(self, delivery: Delivery) -> bool:
        """Whether this delivery was seen before."""
        act = delivery if isinstance(delivery, Act) else Act(delivery, 0.0)
        return bool(self._run(_SEEN, name=_kept_name(act), acted=act.at, moment=act.moment).rows)

    def first_time(self, delivery: Delivery) -> bool:
        """Whether this delivery is new; from now on it is not."""
        acted, moment = (delivery.at, delivery.moment) if isinstance(delivery, Act) else (None, 0.0)
        return bool(self._run(_FIRST, id=_kept_name(delivery), at=self._now, acted_at=acted, moment=moment).rows)

    def forget_delivery(self, delivery: Delivery) -> None:
        """As if it was never seen."""
        self._connection.execute(delete(DELIVERIES).where(DELIVERIES.c.id == _kept_name(delivery)))

    def forget_deliveries(self, before: float) -> None:
        """Deliveries seen before then are not delivered again; let them go."""
        self._connection.execute(delete(DELIVERIES).where(DELIVERIES.c.at < before))


def _kept_name(delivery: Delivery) -> str:
    """The name as it is kept: nobody can read in it who did something."""
    return sha256((delivery.name if isinstance(delivery, Act) else delivery).encode()).hexdigest()
