"""The store of learnings: what happened between people and the course, in the same database and transactions as all else."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select, update

from bot.core.course.enrolment import Learning
from bot.storage.store import Store, Transaction
from bot.storage.tables import LEARNINGS


@dataclass(frozen=True)
class KeptLearning:
    """A learning at rest: what happened, and what the surface must remember."""

    learning: Learning
    surface: Mapping[str, Any] = field(default_factory=dict)


class LearningStore(Store):
    """The store, with the learnings in it."""

    @contextmanager
    def transaction(self, now: float) -> Iterator["LearningTransaction"]:
        """One transaction: all of it is kept, or nothing. `now` is in seconds since 1970."""
        with self.engine.begin() as connection:
            yield LearningTransaction(connection, now)


class LearningTransaction(Transaction):
    """What can be done within one transaction, with learnings too."""

    def load_learning(self, learner: str) -> KeptLearning | None:
        """This person's learning; nobody else can change it until the transaction ends."""
        wanted = select(LEARNINGS).where(LEARNINGS.c.learner == learner).with_for_update()
        row = self._connection.execute(wanted).mappings().first()
        return KeptLearning(Learning.from_data(row["data"]), row["surface"]) if row else None

    def save_learning(self, kept: KeptLearning) -> None:
        """Keep a learning as it is now."""
        learning = kept.learning
        inviters = [event.said for event in learning.happened if event.what == "invited"]
        row = {
            "inviter": inviters[0] if inviters else "",
            "data": learning.as_data(),
            "surface": dict(kept.surface),
            "version": learning.version,
            "updated_at": self._now,
        }
        here = LEARNINGS.c.learner == learning.learner
        if self._connection.execute(update(LEARNINGS).where(here).values(**row)).rowcount == 0:
            self._connection.execute(insert(LEARNINGS).values(learner=learning.learner, created_at=self._now, **row))

    def invited_by(self, inviter: str) -> list[KeptLearning]:
        """The learnings that somebody started for others, the first invited first."""
        wanted = select(LEARNINGS).where(LEARNINGS.c.inviter == inviter).order_by(LEARNINGS.c.created_at)
        return [
            KeptLearning(Learning.from_data(row["data"]), row["surface"]) for row in self._connection.execute(wanted).mappings()
        ]
