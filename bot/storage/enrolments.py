"""What happened between people and the course."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, update

from bot.core.course.enrolment import Learning
from bot.storage.rows import Rows
from bot.storage.tables import LEARNINGS


@dataclass(frozen=True)
class KeptLearning:
    """A learning at rest: what happened, and what the surface must remember."""

    learning: Learning
    surface: Mapping[str, Any] = field(default_factory=dict)
    is_new: bool = False  # kept for nobody yet


class Enrolments(Rows):
    """People's ways through the course, within one transaction."""

    def load_learning(self, learner: str) -> KeptLearning | None:
        """This person's learning; in a transaction nobody else can change it until that ends."""
        wanted = select(LEARNINGS).where(LEARNINGS.c.learner == learner)
        row = self._connection.execute(wanted if self._reading else wanted.with_for_update()).mappings().first()
        return KeptLearning(Learning.from_data(row["data"]), row["surface"]) if row else None

    def save_learning(self, kept: KeptLearning) -> bool:
        """Keep a learning as it is now; whether it is kept: not where somebody else began it meanwhile."""
        learning = kept.learning
        inviters = [event.said for event in learning.happened if event.what == "invited"]
        row = {
            "inviter": inviters[0] if inviters else "",
            "data": learning.as_data(),
            "surface": dict(kept.surface),
            "version": learning.version,
            "updated_at": self._now,
        }
        if not kept.is_new:
            here = LEARNINGS.c.learner == learning.learner
            self._connection.execute(update(LEARNINGS).where(here).values(**row))
            return True
        return self._insert_if_absent(LEARNINGS, learner=learning.learner, created_at=self._now, **row)

    def invited_by(self, inviter: str) -> list[KeptLearning]:
        """The learnings that somebody started for others, the first invited first."""
        wanted = select(LEARNINGS).where(LEARNINGS.c.inviter == inviter).order_by(LEARNINGS.c.created_at)
        return [
            KeptLearning(Learning.from_data(row["data"]), row["surface"]) for row in self._connection.execute(wanted).mappings()
        ]
