"""A playground of the tests' own, about nothing in particular, and what people see of it in a browser."""

import itertools
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Locator, Page, expect

from bot.core.loading.files import PHRASES
from bot.fake_slack.state.workspace import BOT_USER, Channel, User
from bot.playground.playground import Playground
from bot.playground.serve import playground_at
from bot.services.content import library_at, shipped_content
from bot.services.conversations import Advisor, Clock, now_in_utc
from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.answers import NoAnswers
from tests.support.slack.office import CONTENT
from tests.support.slack.words import plain

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
NAMES = itertools.count(1)


def garden_folder(folder: Path) -> Path:
    """The small content of the Slack tests, as a folder that one may edit."""
    shutil.copytree(CONTENT, folder)
    (folder / PHRASES).write_text((shipped_content() / PHRASES).read_text())
    return folder


def playground_in(folder: Path, content: Path, clock: Clock = now_in_utc) -> Playground:
    """A playground on any free port, not started yet."""
    advisor = Advisor(library_at(content), Store(open_database(f"sqlite:///{folder / 'advisor.db'}")), clock)
    return playground_at("127.0.0.1", 0, advisor, content, lambda _: NoAnswers())


def asked(playground: Playground, method: str, path: str, body: str = "", **headers: str) -> HTTPResponse:
    """The answer to a request of any kind, read to its end."""
    host, port = playground.slack.address.split(":")
    with closing(HTTPConnection(host, int(port), timeout=10)) as connection:
        connection.request(method, path, body.encode(), {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        answer.words = answer.read().decode()  # type: ignore[attr-defined]
        return answer


class Ground:
    """A playground, with people and channels of a test's own."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground

    def person(self, name: str = "Ann", admin: bool = False) -> User:
        """Somebody new, so that tests do not meet."""
        return self.playground.slack.workspace.add_user(f"{name}{next(NAMES)}", admin=admin)

    def channel(self, *people: User, with_us: bool = True) -> Channel:
        """A new channel with these people."""
        members = [one.id for one in people] + ([BOT_USER] if with_us else [])
        return self.playground.slack.workspace.add_channel(f"garden-{next(NAMES)}", members)

    def phrase(self, name: str, **names: object) -> str:
        """The advisor's own words of this name, as they are read."""
        return plain(self.playground.app.advisor.library.phrases.say(name, **names).replace("**", ""))


class Screen:
    """What somebody has before them."""

    def __init__(self, ground: Ground, page: Page, user: User, place: str) -> None:
        self.ground, self.page, self.user = ground, page, user
        page.set_default_timeout(60_000)
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda told: self.complaints.append(told.text) if told.type == "error" else None)
        page.goto(f"http://{ground.playground.slack.address}/?{urlencode({'person': user.id, 'place': place})}")
        expect(page.locator("#head h1")).to_be_visible()

    def say(self, words: str, pane: str = "#foot") -> None:
        """Type something and send it."""
        self.page.locator(f"{pane} textarea").fill(words)
        self.page.keyboard.press("Enter")

    @property
    def thread(self) -> Locator:
        """The messages of the open thread."""
        return self.page.locator("#thread li.message")

    @property
    def last(self) -> Locator:
        """The last message of the thread."""
        return self.thread.last

    def asks(self, words: str) -> None:
        """Wait until the last message of the thread says this."""
        expect(self.last).to_contain_text(words)

    def button(self, name: str, within: Locator | None = None) -> Locator:
        """A button of the last message, or of something else."""
        return (within or self.last).get_by_role("button", name=name, exact=True)

    def click(self, *names: str) -> None:
        """Click these, each in what is the last message then."""
        for name in names:
            self.button(name).click()

    def press(self, phrase: str, **names: object) -> None:
        """Click the button with these of the advisor's own words."""
        self.click(self.ground.phrase(phrase, **names))

    @property
    def modal(self) -> Locator:
        """The open modal."""
        return self.page.locator("dialog.modal[open]")

    def fill(self, words: str, button: str = "action_answer") -> None:
        """Answer in a modal."""
        self.press(button, item="helper")
        self.modal.locator("input, textarea").first.fill(words)
        self.page.keyboard.press("Enter")
        expect(self.modal).to_have_count(0)

    def panel(self, name: str) -> Locator:
        """Open a panel."""
        self.page.get_by_role("button", name=name, exact=True).click()
        expect(self.page.locator("#panel > header h2")).to_have_text(name)
        return self.page.locator("#panel")

    def notice(self, words: str | re.Pattern[str]) -> None:
        """Wait for a word from the playground."""
        expect(self.page.locator("#notice")).to_have_text(words)


Opens = Callable[..., Screen]


def opening(browser: Browser, ground: Ground) -> Iterator[Opens]:
    """Opens screens, and looks afterwards whether the page complained."""
    screens: list[Screen] = []

    def open_one(user: User, place: Channel | str, size: dict[str, int] | None = None, dark: bool = False) -> Screen:
        scheme = {"color_scheme": "dark" if dark else "light"}
        page = browser.new_context(viewport=size or DESK, **scheme).new_page()  # type: ignore[arg-type]
        screens.append(Screen(ground, page, user, place if isinstance(place, str) else place.id))
        return screens[-1]

    yield open_one
    for screen in screens:
        screen.page.context.close()
        assert screen.complaints == []
