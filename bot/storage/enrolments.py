"""What happened between people and the course."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, update

from bot.core.course.enrolment import Enrolment
from bot.storage.rows import Rows
from bot.storage.tables import ENROLMENTS


@dataclass(frozen=True)
class StoredEnrolment:
    """An enrolment as it is stored: what happened, and what the surface must remember."""

    enrolment: Enrolment
    surface: Mapping[str, Any] = field(default_factory=dict)
    is_new: bool = False  # kept for nobody yet


class Enrolments(Rows):
    """People's ways through the course, within one transaction."""

    def load_enrolment(self, learner: str) -> StoredEnrolment | None:
        """This person's enrolment; in a transaction nobody else can change it until that ends."""
        wanted = select(ENROLMENTS).where(ENROLMENTS.c.learner == learner)
        row = self._connection.execute(wanted if self._reading else wanted.with_for_update()).mappings().first()
        return StoredEnrolment(Enrolment.from_data(row["data"]), row["surface"]) if row else None

    def save_enrolment(self, stored: StoredEnrolment) -> bool:
        """Store an enrolment; false where somebody else began it meanwhile."""
        enrolment = stored.enrolment
        inviters = [event.said for event in enrolment.happened if event.what == "invited"]
        row = {
            "inviter": inviters[0] if inviters else "",
            "data": enrolment.as_data(),
            "surface": dict(stored.surface),
            "version": enrolment.version,
            "updated_at": self._now,
        }
        if not stored.is_new:
            here = ENROLMENTS.c.learner == enrolment.learner
            self._connection.execute(update(ENROLMENTS).where(here).values(**row))
            return True
        return self._insert_if_absent(ENROLMENTS, learner=enrolment.learner, created_at=self._now, **row)

    def invited_by(self, inviter: str) -> list[StoredEnrolment]:
        """The enrolments that somebody started for others, the first invited first."""
        wanted = select(ENROLMENTS).where(ENROLMENTS.c.inviter == inviter).order_by(ENROLMENTS.c.created_at)
        return [
            StoredEnrolment(Enrolment.from_data(row["data"]), row["surface"])
            for row in self._connection.execute(wanted).mappings()
        ]
