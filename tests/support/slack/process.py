"""The app in a process of its own, to be killed: `python -m tests.support.slack.process API_URL DATABASE [speaking
[course]]`.

The database is given by its address.
"""

import sys
import threading

from bot.fake_slack.fake_slack import APP_TOKEN
from bot.services.conversations import now_in_utc
from bot.slack.socket_mode import SocketMode
from tests.support import small_course
from tests.support.slack.office import Works, small_library


def main(api_url: str, database: str, speaking: str = "", course: str = "") -> None:
    """Take what Slack sends; say something only when told to. With the course it is always Monday."""
    library, clock = (small_course.course_library(), lambda: small_course.MONDAY) if course else (small_library(), now_in_utc)
    works = Works(library, database, api_url, clock)
    if speaking:
        works.sender.start()
    SocketMode(works.app, APP_TOKEN).connect()  # type: ignore[no-untyped-call]
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
