"""The playground listens on this machine alone, unless it is told otherwise in as many words."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message

from bot.playground.origin_guard import OriginGuard
from bot.playground.serve import CannotListen, playground_at
from bot.services.content import shipped_content
from bot.services.conversations import Advisor
from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.answers import NoAnswers
from tests.support.small_library import small_library


def advisor(folder: Path) -> Advisor:
    return Advisor(small_library(), Store(open_database(f"sqlite:///{folder / 'advisor.db'}")))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7"])
def test_an_address_that_others_reach_is_refused(host: str, tmp_path: Path) -> None:
    with pytest.raises(CannotListen, match="--anyone-on-this-network"):
        playground_at(host, 0, advisor(tmp_path), shipped_content(), lambda _: NoAnswers())


def test_it_is_served_where_that_is_said(tmp_path: Path) -> None:
    made = playground_at("0.0.0.0", 0, advisor(tmp_path), shipped_content(), lambda _: NoAnswers(), anyone=True)
    assert made.slack.address.startswith("0.0.0.0:")


def answered(listens: str, method: str, path: str, **headers: str) -> int:
    """The status of the guard's answer to a request."""
    told: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        told.append(message)

    sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": sent}
    with ThreadPoolExecutor(1) as thread:  # a browser test before this one leaves a running loop in the main thread
        thread.submit(lambda: asyncio.run(OriginGuard(PlainTextResponse("hello"), listens)(scope, receive, send))).result()
    return int(told[0]["status"])


@pytest.mark.parametrize(
    ("listens", "asked", "status"),
    [
        ("127.0.0.1", "127.0.0.1:3000", 200),
        ("127.0.0.1", "192.0.2.7:3000", 403),
        ("127.0.0.1", "elsewhere.example:3000", 403),
        ("0.0.0.0", "192.0.2.7:3000", 200),
        ("0.0.0.0", "elsewhere.example:3000", 403),
    ],
)
def test_a_name_that_could_be_pointed_here_is_refused(listens: str, asked: str, status: int) -> None:
    assert answered(listens, "GET", "/", host=asked) == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://127.0.0.1:3000"}, 200),
        ({"origin": "http://elsewhere.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
    ],
)
def test_another_page_may_not_use_it(headers: dict[str, str], status: int) -> None:
    assert answered("127.0.0.1", "POST", "/act", host="127.0.0.1:3000", **headers) == status
