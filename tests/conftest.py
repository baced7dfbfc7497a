"""What all tests may use."""

import os
from typing import Any

import pytest

from bot.core.content.library import Library
from bot.services.content import library_at, shipped_content

pytest_plugins = ["tests.support.slack.fixtures"]


def pytest_configure(config: pytest.Config) -> None:
    """A data folder for the tests alone, which workers and processes share: what one has checked, all know."""
    if not hasattr(config, "workerinput"):
        assert config.cache
        os.environ["XDG_DATA_HOME"] = str(config.cache.mkdir("data"))


def pytest_xdist_auto_num_workers() -> int:
    """Two workers a core: those of the Slack and browser tests mostly wait for what they started."""
    return 2 * (os.cpu_count() or 1)


@pytest.fixture(scope="session")
def library() -> Library:
    """The content as it is shipped."""
    return library_at(shipped_content())


NO_BROWSER = "The browser tests were left out: there is no Chromium here. CONTRIBUTING.md says how to get one."


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say in one line what was left out, and how much was tried at random."""
    for report in terminalreporter.stats.get("passed", ()):
        for name, words in getattr(report, "user_properties", ()):
            if name == "fuzzed":
                terminalreporter.write_line(f"Fuzz, {words}.")
    if any(NO_BROWSER in str(report.longrepr) for report in terminalreporter.stats.get("skipped", ())):
        terminalreporter.write_line(NO_BROWSER)
