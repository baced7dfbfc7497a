"""The course in a real browser, with time moved forward."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from bot.fake_slack.state.workspace import TEAM
from bot.storage.tables import WORKSPACES
from tests.browser.test_axe import in_order
from tests.support.course_grounds import Grounds
from tests.support.grounds import Ground, Opens, opening


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    """A playground of its own, as its time is moved."""
    playground = Grounds(tmp_path).playground
    yield Ground(playground)
    playground.stop()


@pytest.fixture
def opens(browser: Browser, ground: Ground) -> Iterator[Opens]:
    yield from opening(browser, ground)


def test_a_lesson_a_reminder_on_another_day_and_a_file_to_keep(opens: Opens, ground: Ground) -> None:
    ben = ground.playground.people[1]
    screen = opens(ben, ground.playground.client(ben.id).dm)
    last = screen.page.locator("#list li.message").last
    screen.say("/advisor onboard")
    screen.button("This one", last).click()
    expect(last).to_contain_text("“Beta” is next")
    panel = screen.panel("Trouble and time")
    expect(panel).to_contain_text("as it is outside")
    panel.get_by_role("button", name="To the next working day at 10:00").click()
    screen.notice("It is Tuesday 5 January at 10:00 now. One scheduled message was said on the way.")
    expect(panel).to_contain_text("which is later than it is outside")
    expect(screen.page.locator("#bar")).to_contain_text("where it is Tuesday 5 January at 10:00")
    screen.button(ground.phrase("course_action_show"), last).click()
    expect(last).to_contain_text("What is beta?")
    screen.say("summary")
    link = last.get_by_role("link", name="your-summary-a-small-course.md")
    in_order(screen.page)
    with screen.page.expect_download() as stored:
        link.click()
    assert stored.value.suggested_filename == "your-summary-a-small-course.md"
    assert "What you learnt" in stored.value.path().read_text()


def test_an_administrator_chooses_where_newcomers_are_welcomed(opens: Opens, ground: Ground) -> None:
    amina, ben = ground.playground.people[:2]
    channel = next(one for one in ground.playground.slack.workspace.channels.values() if one.name == "new-starters")
    screen = opens(amina, "home")
    box = screen.page.get_by_label("#new-starters")
    box.check()
    ground.playground.slack.wait_until(lambda: _chosen(ground) == [channel.id])
    screen.page.reload()
    expect(box).to_be_checked()
    in_order(screen.page)
    screen.page.get_by_role("link", name="# new-starters").click()
    screen.say(f"/invite @{ben.name}")
    expect(screen.page.locator("#list li.message").last).to_contain_text(f"{ben.name} is in this channel now.")
    told = opens(ben, channel).page.locator("#list li.message").last
    expect(told).to_contain_text("Only visible to you")
    expect(told).to_contain_text("A small course")


def _chosen(ground: Ground) -> list[str]:
    """The channels that are kept as chosen."""
    advisor = ground.playground.app.advisor
    with advisor.store.transaction(advisor.clock().timestamp()) as transaction:
        return list(transaction.settings_of(WORKSPACES, TEAM).get("welcome", ()))
