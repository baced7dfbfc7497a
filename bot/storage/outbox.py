"""What is still to be said."""

import logging
import secrets
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, bindparam, delete, exists, func, insert, or_, select, update

from bot.storage.prepared import Prepared
from bot.storage.rows import Rows
from bot.storage.tables import OUTBOX

LOG = logging.getLogger(__name__)

NAME = "name_of_its_own"  # in the payload, beside what the surface put there
LEASE = 15.0  # seconds that what is to be said is kept for who took it; they hold it for longer while they are at it
MOST_PUT_OFF = 600.0  # seconds; what is due later than that was put in before the clock went back, and is due now
ASIDE = 1e15  # due then is what can never be said: it is put aside, kept to be looked at, and nothing waits for it


@dataclass(frozen=True)
class Outgoing:
    """Something still to be said."""

    id: int  # which a database may use again once this is said
    conversation: str
    payload: Mapping[str, Any]
    attempts: int
    name: str  # its own, which nothing else that was ever said has


_earlier = OUTBOX.alias()
_BLOCKED = exists().where(
    _earlier.c.conversation == OUTBOX.c.conversation, _earlier.c.id < OUTBOX.c.id, _earlier.c.due_at < ASIDE
)
_NOW = or_(OUTBOX.c.due_at <= bindparam("now"), OUTBOX.c.due_at.between(bindparam("now") + 2 * MOST_PUT_OFF, ASIDE - 1))
_DUE = select(OUTBOX.c.id, OUTBOX.c.conversation, OUTBOX.c.attempts).where(_NOW, ~_BLOCKED)
_FIRST = _DUE.order_by(OUTBOX.c.id).limit(1)
_IS_DUE = Prepared(_DUE.limit(1))
_NEXT = Prepared(_FIRST.with_for_update(skip_locked=True))
_NEXT_OF = Prepared(_FIRST.where(OUTBOX.c.conversation == bindparam("of")).with_for_update(skip_locked=True))
_WAITS = Prepared(select(OUTBOX.c.id).where(OUTBOX.c.conversation == bindparam("of"), OUTBOX.c.due_at < ASIDE).limit(1))
_ENQUEUE = Prepared(insert(OUTBOX).returning(OUTBOX.c.id))
_THIS = OUTBOX.c.id == bindparam("this")
_TAKE = Prepared(update(OUTBOX).where(_THIS).values(due_at=bindparam("until"), attempts=OUTBOX.c.attempts + 1))
_PAYLOAD = Prepared(select(OUTBOX.c.payload).where(_THIS))
_SAID = Prepared(delete(OUTBOX).where(_THIS))
_PUT_OFF = Prepared(update(OUTBOX).where(_THIS).values(due_at=bindparam("until")))


