"""What is let go: of a person, of a workspace, of long ago."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, select, update

from bot.core.course.enrolment import Enrolment
from bot.storage.cases import takes_part
from bot.storage.conversations import inside
from bot.storage.rows import Rows
from bot.storage.tables import (
    CASES,
    CONVERSATIONS,
    ENROLMENTS,
    FEEDBACK,
    GAPS,
    LAST_ANSWERS,
    OUTBOX,
    PARTICIPANTS,
    PEOPLE,
    WORKSPACES,
)


@dataclass(frozen=True)
class Forgotten:
    """What was kept of a person until now."""

    conversations: int
    course: bool


class Erasure(Rows):
    """Lets go of what is kept, within one transaction."""

    def forget_person(self, starter: str) -> Forgotten:
        """All that a person started, and what they chose, away. Whom they invited does not learn from whom it was any
        more."""
        self._connection.execute(delete(PEOPLE).where(PEOPLE.c.id == starter))
        learnt = self._connection.execute(delete(ENROLMENTS).where(ENROLMENTS.c.learner == starter)).rowcount
        for row in self._connection.execute(select(ENROLMENTS).where(ENROLMENTS.c.inviter == starter)).mappings().all():
            values = {"inviter": "", "data": Enrolment.from_data(row["data"]).without_inviter().as_data()}
            self._connection.execute(update(ENROLMENTS).where(ENROLMENTS.c.learner == row["learner"]).values(**values))
        self._forget_cases(starter)
        return Forgotten(self._forget(CONVERSATIONS.c.starter == starter), bool(learnt))

    def _forget_cases(self, person: str) -> None:
        """Their cases away, and they out of those of others."""
        self._connection.execute(delete(CASES).where(CASES.c.starter == person))
        for row in self._connection.execute(select(CASES).where(takes_part(person))).mappings().all():
            data = {**row["data"], "people": [one for one in row["data"]["people"] if one != person]}
            self._connection.execute(update(CASES).where(CASES.c.id == row["id"]).values(data=data))

    def forget_workspace(self, workspace: str) -> int:
        """All that was said in a workspace away; how many conversations that were. Places begin with the workspace."""
        for column in (PEOPLE.c.id, ENROLMENTS.c.learner):
            self._connection.execute(delete(column.table).where(column.startswith(f"{workspace}/", autoescape=True)))
        self._connection.execute(delete(OUTBOX).where(OUTBOX.c.conversation.startswith(f"{workspace}/", autoescape=True)))
        self._connection.execute(delete(WORKSPACES).where(WORKSPACES.c.id == workspace))
        for table in (FEEDBACK, GAPS):
            self._connection.execute(delete(table).where(table.c.workspace == workspace))
        for place in (CASES.c.place, LAST_ANSWERS.c.place):
            self._connection.execute(delete(place.table).where(place.startswith(f"slack:{workspace}:", autoescape=True)))
        return self._forget(inside(f"slack:{workspace}:"))

    def _forget(self, which: ColumnElement[bool]) -> int:
        theirs = select(CONVERSATIONS.c.id).where(which)
        for column in (OUTBOX.c.conversation, PARTICIPANTS.c.conversation):
            self._connection.execute(delete(column.table).where(column.in_(theirs)))
        return self._connection.execute(delete(CONVERSATIONS).where(which)).rowcount

    def forget_older(self, before: float) -> None:
        """What was not used since then, away: conversations, questions passed on, opinions."""
        self._forget(CONVERSATIONS.c.updated_at < before)
        self._connection.execute(delete(CASES).where(CASES.c.updated_at < before))
        for table in (GAPS, FEEDBACK):
            self._connection.execute(delete(table).where(table.c.at < before))
