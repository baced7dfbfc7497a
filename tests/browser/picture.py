"""The picture in the README: `make screenshot` plays a decision in the playground and photographs it."""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import expect, sync_playwright

from bot.services.content import shipped_content
from tests.browser.conftest import FLAGS, chromium
from tests.support.grounds import Ground, opening, playground_in

PICTURE = Path(__file__).parents[2] / "docs" / "playground.png"
SIZE = {"width": 1360, "height": 1000}


def main() -> None:
    """Take the picture."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        playground = playground_in(Path(folder), shipped_content())
        playground.start()
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        try:
            screens = opening(browser, Ground(playground))
            amina = playground.people[0]
            screen = next(screens)(amina, playground.channels(amina.id)[0], size=SIZE)
            screen.say("@advisor Which intervention?")
            screen.asks("Which service")
            screen.press("action_answer")
            screen.modal.locator("input, textarea").first.fill("reablement after a hospital stay")
            screen.page.keyboard.press("Enter")
            expect(screen.thread).to_have_count(3)
            screen.panel("For authors")
            screen.page.mouse.move(5, 500)
            screen.page.screenshot(path=PICTURE)
        finally:
            browser.close()
            playground.stop()


if __name__ == "__main__":
    main()
