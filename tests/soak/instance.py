"""One instance in a process of its own: `python -m tests.soak.instance API_URL DATABASE PORT CLOCK_FILE`."""

import sys
from datetime import datetime, timedelta
from pathlib import Path

import uvicorn

from bot.fake_slack.fake_slack import APP_TOKEN
from bot.services.conversations import now_in_utc
from bot.slack.http import asgi_app
from bot.slack.socket_mode import SocketMode
from tests.support.slack.office import SECRET, Works, small_library


def main(api_url: str, database: str, port: str, clock_file: str) -> None:
    """Take what Slack sends over Socket Mode and HTTP, by a clock that is wrong by the seconds in a file."""

    def clock() -> datetime:
        return now_in_utc() + timedelta(seconds=float(Path(clock_file).read_text(encoding="utf-8") or 0))

    works = Works(small_library(), database, api_url, clock)
    works.sender.start()
    SocketMode(works.app, APP_TOKEN).connect()  # type: ignore[no-untyped-call]
    ready = asgi_app(works.app, works.advisor.trouble, SECRET)
    uvicorn.run(ready, host="127.0.0.1", port=int(port), log_level="error")


if __name__ == "__main__":
    main(*sys.argv[1:])
