"""All that is kept of a person, table by table; and which tables hold nobody, and why."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import Connection, Select, String, cast, inspect, select, text

from bot.storage.conversations import inside
from bot.storage.rows import Rows
from bot.storage.tables import (
    CASES,
    CONVERSATIONS,
    DELIVERIES,
    ENROLMENTS,
    FEEDBACK,
    GAPS,
    LAST_ANSWERS,
    OUTBOX,
    PARTICIPANTS,
    PEOPLE,
    VERSION,
    WORKSPACES,
)

Kept = dict[str, Any]

NOBODY = {
    FEEDBACK.name: "what was thought of an answer, and never by whom",
    GAPS.name: "questions passed on, and never by whom",
    WORKSPACES.name: "what was chosen for a whole workspace",
    DELIVERIES.name: "for a day, digests in which nobody can be read",
    LAST_ANSWERS.name: "for a week, what was answered last in a thread, with a digest in which nobody can be read",
    VERSION.name: "the version of the tables",
}


class Personal(Rows):
    """What is kept of a person, within one transaction."""

    def kept_of(self, person: str) -> dict[str, list[Kept]]:
        """Every row about a person (workspace/person), by table; of what others hold, their part alone."""
        return {name: [row for row in find(self._connection, person) if row] for name, find in PERSONAL.items()}

    def installed_by(self, person: str) -> list[Kept]:
        """Whether they installed the app, and when; the tokens are the workspace's, and stay out."""
        workspace, _, user = person.rpartition("/")
        if "slack_installations" not in inspect(self._connection).get_table_names():
            return []
        wanted = text("SELECT user_id, team_id, installed_at FROM slack_installations WHERE user_id = :user AND team_id = :team")
        return [_plain(row) for row in self._connection.execute(wanted, {"user": user, "team": workspace}).mappings()]


def _rows(connection: Connection, wanted: Select[Any]) -> Iterable[Kept]:
    return [dict(row) for row in connection.execute(wanted).mappings()]


def _conversations(connection: Connection, person: str) -> Iterable[Kept]:
    """Those they began, and of those of others what they answered."""
    workspace, _, user = person.rpartition("/")
    begun = _rows(connection, select(CONVERSATIONS).where(CONVERSATIONS.c.starter == person))
    theirs = CONVERSATIONS.c.id == PARTICIPANTS.c.conversation
    wanted = select(CONVERSATIONS.c.id, CONVERSATIONS.c.place, CONVERSATIONS.c.data).join(PARTICIPANTS, theirs)
    joined = _rows(connection, wanted.where(PARTICIPANTS.c.person == user, inside(f"slack:{workspace}:")))
    return [*begun, *(_their_answers(row, user) for row in joined)]


def _their_answers(row: Kept, user: str) -> Kept:
    data = row["data"]
    answers = {key: answer for key, answer in data["answers"].items() if answer.get("by") == user}
    return {"id": row["id"], "place": row["place"], "data": {"dialogue": data["dialogue"], "answers": answers}}


def _participants(connection: Connection, person: str) -> Iterable[Kept]:
    workspace, _, user = person.rpartition("/")
    theirs = CONVERSATIONS.c.id == PARTICIPANTS.c.conversation
    wanted = select(PARTICIPANTS).join(CONVERSATIONS, theirs).where(PARTICIPANTS.c.person == user)
    return _rows(connection, wanted.where(inside(f"slack:{workspace}:")))


def _cases(connection: Connection, person: str) -> Iterable[Kept]:
    """Those they began; of those of others, that they take part."""
    named = cast(CASES.c.data, String).contains(f'"{person}"', autoescape=True)
    for row in _rows(connection, select(CASES).where((CASES.c.starter == person) | named)):
        yield row if row["starter"] == person else {"id": row["id"], "place": row["place"], "takes_part": True}


def _enrolments(connection: Connection, person: str) -> Iterable[Kept]:
    """Their own; and that they invited somebody, without what became of it."""
    yield from _rows(connection, select(ENROLMENTS).where(ENROLMENTS.c.learner == person))
    invited = select(ENROLMENTS.c.created_at).where(ENROLMENTS.c.inviter == person)
    yield from ({"invited_somebody_at": row["created_at"]} for row in _rows(connection, invited))


def _outbox(connection: Connection, person: str) -> Iterable[Kept]:
    workspace, _, user = person.rpartition("/")
    mine = select(CONVERSATIONS.c.id).where(CONVERSATIONS.c.starter == person)
    named = cast(OUTBOX.c.payload, String).contains(f'"{user}"', autoescape=True)
    for row in _rows(
        connection, select(OUTBOX).where(OUTBOX.c.conversation.in_(mine) | (OUTBOX.c.conversation == person) | named)
    ):
        at = row["payload"].get("at") or {}
        if at.get("team", workspace) == workspace:
            yield row


PERSONAL: dict[str, Callable[[Connection, str], Iterable[Kept]]] = {
    CONVERSATIONS.name: _conversations,
    PARTICIPANTS.name: _participants,
    CASES.name: _cases,
    PEOPLE.name: lambda connection, person: _rows(connection, select(PEOPLE).where(PEOPLE.c.id == person)),
    ENROLMENTS.name: _enrolments,
    OUTBOX.name: _outbox,
}


def _plain(row: Any) -> Kept:
    return {name: held if isinstance(held, int | float | str | None) else str(held) for name, held in row.items()}
