"""Cases at rest."""

from typing import Any

from sqlalchemy import ColumnElement, bindparam, select

from bot.core.cases.case import Case
from bot.storage.prepared import Prepared
from bot.storage.rows import Rows, upsert
from bot.storage.tables import CASES, CONVERSATIONS

_BY_ID = Prepared(select(CASES).where(CASES.c.id == bindparam("id_")))
_SAVE = upsert(CASES, "created_at")


def takes_part(person: str) -> ColumnElement[bool]:
    """Whether a person takes part in a case: who began it, or a conversation of it. Found by indexes, not by reading all."""
    began = select(CONVERSATIONS.c.surface["case"].as_string()).where(CONVERSATIONS.c.starter == person)
    return (CASES.c.starter == person) | CASES.c.id.in_(began)


class Cases(Rows):
    """The cases, within one transaction."""

    def load_case(self, id_: str) -> Case | None:
        """The case with this id."""
        row = self._run(_BY_ID, id_=id_).first
        return _case(row) if row else None

    def cases_of(self, person: str, most: int = 20) -> list[Case]:
        """The cases in which a person takes part, the last used first."""
        wanted = select(CASES).where(takes_part(person)).order_by(CASES.c.updated_at.desc()).limit(most)
        cases = [_case(row) for row in self._connection.execute(wanted).mappings()]
        return [case for case in cases if person in case.people]

    def save_case(self, case: Case) -> None:
        """Keep a case as it is now, as used now."""
        row = {"id": case.id, "starter": case.starter, "place": case.place, "data": case.as_data()}
        self._run(_SAVE, created_at=self._now, updated_at=self._now, **row)


def _case(row: Any) -> Case:
    return Case.from_data(row["id"], row["place"], row["data"])
