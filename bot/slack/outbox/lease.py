"""What the senders have in hand: kept from other processes however long Slack takes, and handed back at the end."""

import logging
import queue
import threading

from bot.services.conversations import Advisor
from bot.slack.outbox.entry import Saying, Told, row_of
from bot.storage.conversations import StoredConversation
from bot.storage.errors import cause_of
from bot.storage.outbox import LEASE, Outgoing

LOG = logging.getLogger(__name__)


class InHand:
    """What is being said. A process that is killed holds nothing any more, so what it had is due elsewhere soon."""

    def __init__(self, advisor: Advisor) -> None:
        self.advisor = advisor
        self._held: dict[str, int] = {}  # by its own name: an id may be used again
        self._changing, self._over = threading.Lock(), threading.Event()
        self._handed: queue.SimpleQueue[Saying | None] = queue.SimpleQueue()
        self._holder = threading.Thread(target=self._run, name="in-hand", daemon=True)

    def start(self) -> None:
        """Begin to hold, and to be handed what turns lead to."""
        self.advisor.hand_over = self._hand
        self._holder.start()

    def _hand(self, outgoing: Outgoing, stored: StoredConversation) -> None:
        self._took(outgoing)
        self._handed.put(Saying(outgoing, stored))

    def wake(self) -> None:
        """Let one sender look into the outbox."""
        self._handed.put(None)

    def next(self, timeout: float) -> Saying | None:
        """The next thing to say, ours until it is let go; None when there is nothing so far."""
        try:
            handed = self._handed.get(timeout=timeout)
        except queue.Empty:
            handed = None
        return handed or self.take()

    def take(self) -> Saying | None:
        """The next thing in the outbox that nobody has, ours until it is let go."""
        with self.advisor.store.reading(self._now) as reading:
            if not reading.is_due():
                return None
        with self.advisor.store.transaction(self._now) as transaction:
            outgoing = transaction.due()
            if outgoing is None or self._has(outgoing):
                return None  # it is being said, and is due only because the clock jumped
            saying = Saying(outgoing, transaction.load(outgoing.conversation))
        self._took(outgoing)
        self.wake()  # there may be more, and another sender for it
        return saying

    def let_go(self, saying: Saying, wait: float, told: Told) -> Saying | None:
        """It is said, or to be tried again after so many seconds; what is to be said next of this conversation.

        What Slack told is remembered with it, so that all of it is known or nothing.
        """
        outgoing = saying.outgoing
        with self.advisor.store.transaction(self._now) as transaction:
            if wait:
                transaction.put_off(outgoing.id, wait)
            else:
                transaction.said(outgoing.id)
            if told.place or told.facts:
                transaction.remember(outgoing.conversation, told.place, **told.facts)
            if told.then and not wait:
                transaction.enqueue(row_of(told.then["at"]), told.then)
            following = None if wait else transaction.due(outgoing.conversation)
            saying_next = Saying(following, transaction.load(following.conversation)) if following else None
        self.lose(saying)
        if following:
            self._took(following)
        if told.then and not wait:
            self.wake()
        return saying_next

    def put_aside(self, saying: Saying) -> None:
        """It can never be said; nothing waits for it any more."""
        with self.advisor.store.transaction(self._now) as transaction:
            transaction.put_aside(saying.outgoing.id)
        self.lose(saying)

    def lose(self, saying: Saying) -> None:
        """Hold it no more; where it is not known whether it was said, whoever takes it next looks for it."""
        with self._changing:
            self._held.pop(saying.outgoing.name, None)

    def hold(self) -> None:
        """Keep what is in hand from others for a while longer."""
        with self._changing:
            ids = list(self._held.values())
        if ids:
            with self.advisor.store.transaction(self._now) as transaction:
                transaction.hold(ids)

    def hand_back(self) -> None:
        """Hold nothing any more: whoever comes next takes it at once, and looks first whether it was said."""
        self._over.set()
        self.advisor.hand_over = None
        with self._changing, self.advisor.store.transaction(self._now) as transaction:
            for id_ in self._held.values():
                transaction.put_off(id_, 0)

    @property
    def _now(self) -> float:
        return self.advisor.clock().timestamp()

    def _has(self, outgoing: Outgoing) -> bool:
        with self._changing:
            return outgoing.name in self._held

    def _took(self, outgoing: Outgoing) -> None:
        with self._changing:
            self._held[outgoing.name] = outgoing.id

    def _run(self) -> None:
        while not self._over.wait(LEASE / 3):
            try:
                self.hold()
            except Exception as error:
                LOG.warning("What is being said could not be held: %s", cause_of(error))
