"""What people do in the page, each as what Slack's own client would do."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from bot.core.working_days import in_words
from bot.fake_slack import Json
from bot.fake_slack.state.deliveries import Delivery
from bot.fake_slack.state.views import View
from bot.fake_slack.state.workspace import Message
from bot.fake_slack.validation.messages import Refused
from bot.playground.browser_user import BrowserUser
from bot.playground.clock import next_working_day
from bot.playground.playground import Playground

LATE = "The app did not answer in time. Slack would say so, too."
GONE = "This was changed meanwhile. Look again."


class UserAction(BaseModel):
    """Something a person wants done."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    do: Literal["say", "use", "submit", "close", "open", "shortcut", "message_shortcut", "dismiss", "trouble"]
    person: str
    channel: str = ""
    ts: str = ""
    thread: str = ""
    view: str = ""
    block: str = ""
    action: str = ""
    value: str = ""
    on: bool = True
    values: dict[str, dict[str, str | list[str] | None]] = {}


@dataclass(frozen=True)
class Actions:
    """Does what people do in the page."""

    playground: Playground

    def take(self, action: UserAction) -> Json:
        """Do it; what the page should know of it, which may be a notice to the person."""
        try:
            return ACTIONS[action.do](self, self.playground.client(action.person), action)
        except (LookupError, Refused, StopIteration):
            return {"notice": GONE}

    def _message(self, client: BrowserUser, action: UserAction) -> Message:
        seen = self.playground.slack.workspace.seen_by(client.id, action.channel)
        return next(one for one in seen if one.ts == action.ts)

    def _view(self, client: BrowserUser, action: UserAction) -> View:
        home = self.playground.slack.views.homes.get(client.id)
        return home if home and home.id == action.view else self.playground.slack.views.find(action.view)

    def say(self, client: BrowserUser, action: UserAction) -> Json:
        """Words, or a command."""
        message = client.type(self.playground.slack.workspace.channels[action.channel], action.value, action.thread)
        return {"posted": message.ts} if message else {}

    def use(self, client: BrowserUser, action: UserAction) -> Json:
        """A click or a choice; it comes twice if somebody wants to see what that does."""
        at = self._view(client, action) if action.view else self._message(client, action)
        times = 2 if self.playground.twice else 1
        with ThreadPoolExecutor(max_workers=times) as hands:
            clicks = [
                hands.submit(client.use, at, action.block, action.action, action.value, action.values) for _ in range(times)
            ]
        return _noticed(*(click.result() for click in clicks))

    def submit(self, client: BrowserUser, action: UserAction) -> Json:
        """A modal sent off; what is wrong with it stands in it."""
        client.send(self._view(client, action), action.values)
        return {}

    def close(self, client: BrowserUser, action: UserAction) -> Json:
        """A modal closed."""
        client.close(self._view(client, action))
        return {}

    def open(self, client: BrowserUser, action: UserAction) -> Json:
        """The app's home or its messages opened."""
        return _noticed(client.open_app(action.value))

    def shortcut(self, client: BrowserUser, action: UserAction) -> Json:
        """A global shortcut."""
        return _noticed(client.shortcut(action.value))

    def message_shortcut(self, client: BrowserUser, action: UserAction) -> Json:
        """A shortcut on a message."""
        return _noticed(client.message_shortcut(self._message(client, action), action.value))

    def dismiss(self, client: BrowserUser, action: UserAction) -> Json:
        """A message for one person alone, put out of their sight."""
        message = self._message(client, action)
        if message.only_for == client.id:
            self.playground.slack.workspace.delete(message)
        return {}

    def trouble(self, client: BrowserUser, action: UserAction) -> Json:
        """A fault to order, or some time to pass."""
        if action.value in MOVES:
            return {"notice": _moved(self.playground, MOVES[action.value], ZoneInfo(client.user.zone))}
        told = TROUBLES[action.value](self.playground, action.on)
        self.playground.slack.workspace.notify()  # the panel shows what is to come
        return {"notice": told}


def _noticed(*deliveries: Delivery) -> Json:
    return {} if all(delivery.acknowledged for delivery in deliveries) else {"notice": LATE}


ACTIONS: dict[str, Callable[[Actions, BrowserUser, UserAction], Json]] = {
    "say": Actions.say, "use": Actions.use, "submit": Actions.submit, "close": Actions.close, "open": Actions.open,
    "shortcut": Actions.shortcut, "message_shortcut": Actions.message_shortcut, "dismiss": Actions.dismiss,
    "trouble": Actions.trouble,
}  # fmt: skip


# Trouble

REFUSING = 10  # seconds
POSTS = ("chat.postMessage", "chat.update")


def _redeliver(playground: Playground, _: bool) -> str:
    deliveries = playground.slack.deliveries
    if not deliveries.all:
        return "Nothing was sent to the app yet."
    again = deliveries.again(deliveries.all[-1])
    return "It came again, and the app acknowledged it." if again.acknowledged else LATE


def _too_many(playground: Playground, _: bool) -> str:
    for method in POSTS:
        playground.slack.faults.rate_limit(1_000, 2, method)
    until = playground.clear_faults_after(REFUSING)
    return f"Until {until:%H:%M:%S} posts and updates are answered with 429: try again in two seconds."


def _cut(playground: Playground, _: bool) -> str:
    playground.slack.faults.cut(1, "chat.postMessage")
    return "The next post will arrive, but the line is cut before the app learns of it."


def _restart(playground: Playground, _: bool) -> str:
    playground.app.restart()
    return "The app was restarted. It knows what was kept, and nothing else."


def _twice(playground: Playground, on: bool) -> str:
    playground.twice = on
    return "Every button is clicked twice now." if on else "Buttons are clicked once again."


def _empty(playground: Playground, _: bool) -> str:
    playground.empty()
    return "This workspace is empty."


TROUBLES: dict[str, Callable[[Playground, bool], str]] = {
    "redeliver": _redeliver, "too_many": _too_many, "cut": _cut, "restart": _restart, "twice": _twice, "empty": _empty,
}  # fmt: skip


# Time

Move = Callable[[Playground, ZoneInfo], datetime]


def _next_reminder(playground: Playground, _: ZoneInfo) -> datetime:
    return next(iter(playground.scheduled()), playground.time.now())


MOVES: dict[str, Move] = {
    "next_reminder": _next_reminder,
    "hour": lambda playground, _: playground.time.now() + timedelta(hours=1),
    "working_day": lambda playground, zone: next_working_day(playground.time.now(), zone),
    "week": lambda playground, _: playground.time.now() + timedelta(weeks=1),
}


def _moved(playground: Playground, move: Move, zone: ZoneInfo) -> str:
    before, until = playground.time.now(), move(playground, zone)
    if until <= before:
        return "Nothing is scheduled."
    count = playground.move_to(until)
    said = {0: "Nothing was scheduled", 1: "One scheduled message was said"}.get(count, f"{count} scheduled messages were said")
    return f"It is {in_words(until, zone)} now. {said} on the way."
