"""The last quick answer of each thread, for a week, so that a next word may refer to it."""

from typing import Any

from sqlalchemy import bindparam, delete, select

from bot.storage.prepared import Prepared
from bot.storage.rows import Rows, upsert
from bot.storage.tables import LAST_ANSWERS

_SAVE = upsert(LAST_ANSWERS)
_LAST = Prepared(select(LAST_ANSWERS.c.data).where(LAST_ANSWERS.c.place == bindparam("at")))


class LastAnswers(Rows):
    """The last answers, within one transaction."""

    def last_answer(self, place: str) -> dict[str, Any]:
        """What was answered last at a place; nothing where nothing was."""
        row = self._run(_LAST, at=place).first
        return dict(row["data"]) if row else {}

    def keep_last_answer(self, place: str, data: dict[str, Any]) -> None:
        """What a next word at a place may refer to."""
        self._run(_SAVE, place=place, data=data, at=self._now)

    def forget_last_answers(self, before: float) -> None:
        """What was answered before then is not referred to any more."""
        self._connection.execute(delete(LAST_ANSWERS).where(LAST_ANSWERS.c.at < before))
