"""Whether everybody can use the page: axe's rules for WCAG 2.2 AA, light and dark, on a desk and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.support.grounds import PHONE, Ground, Opens

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}


def in_order(page: Page) -> None:
    """Nothing that axe would complain of."""
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_in_order(opens: Opens, ground: Ground, dark: bool) -> None:
    ann = ground.person(admin=True)
    screen = opens(ann, ground.channel(ann), dark=dark)
    in_order(screen.page)
    screen.say("/advisor help")
    screen.say("@advisor")
    screen.asks(ground.phrase("menu_title"))
    screen.last.locator("select").select_option("What shall we plant?")
    screen.panel("For authors")
    screen.asks("Which garden is it about?")
    in_order(screen.page)
    screen.press("action_answer")
    expect(screen.modal.locator("input")).to_be_focused()
    screen.page.keyboard.press("Enter")
    expect(screen.modal.locator(".error")).to_be_visible()
    in_order(screen.page)
    screen.modal.locator("input").fill("yard")
    screen.page.keyboard.press("Enter")
    screen.click("All day")
    screen.last.get_by_label("Loam").check()
    screen.last.locator("select").select_option("May")
    screen.asks("Which tools do you have?")
    screen.panel("Trouble and time")
    in_order(screen.page)


@pytest.mark.parametrize("size", [None, PHONE], ids=["desk", "phone"])
def test_the_home_tab_is_in_order(opens: Opens, ground: Ground, size: dict[str, int] | None) -> None:
    screen = opens(ground.person(admin=True), "home", size=size)
    expect(screen.page.locator(".home select")).to_be_visible()
    in_order(screen.page)
