"""An office that Slack reaches over HTTP."""

import socket
import threading
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from bot.fake_slack.transport.events_http import HttpEvents
from bot.slack.http import asgi_app
from tests.support.slack.office import SECRET, Office


class Front:
    """Stands before the app: notes what comes, and answers some of it with an error."""

    def __init__(self, app: Starlette) -> None:
        self.app, self.failing = app, 0
        self.retries: list[tuple[str, str]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Request(scope).headers
        if "x-slack-retry-num" in headers:
            self.retries.append((headers["x-slack-retry-num"], headers["x-slack-retry-reason"]))
        if self.failing:
            self.failing -= 1
            await Response(status_code=500)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


class HttpOffice(Office):
    """The app, reached over HTTP."""

    def open(self) -> Self:
        self.front = Front(asgi_app(self.app, self.advisor.trouble, SECRET))
        listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(self.front, lifespan="off", log_level="error", timeout_graceful_shutdown=1)
        self.server = uvicorn.Server(config)
        threading.Thread(target=self.server.run, kwargs={"sockets": [listening]}, daemon=True).start()
        self.http = HttpEvents(self.slack, f"{self.address}/slack/events", SECRET)
        self.slack.deliveries.carry = self.http.carry
        self.sender.start()
        return self

    def close(self) -> None:
        self.http.close()
        self.server.should_exit = True
        super().close()
