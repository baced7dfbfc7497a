"""One playground and one browser for all tests here."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from bot.playground.playground import Playground
from tests.conftest import NO_BROWSER
from tests.support.grounds import Ground, Opens, Screen, garden_folder, opening, playground_in

# As root and in containers there is no sandbox and no graphics; and nothing is to be asked of the network.
FLAGS = """
    --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update
    --disable-sync
""".split()

expect.set_options(timeout=60_000)  # what is expected comes at once, unless the machine is busy


@pytest.fixture(scope="session")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Playground]:
    """A playground with the garden's dialogues."""
    folder = tmp_path_factory.mktemp("playground")
    made = playground_in(folder, garden_folder(folder / "content"))
    made.start()
    yield made
    made.stop()


@pytest.fixture
def ground(playground: Playground) -> Iterator[Ground]:
    """The playground, without trouble left over; whatever the app says must be as Slack wants it."""
    playground.slack.faults.clear()
    playground.twice = False
    before = len(playground.slack.calls)
    yield Ground(playground)
    refused = [call for call in playground.slack.calls[before:] if not call.ok and not call.fault]
    assert [(call.method, call.answer) for call in refused] == []


def chromium() -> str:
    """Where a Chromium is; empty when there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((path for name in names if (path := shutil.which(name))), "")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser."""
    path = chromium()
    if not path and not os.environ.get("CI"):
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opens(browser: Browser, ground: Ground) -> Iterator[Opens]:
    """Opens the page, for whom and where a test wants it."""
    yield from opening(browser, ground)


@pytest.fixture
def screen(opens: Opens, ground: Ground) -> Screen:
    """Ann in a channel of her own."""
    ann = ground.person()
    return opens(ann, ground.channel(ann))
