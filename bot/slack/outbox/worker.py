"""The senders: they say to Slack what the outbox holds, in order, with retries."""

import logging
import secrets
import threading
import time
from collections.abc import Callable

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from bot.services.conversations import Advisor
from bot.slack.blocks import kit
from bot.slack.blocks.home import Home
from bot.slack.context import Edge
from bot.slack.errors import FINAL, NOT_THERE, is_for_a_while, reason_of, without_words
from bot.slack.features.course import Onboarding
from bot.slack.installations import UNREACHABLE, NotInstalled, Workspaces
from bot.slack.outbox.delivery import Later, Speaking
from bot.slack.outbox.entry import IF_REFUSED, Saying, Told
from bot.slack.outbox.kinds import HOME, MODAL, POST
from bot.slack.outbox.lease import InHand
from bot.slack.outbox.outage import Outage
from bot.slack.watched import count_no_answer, count_refusal, said_kind
from bot.storage.outbox import Notices, Outgoing
from bot.telemetry.metrics import SAID

LOG = logging.getLogger(__name__)

_LONGEST_WAIT, _MOST_ATTEMPTS = 300.0, 20
_MOST_OF_OURS = 2  # attempts at what fails by a fault of ours, which seldom passes
NEVER = -1.0
_LOOK = 0.5  # seconds after which the outbox is looked into, as what was put off is due, or nobody could tell us
_IDLE = 60.0
_THREADS = 50  # each may be kept waiting by Slack, and what others say should not wait with it
_GRACE = 5.0  # seconds that what is being said has at the end