class Outbox(Rows):
    """What is still to be said, within one transaction."""

    def enqueue(self, conversation: str, payload: Mapping[str, Any], taken: bool = False) -> Outgoing | None:
        """Put something into the outbox; what one conversation says keeps its order.

        With `taken` it is ours at once, as if by `due`, unless something else of this conversation waits before it.
        """
        name = secrets.token_urlsafe(12)
        mine = taken and not self._run(_WAITS, of=conversation).rows
        row = {"conversation": conversation, "payload": {**payload, NAME: name}, "attempts": int(mine)}
        (stored,) = self._run(_ENQUEUE, **row, due_at=self._now + LEASE if mine else self._now).rows
        if not mine:
            self._tell_others()
        return Outgoing(stored["id"], conversation, payload, 0, name) if mine else None

    def _tell_others(self) -> None:
        """Wake the senders of other instances, once this is kept; who has it in hand already need not be told."""
        if self._dialect == "postgresql":
            self._connection.exec_driver_sql(NOTIFY)

    def due(self, conversation: str = "") -> Outgoing | None:
        """The next thing to say, ours until it is said, held or put off again; of this conversation, or of any."""
        wanted = _NEXT_OF if conversation else _NEXT
        names: dict[str, Any] = {"now": self._now, **({"of": conversation} if conversation else {})}
        while row := self._run(wanted, **names).first:
            self._run(_TAKE, this=row["id"], until=self._now + LEASE)
            if payload := self._payload(row["id"]):
                own = {name: held for name, held in payload.items() if name != NAME}
                return Outgoing(row["id"], row["conversation"], own, row["attempts"], payload.get(NAME, str(row["id"])))
        return None

    def is_due(self) -> bool:
        """Whether there is something to say that nobody has taken."""
        return bool(self._run(_IS_DUE, now=self._now).rows)

    def _payload(self, id_: int) -> Mapping[str, Any] | None:
        """What is to be said; what cannot be read is put aside, or it would keep everything waiting."""
        try:
            payload = self._run(_PAYLOAD, this=id_).rows[0]["payload"]
        except ValueError:
            payload = None
        if isinstance(payload, dict):
            return payload
        LOG.error("Outgoing %s cannot be read; it was put aside", id_)
        self.put_aside(id_)
        return None

    def hold(self, ids: Iterable[int]) -> None:
        """Keep these from others for a while longer."""
        self._connection.execute(update(OUTBOX).where(OUTBOX.c.id.in_(ids)).values(due_at=self._now + LEASE))

    def put_off(self, id_: int, seconds: float) -> None:
        """Try this one again after a while."""
        self._run(_PUT_OFF, this=id_, until=self._now + min(seconds, MOST_PUT_OFF))

    def put_aside(self, id_: int) -> None:
        """This one can never be said; it is kept for whoever looks for the reason."""
        self._run(_PUT_OFF, this=id_, until=ASIDE)

    def said(self, id_: int) -> None:
        """This one is said, or can never be."""
        self._run(_SAID, this=id_)

    def unsaid(self) -> int:
        """How much is still to be said."""
        return int(self._connection.execute(select(func.count()).where(OUTBOX.c.due_at < ASIDE)).scalar_one())

    def aside(self) -> int:
        """How much was put aside."""
        return int(self._connection.execute(select(func.count()).where(OUTBOX.c.due_at >= ASIDE)).scalar_one())

    def waiting_since(self) -> float | None:
        """When the oldest thing in the outbox was due, or None when nothing waits."""
        due = self._connection.execute(select(func.min(OUTBOX.c.due_at)).where(OUTBOX.c.due_at < ASIDE)).scalar_one()
        return None if due is None else float(due)


CHANNEL = "advisor_outbox"
NOTIFY = f"NOTIFY {CHANNEL}"
_AGAIN = 5.0  # seconds until it is tried again, and until the end is noticed; who listens looks by itself meanwhile


class Notices:
    """A connection that listens, for as long as it is wanted. Other databases say nothing, and it does nothing."""

    def __init__(self, engine: Engine, heard: Callable[[], object]) -> None:
        self._engine, self._heard = engine, heard
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="notices", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        if self._engine.dialect.name == "postgresql":
            self._thread.start()

    def stop(self) -> None:
        """Listen no more."""
        self._over.set()

    def _run(self) -> None:
        fault = self._engine.dialect.import_dbapi().Error
        while not self._over.is_set():
            try:
                self._listen()
            except fault:  # the senders tell that the database is away, once
                self._over.wait(_AGAIN)

    def _listen(self) -> None:
        args, names = self._engine.dialect.create_connect_args(self._engine.url)
        with closing(self._engine.dialect.connect(*args, **names)) as driver:  # beside the pool, which turns wait for
            connection: Any = driver  # psycopg's own
            connection.autocommit = True
            connection.execute(f"LISTEN {CHANNEL}")
            self._heard()  # whatever was said while nobody listened
            while not self._over.is_set():
                for _ in connection.notifies(timeout=_AGAIN, stop_after=1):
                    self._heard()
