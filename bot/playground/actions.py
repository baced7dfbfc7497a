"""What people do in the page, each as what Slack's own client would do."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from bot.core.working_days import in_words
from bot.fake_slack.state.deliveries import Delivery
from bot.fake_slack.state.views import View
from bot.fake_slack.state.workspace import Json, Message
from bot.fake_slack.validation.messages import Refused
from bot.playground.browser_user import Visitor
from bot.playground.clock import next_working_day
from bot.playground.playground import Playground

LATE = "The app did not answer in time. Slack would say so, too."
GONE = "This was changed meanwhile. Look again."


class Wish(BaseModel):
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
class Granting:
    """Grants wishes."""

    playground: Playground

    def grant(self, wish: Wish) -> Json:
        """Do it; what the page should know of it, which may be a notice to the person."""
        try:
            return GRANTED[wish.do](self, self.playground.visitor(wish.person), wish)
        except (LookupError, Refused, StopIteration):
            return {"notice": GONE}

    def _message(self, visitor: Visitor, wish: Wish) -> Message:
        seen = self.playground.slack.workspace.seen_by(visitor.id, wish.channel)
        return next(one for one in seen if one.ts == wish.ts)

    def _view(self, visitor: Visitor, wish: Wish) -> View:
        home = self.playground.slack.views.homes.get(visitor.id)
        return home if home and home.id == wish.view else self.playground.slack.views.find(wish.view)

    def say(self, visitor: Visitor, wish: Wish) -> Json:
        """Words, or a command."""
        message = visitor.type(self.playground.slack.workspace.channels[wish.channel], wish.value, wish.thread)
        return {"posted": message.ts} if message else {}

    def use(self, visitor: Visitor, wish: Wish) -> Json:
        """A click or a choice; it comes twice if somebody wants to see what that does."""
        at = self._view(visitor, wish) if wish.view else self._message(visitor, wish)
        times = 2 if self.playground.twice else 1
        with ThreadPoolExecutor(max_workers=times) as hands:
            clicks = [hands.submit(visitor.use, at, wish.block, wish.action, wish.value, wish.values) for _ in range(times)]
        return _noticed(*(click.result() for click in clicks))

    def submit(self, visitor: Visitor, wish: Wish) -> Json:
        """A modal sent off; what is wrong with it stands in it."""
        visitor.send(self._view(visitor, wish), wish.values)
        return {}

    def close(self, visitor: Visitor, wish: Wish) -> Json:
        """A modal closed."""
        visitor.close(self._view(visitor, wish))
        return {}

    def open(self, visitor: Visitor, wish: Wish) -> Json:
        """The app's home or its messages opened."""
        return _noticed(visitor.open_app(wish.value))

    def shortcut(self, visitor: Visitor, wish: Wish) -> Json:
        """A global shortcut."""
        return _noticed(visitor.shortcut(wish.value))

    def message_shortcut(self, visitor: Visitor, wish: Wish) -> Json:
        """A shortcut on a message."""
        return _noticed(visitor.message_shortcut(self._message(visitor, wish), wish.value))

    def dismiss(self, visitor: Visitor, wish: Wish) -> Json:
        """A message for one person alone, put out of their sight."""
        message = self._message(visitor, wish)
        if message.only_for == visitor.id:
            self.playground.slack.workspace.delete(message)
        return {}

    def trouble(self, visitor: Visitor, wish: Wish) -> Json:
        """Something to try what becomes of it, or some time to pass."""
        if wish.value in MOVES:
            return {"notice": _moved(self.playground, MOVES[wish.value], ZoneInfo(visitor.user.zone))}
        told = TROUBLES[wish.value](self.playground, wish.on)
        self.playground.slack.workspace.tell()  # the panel shows what is to come
        return {"notice": told}


def _noticed(*deliveries: Delivery) -> Json:
    return {} if all(delivery.acknowledged for delivery in deliveries) else {"notice": LATE}


GRANTED: dict[str, Callable[[Granting, Visitor, Wish], Json]] = {
    "say": Granting.say, "use": Granting.use, "submit": Granting.submit, "close": Granting.close, "open": Granting.open,
    "shortcut": Granting.shortcut, "message_shortcut": Granting.message_shortcut, "dismiss": Granting.dismiss,
    "trouble": Granting.trouble,
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
    until = playground.clear_sky_after(REFUSING)
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
