"""What the senders have in hand: kept from other processes however long Slack takes, and handed back at the end."""

import logging
import threading

from bot.services.conversations import Advisor
from bot.slack.outbox.entry import Saying
from bot.storage.outbox import LEASE, Outgoing

LOG = logging.getLogger(__name__)


class InHand:
    """What is being said. A process that is killed holds nothing any more, so what it had is due elsewhere soon."""

    def __init__(self, advisor: Advisor) -> None:
        self.advisor = advisor
        self._ids: set[int] = set()
        self._changing, self._over = threading.Lock(), threading.Event()
        self._holder = threading.Thread(target=self._run, name="in-hand", daemon=True)

    def start(self) -> None:
        """Begin to hold."""
        self._holder.start()

    def take(self) -> Saying | None:
        """The next thing to say, ours until it is let go."""
        with self._changing, self.advisor.store.transaction(self._now) as transaction:
            outgoing = transaction.due()
            if outgoing is None:
                return None
            self._ids.add(outgoing.id)
            return Saying(outgoing, transaction.load(outgoing.conversation))

    def let_go(self, outgoing: Outgoing, wait: float) -> None:
        """It is said, or to be tried again after so many seconds."""
        with self._changing, self.advisor.store.transaction(self._now) as transaction:
            if wait:
                transaction.put_off(outgoing.id, wait)
            else:
                transaction.said(outgoing.id)
            self._ids.discard(outgoing.id)

    def hold(self) -> None:
        """Keep what is in hand from others for a while longer."""
        with self._changing:
            if self._ids:
                with self.advisor.store.transaction(self._now) as transaction:
                    transaction.hold(self._ids)

    def hand_back(self) -> None:
        """Hold nothing any more: whoever comes next takes it at once, and looks first whether it was said."""
        self._over.set()
        with self._changing, self.advisor.store.transaction(self._now) as transaction:
            for id_ in self._ids:
                transaction.put_off(id_, 0)

    @property
    def _now(self) -> float:
        return self.advisor.clock().timestamp()

    def _run(self) -> None:
        while not self._over.wait(LEASE / 3):
            try:
                self.hold()
            except Exception:
                LOG.exception("What is being said could not be held; trying again")
