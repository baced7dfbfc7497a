"""A playground with a small course, which can be started again."""

from datetime import timedelta
from pathlib import Path

from bot.core.loading.files import COURSE
from tests.support.good_library import GOOD
from tests.support.grounds import playground_in
from tests.support.small_course import MONDAY, SMALL_COURSE


class Grounds:
    """A playground over a database and a content folder, which can be started again; the real clock is moved by
    hand."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.content, self.outside = folder, folder / "content", MONDAY
        for path, text in (GOOD | {COURSE: SMALL_COURSE}).items():
            (self.content / path).parent.mkdir(parents=True, exist_ok=True)
            (self.content / path).write_text(text)
        self.start()

    def start(self) -> None:
        self.playground = playground_in(self.folder, self.content, lambda: self.outside)
        self.playground.start()

    def restart(self) -> None:
        """The whole process anew, an hour later."""
        self.playground.stop()
        self.outside += timedelta(hours=1)
        self.start()

    def save(self, course: str) -> None:
        """An author saves the course, and it is served."""
        before = self.playground.content.library
        (self.content / COURSE).write_text(course)
        self.playground.slack.wait_until(lambda: self.playground.app.advisor.library is not before)
