"""The senders: they say to Slack what the outbox holds, in order, with retries."""

import logging
import secrets
import threading
import time
from collections.abc import Callable

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.services.conversations import Advisor
from bot.slack.blocks import kit
from bot.slack.blocks.home import Home
from bot.slack.context import Edge
from bot.slack.errors import FINAL, NOT_THERE, is_for_a_while, reason_of, without_words
from bot.slack.features.course import Onboarding
from bot.slack.installations import UNREACHABLE, NotInstalled, Workspaces
from bot.slack.outbox.delivery import Later, Speaking
from bot.slack.outbox.entry import Saying
from bot.slack.outbox.kinds import HOME, MODAL, POST
from bot.slack.outbox.lease import InHand
from bot.storage.outbox import Outgoing

LOG = logging.getLogger(__name__)

_LONGEST_WAIT, _MOST_ATTEMPTS = 300.0, 20
_THREADS = 16  # each may be kept waiting by Slack, and what others say should not wait with it
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
        self._next_hour = 0.0
        self._keeping_house = threading.Lock()
        self._stopping, self._waiting = threading.Event(), threading.Lock()
        self._threads = [threading.Thread(target=self._run, name=f"sender-{n}", daemon=True) for n in range(threads)]

    def start(self) -> None:
        """Begin to send."""
        self.in_hand.start()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish what is being said, or hand it back where Slack takes its time, and end; the rest stays in the outbox."""
        self._stopping.set()
        self.advisor.something_to_say.set()
        end = time.monotonic() + _GRACE
        for thread in self._threads:
            thread.join(timeout=max(0.0, end - time.monotonic()))
        self.in_hand.hand_back()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._keep_house()
                if not self.send_next():
                    self._wait_for_more()
            except Exception:
                LOG.exception("The outbox could not be read; trying again")
                self._stopping.wait(1)

    def _wait_for_more(self) -> None:
        """Wait until there may be something to say; one thread is woken by it, and not all."""
        with self._waiting:
            self.advisor.something_to_say.wait(timeout=0.5)
            if not self._stopping.is_set():
                self.advisor.something_to_say.clear()

    def _keep_house(self) -> None:
        """The hourly work, by whichever thread comes first."""
        now = self.advisor.clock().timestamp()
        if now < self._next_hour or not self._keeping_house.acquire(blocking=False):
            return
        try:
            self._next_hour = now + 3600
            self.hourly()
        finally:
            self._keeping_house.release()

    def send_next(self) -> bool:
        """Say the next thing that is due; whether there was one."""
        saying = self.in_hand.take()
        if saying is None:
            return False
        wait = self._attempt(saying) if saying.at else 0.0  # a conversation that was forgotten is nowhere
        self.in_hand.let_go(saying.outgoing, wait)
        self.advisor.something_to_say.set()
        return True

    def _attempt(self, saying: Saying) -> float:
        """Say it; the seconds after which to try again, or 0 when it is done with."""
        outgoing = saying.outgoing
        try:
            client = self.workspaces.client(saying.at["team"], saying.at.get("enterprise", ""))
        except NotInstalled:
            LOG.error("Outgoing %s is for a workspace that removed the app", outgoing.id)
            return 0.0
        try:
            Speaking(self.advisor, client, self._home, self._direct).say(saying)
        except Later as later:
            return later.seconds or _patience(outgoing)
        except SlackApiError as error:
            return self._after_refusal(client, saying, error)
        except UNREACHABLE as error:
            LOG.warning("Slack could not be reached for outgoing %s: %s", outgoing.id, type(error).__name__)
            return _patience(outgoing)
        except Exception as error:  # a fault of ours, which must not keep everything after it unsaid for ever
            LOG.error("Outgoing %s could not be said", outgoing.id, exc_info=without_words(error))
            return _patience(outgoing) if outgoing.attempts < _MOST_ATTEMPTS else 0.0
        return 0.0

    def _after_refusal(self, client: WebClient, saying: Saying, error: SlackApiError) -> float:
        outgoing, reason, status = saying.outgoing, reason_of(error), error.response.status_code
        if status == 429 or reason in {"ratelimited", "rate_limited"}:
            return float(error.response.headers.get("Retry-After", error.response.headers.get("retry-after", 1)) or 1)
        passing = outgoing.payload["kind"] in (HOME, MODAL) and not is_for_a_while(error)  # the next look shows it anew
        if passing or reason in FINAL or (outgoing.attempts >= _MOST_ATTEMPTS and status < 500):
            id_ = secrets.token_hex(4)
            LOG.error(
                "Error %s: Slack refused outgoing %s of conversation %s: %s", id_, outgoing.id, outgoing.conversation, reason
            )
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
        return say("not_said" if saying.kept else "error", id=id_)

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
