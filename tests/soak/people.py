"""People who talk to the advisor as people do: they wait, press twice, and press again when nothing comes of it."""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.fake_slack.client.controls import NoSuchControl
from bot.fake_slack.client.user import UserClient
from bot.fake_slack.server import StandIn
from bot.fake_slack.state.workspace import BOT_USER, Channel, Message
from tests.support.slack.words import labels, shown

QUESTIONS = ("Are there rabbits?", "Do you have wood?", "Which colour should it have?")
ANSWERS = (("Many rabbits", "No rabbits"), ("Plenty of wood", "No wood"), ("Green", "White"))
OUTCOME = "Build the fence"
PRESS_AGAIN = 8.0  # seconds after which somebody presses again, as nothing has come of it
LOOK = 0.1  # seconds between two looks at the channel
GIVE_UP = 100.0  # seconds after which nothing comes any more


@dataclass
class Talked:
    """One conversation as its person saw it."""

    channel: Channel
    person: UserClient
    thread: str
    answers: tuple[str, ...]
    complete: bool = False
    acknowledged: list[str] = field(default_factory=list)  # the answers that Slack was told are taken


class Client(threading.Thread):
    """One person, who has one conversation after another until told to stop."""

    def __init__(self, slack: StandIn, number: int, chance: random.Random, calm_at: float) -> None:
        super().__init__(daemon=True)
        self.slack, self.chance, self.calm_at = slack, chance, calm_at
        self.person, self.number = UserClient(slack, f"P{number}"), number
        self.talks: list[Talked] = []
        self.again = self.twice = 0

    def run(self) -> None:
        """Talk."""
        while time.monotonic() < self.calm_at:
            self._talk()

    def _gives_up(self, since: float) -> bool:
        """Whether nothing can be expected any more: so long after it began, and after all trouble is over."""
        return time.monotonic() > max(since, self.calm_at) + GIVE_UP

    def _talk(self) -> None:
        name = f"garden-{self.number}-{len(self.talks)}"
        channel = self.slack.workspace.add_channel(name, [self.person.id, BOT_USER])
        talk = Talked(channel, self.person, "", tuple(self.chance.choice(pair) for pair in ANSWERS))
        self.talks.append(talk)
        began = time.monotonic()
        while not (asked := self._said(talk, QUESTIONS[0])) and not self._gives_up(began):
            mention = self.person.mention(channel, "fence")
            sent = [one for one in self.slack.deliveries.all[-200:] if mention.ts in str(one.payload)]
            acknowledged = any(one.acknowledged for one in sent)  # then it must be answered, and nobody mentions it again
            self._comes(lambda: self._said(talk, QUESTIONS[0]), GIVE_UP if acknowledged else PRESS_AGAIN)
        talk.thread = asked[0].thread if asked else ""
        talk.complete = bool(asked) and self._answered(talk)

    def _answered(self, talk: Talked) -> bool:
        following = (*QUESTIONS[1:], OUTCOME)
        return all(self._answer(talk, *step) for step in zip(QUESTIONS, talk.answers, following, strict=True))

    def _answer(self, talk: Talked, question: str, label: str, following: str) -> bool:
        began = time.monotonic()
        while not self._gives_up(began):
            self._press(talk, question, label)
            if self._comes(lambda: self._said(talk, following), PRESS_AGAIN):
                return True
        return False

    def _press(self, talk: Talked, question: str, label: str) -> None:
        asked = next((one for one in self._said(talk, question) if label in labels(one)), None)
        if asked is None:
            return  # it was taken, and what follows is on its way
        for _ in range(1 + (self.chance.random() < 0.3)):
            try:
                delivery = self.person.click(asked, label)
            except NoSuchControl:
                return
            if delivery.acknowledged:
                talk.acknowledged.append(label)
        if self.chance.random() < 0.3:
            self.slack.deliveries.again(delivery)
            self.again += 1

    def _said(self, talk: Talked, words: str) -> list[Message]:
        seen = self.person.sees(talk.channel)
        here = (one for one in seen if talk.thread in ("", one.thread))
        return [one for one in here if one.ours and not one.only_for and words in shown(one)]

    def _comes(self, what: Callable[[], object], seconds: float) -> bool:
        end = time.monotonic() + seconds
        while not (found := what()) and time.monotonic() < end:
            time.sleep(LOOK)
        return bool(found)
