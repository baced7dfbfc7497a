"""The stand-in on a port of this machine, for as long as it is wanted."""

import socket
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.fake_slack.fake_slack import FakeSlack
from bot.fake_slack.transport.socket_mode import Sockets
from bot.fake_slack.web_api.server import WebApi


class StandIn(FakeSlack):
    """A Slack of our own; use it in a `with` statement, or start and stop it."""

    def __init__(self, clock: Callable[[], float] = time.time, host: str = "127.0.0.1", port: int = 0) -> None:
        super().__init__(clock)
        self.sockets = Sockets(self)
        self.deliveries.carry = self.sockets.carry
        self._socket = socket.create_server((host, port))
        self.address = f"{host}:{self._socket.getsockname()[1]}"
        self.socket_address = f"ws://{self.address}/link"
        self.upload_address = f"http://{self.address}/upload"
        self.web = self._web()
        self._server = uvicorn.Server(self._config())
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)

    @property
    def api_url(self) -> str:
        """The base of the Web API, for SLACK_API_URL."""
        return f"http://{self.address}/api/"

    def response_url(self, name: str) -> str:
        """An address to answer at."""
        return f"http://{self.address}/respond/{name}"

    def _web(self) -> Starlette:
        api = WebApi(self)
        routes = [
            Route("/api/{method}", api.call, methods=["GET", "POST"]),
            Route("/respond/{name}", api.respond, methods=["POST"]),
            Route("/upload/{id}", api.uploaded, methods=["POST"]),
            Route("/files/{id}", api.file),
            WebSocketRoute("/link", self.sockets.link),
        ]
        return Starlette(routes=routes)

    def _config(self) -> uvicorn.Config:
        return uvicorn.Config(
            _with_cut(self.web),
            http="h11",
            ws="wsproto",
            lifespan="off",
            log_level="error",
            proxy_headers=False,
            timeout_graceful_shutdown=1,
        )

    def start(self) -> None:
        """Serve."""
        self._thread.start()

    def stop(self) -> None:
        """Serve no more."""
        self._server.should_exit = True
        self._thread.join(timeout=10)
        self._socket.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()


def _with_cut(app: ASGIApp) -> ASGIApp:
    """The app, with a way to cut the line of a request, which ASGI has not."""

    async def served(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            scope["cut"] = send.__self__.transport.abort  # type: ignore[attr-defined]  # uvicorn's own
        await app(scope, receive, send)

    return served
