"""The app in a process of its own, to be killed: `python -m tests.slack.process API_URL DATABASE [speaking]`."""

import sys
import threading
from pathlib import Path

from bot.surfaces.playground.slack import APP_TOKEN
from bot.surfaces.slack.socket_mode import SocketMode
from tests.slack.office import Works, small_library


def main(api_url: str, database: str, speaking: str = "") -> None:
    """Take what Slack sends; say something only when told to."""
    works = Works(small_library(), Path(database), api_url)
    if speaking:
        works.sender.start()
    SocketMode(works.app, APP_TOKEN).connect()  # type: ignore[no-untyped-call]
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
