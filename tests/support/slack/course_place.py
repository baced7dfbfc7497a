"""An office with a small course, in a workspace whose time is moved by hand, and people who take it."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.core.content.library import Library
from bot.core.loading.loader import load_library
from bot.fake_slack.client.user import UserClient
from bot.fake_slack.server import StandIn
from bot.fake_slack.state.views import View
from bot.fake_slack.state.workspace import Message
from bot.playground.background_jobs import post_scheduled
from bot.services.course import CourseService
from bot.storage.outbox import LEASE
from bot.storage.tables import OUTBOX
from tests.support.good_library import GOOD
from tests.support.slack.office import Office, Talk
from tests.support.slack.words import labels, shown
from tests.support.small_course import MONDAY, course_library

LIBRARY = course_library()


class Place:
    """An office with a course, in a workspace whose time is moved by hand."""

    def __init__(self, folder: Path, library: Library = LIBRARY, now: datetime = MONDAY) -> None:
        self.now, self.database = now, folder / "advisor.db"
        self.slack = StandIn(clock=self.seconds)
        self.slack.start()
        self.open(library)

    def seconds(self) -> float:
        return self.now.timestamp()

    def open(self, library: Library) -> None:
        self.office = Office(library, self.database, self.slack, clock=lambda: self.now).open()

    def restart(self, library: Library = LIBRARY) -> None:
        """Another app over the same store, as after an update."""
        self.office.close()
        self.slack.wait_until(lambda: not self.slack.sockets.open)
        self.open(library)

    def close(self) -> None:
        self.office.close()
        self.slack.stop()

    def later(self, **how_much: float) -> None:
        """Time passes, and Slack says what was scheduled."""
        self.now += timedelta(**how_much)
        post_scheduled(self.slack)

    def until(self, moment: datetime) -> None:
        self.later(seconds=(moment - self.now).total_seconds())

    def at(self, *moment: int) -> None:
        self.until(datetime(*moment, tzinfo=UTC))  # type: ignore[arg-type,misc]

    @property
    def put_off(self) -> bool:
        """Whether what failed waits for another try."""
        with self.office.store.engine.connect() as connection:
            due = connection.execute(select(OUTBOX.c.due_at).order_by(OUTBOX.c.id).limit(1)).scalar()  # the rest waits behind it
        return due is not None and 0 < due - self.now.timestamp() < LEASE

    def somebody(self, name: str = "Ada", zone: str = "Europe/London") -> "Learner":
        return Learner(self, UserClient(self.slack, name, user=self.slack.workspace.add_user(name, zone=zone)))

    def called(self, method: str) -> list[dict[str, Any]]:
        """What Slack was asked to do, and did."""
        self.office.settled()
        return [call.args for call in self.slack.calls if call.method == method and call.ok]


class Learner:
    """Somebody in their direct message with the app."""

    def __init__(self, place: Place, person: UserClient) -> None:
        self.place, self.person, self.id = place, person, person.id

    @property
    def talk(self) -> Talk:
        return Talk(self.place.office, self.person, self.person.dm)

    @property
    def said(self) -> list[Message]:
        return self.talk.said

    @property
    def last(self) -> Message:
        return self.talk.last

    @property
    def course_service(self) -> CourseService:
        """The course as the app has it now."""
        advisor = self.place.office.advisor
        assert advisor.library.course
        return CourseService(advisor, advisor.library.course)

    def phrase(self, name: str) -> str:
        return self.talk.phrase(name)

    @property
    def home(self) -> View:
        """The Home tab, opened anew."""
        self.person.open_app()
        self.place.office.settled()
        return self.place.slack.views.homes[self.id]

    def says(self, *words: str) -> str:
        for one in words:
            self.person.write(one)
            self.place.office.settled()  # people read before they answer
        return shown(self.last)

    def commands(self, words: str) -> str:
        """What a command is answered with, to this person alone."""
        self.person.command(self.person.dm, words)
        return self.talk.whispers[-1]

    def clicks(self, label: str) -> str:
        """Click the button with this label in the last message that has it."""
        found = next(message for message in reversed(self.talk.said) if label in labels(message))
        self.person.click(found, label)
        return shown(self.last)

    def presses(self, phrase: str) -> str:
        return self.clicks(self.talk.phrase(phrase))

    @property
    def texts(self) -> list[str]:
        return [shown(message) for message in self.talk.said]

    @property
    def scheduled(self) -> list[str]:
        """When Slack will remind them, and with which words."""
        self.place.office.settled()
        planned = [one for one in self.place.slack.workspace.scheduled.values() if one["channel"] == self.person.dm.id]
        moments = sorted((datetime.fromtimestamp(float(one["post_at"]), UTC), one["text"]) for one in planned)
        return [f"{moment:%a %d %H:%M} {re.findall('“(.*?)”', text)[0]}" for moment, text in moments]

    def starts(self) -> "Learner":
        self.commands("onboard")
        return self


def try_beta(ada: Learner) -> None:
    ada.starts().clicks("This one")
    ada.presses("course_action_next")
    assert "Which service?" in ada.presses("course_action_try")


def invited(place: Place, manager: Learner, ada: Learner) -> str:
    return manager.commands(f"onboard <@{ada.id}|ada>")


def files(ada: Learner) -> dict[str, str | None]:
    """The files in the direct message, by their names."""
    found = ada.place.slack.workspace.files
    return {found[id_].name: found[id_].content for message in ada.talk.said for id_ in message.files}


def without_a_course() -> Library:
    return load_library(GOOD)
