"""The last quick answer of each thread, for a week, so that a next word may refer to it."""

from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, delete, select

from bot.storage.prepared import Prepared
from bot.storage.rows import Rows, upsert
from bot.storage.tables import LAST_ANSWERS

_SAVE = upsert(LAST_ANSWERS)
_LAST = Prepared(select(LAST_ANSWERS.c.data).where(LAST_ANSWERS.c.place == bindparam("at")))


def unnamed(place: str, person: str) -> str:
    """Who asked at a place, so that the same person is known again and nobody can read who it was."""
    return sha256(f"{place} {person}".encode()).hexdigest()[:16]


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

    def forget_last_answers_of(self, person: str) -> None:
        """What a person asked last, wherever it was, away."""
        for place, data in self._connection.execute(select(LAST_ANSWERS.c.place, LAST_ANSWERS.c.data)).all():
            if data.get("asker") == unnamed(place, person):
                self._connection.execute(delete(LAST_ANSWERS).where(LAST_ANSWERS.c.place == place))