class Sender:
    """The threads that empty the outbox."""

    def __init__(
        self, advisor: Advisor, workspaces: Workspaces, threads: int = _THREADS, hourly: Callable[[], None] = lambda: None
    ) -> None:
        self.advisor, self.workspaces, self.hourly = advisor, workspaces, hourly
        edge = Edge(advisor, workspaces)
        self._home = Home(edge, Onboarding(edge))
        self._direct: dict[tuple[str, str], str] = {}  # the direct messages that were opened
        self.in_hand = InHand(advisor)
        self._notices = Notices(advisor.store.engine, advisor.something_to_say.set)
        self._next_hour = 0.0
        self._stopping, self._outage = threading.Event(), Outage()
        self._threads = [threading.Thread(target=self._run, name=f"sender-{n}", daemon=True) for n in range(threads)]
        self._threads.append(threading.Thread(target=self._watch, name="outbox", daemon=True))

    def start(self) -> None:
        """Begin to send."""
        self.in_hand.start()
        self._notices.start()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish what is being said, or hand it back where Slack takes its time, and end; the rest stays in the outbox."""
        self._stopping.set()
        self._notices.stop()
        self._outage.stop()
        self.advisor.something_to_say.set()
        for _ in self._threads:
            self.in_hand.wake()
        end = time.monotonic() + _GRACE
        for thread in self._threads:
            thread.join(timeout=max(0.0, end - time.monotonic()))
        with self._outage.told("What was being said could not be handed back"):
            self.in_hand.hand_back()

    def _run(self) -> None:
        while not self._stopping.is_set():
            with self._outage.told("The outbox cannot be read"):
                saying = self.in_hand.next(_IDLE)
                if not self._stopping.is_set():  # or it is handed back with the rest
                    self._say(saying)

    def _watch(self) -> None:
        """Wake a sender when there may be something to say, here or from another instance; and the hourly work."""
        while not self._stopping.is_set():
            self.advisor.something_to_say.wait(timeout=_LOOK)
            self.advisor.something_to_say.clear()
            with self._outage.told("The hourly work could not be done"):
                self._keep_house()
            self.in_hand.wake()

    def _keep_house(self) -> None:
        now = self.advisor.clock().timestamp()
        if now >= self._next_hour:
            self._next_hour = now + 3600
            self.hourly()

    def send_next(self) -> bool:
        """Say the next thing that is due, and what follows it; whether there was one."""
        saying = self.in_hand.take()
        self._say(saying)
        return saying is not None

    def _say(self, saying: Saying | None) -> None:
        while saying:
            saying = self._say_one(saying)

    def _say_one(self, saying: Saying) -> Saying | None:
        """Say one thing; what follows it in its conversation."""
        told = Told()
        with SAID.labels(said_kind(saying.payload)).time():
            wait = self._attempt(saying, told) if saying.at else 0.0  # a conversation that was forgotten is nowhere
        try:
            if wait == NEVER:
                self.in_hand.put_aside(saying)
                return None
            return self.in_hand.let_go(saying, wait, told)
        except SQLAlchemyError:
            self.in_hand.lose(saying)
            raise

    def _attempt(self, saying: Saying, told: Told) -> float:
        """Say it; the seconds after which to try again, 0 when it is done with, or NEVER."""
        outgoing = saying.outgoing
        try:
            client = self.workspaces.client(saying.at["team"], saying.at.get("enterprise", ""))
            Speaking(self.advisor, client, self._home, self._direct, told).say(saying)
        except NotInstalled:
            LOG.error("Outgoing %s is for a workspace that removed the app", outgoing.id)
        except Later as later:
            return later.seconds or _patience(outgoing)
        except SlackApiError as error:
            return self._after_refusal(client, saying, error, told)
        except UNREACHABLE as error:
            count_no_answer()
            LOG.warning("Slack could not be reached for outgoing %s: %s", outgoing.id, type(error).__name__)
            return _patience(outgoing)
        except SQLAlchemyError:
            raise  # nothing was said yet that could not be looked for
        except Exception as error:  # a fault of ours, which must not keep everything after it unsaid for ever
            LOG.error("Outgoing %s could not be said", outgoing.id, exc_info=without_words(error))
            return _patience(outgoing) if outgoing.attempts < _MOST_OF_OURS else NEVER
        return 0.0

    def _after_refusal(self, client: WebClient, saying: Saying, error: SlackApiError, told: Told) -> float:
        outgoing, reason, status = saying.outgoing, reason_of(error), error.response.status_code
        count_refusal(error)
        if status == 429 or reason in {"ratelimited", "rate_limited"}:
            return float(error.response.headers.get("Retry-After", error.response.headers.get("retry-after", 1)) or 1)
        passing = outgoing.payload["kind"] in (HOME, MODAL) and not is_for_a_while(error)  # the next look shows it anew
        if passing or reason in FINAL or (outgoing.attempts >= _MOST_ATTEMPTS and status < 500):
            id_ = secrets.token_hex(4)
            LOG.error(
                "Error %s: Slack refused outgoing %s of conversation %s: %s", id_, outgoing.id, outgoing.conversation, reason
            )
            told.then = saying.payload.get(IF_REFUSED)
            if not told.then:
                self._apologise(client, saying, self._phrase(saying, reason, id_))
            return 0.0
        LOG.warning("Slack answered outgoing %s with %s; trying again", outgoing.id, reason or status)
        return _patience(outgoing)

    def _phrase(self, saying: Saying, reason: str, id_: str) -> str:
        say = self.advisor.library.phrases.say
        if own := saying.payload.get("refused"):  # what it says itself for the case
            return str(own)
        if reason in NOT_THERE:
            return say("cannot_speak_there")
        return say("not_said" if saying.stored else "error", id=id_)

    def _apologise(self, client: WebClient, saying: Saying, markdown: str) -> None:
        """Tell a person, in private, that what they wait for will not come."""
        payload = saying.payload
        if not (payload["kind"] == POST or payload.get("opens")) or not payload["user"]:
            return
        try:
            client.chat_postMessage(channel=payload["user"], **kit.message(kit.sections(markdown), markdown))
        except UNREACHABLE as error:
            LOG.warning("Nor could the person be told: %s", type(error).__name__)


def _patience(outgoing: Outgoing) -> float:
    return float(min(2.0**outgoing.attempts, _LONGEST_WAIT))
