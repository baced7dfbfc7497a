"""The page's routes: the page itself, what it shows, what people do in it, and word of every change."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from secrets import compare_digest

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.playground.actions import Actions, UserAction
from bot.playground.html.page import PageQuery, shown
from bot.playground.origin_guard import OriginGuard
from bot.playground.playground import Playground

FILES = Path(__file__).parent / "static"
TOGETHER, STILL_HERE = 0.03, 15.0  # seconds: changes that come together are told together; a line is kept open


class PageRoutes:
    """Serves one playground."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self._watching: set[asyncio.Event] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        playground.slack.workspace.changed.listeners.append(self._changed)

    @property
    def routes(self) -> list[BaseRoute]:
        """Beside the stand-in's own."""
        return [
            Route("/", self.page),
            Route("/shown", self.shown),
            Route("/actions", self.actions, methods=["POST"]),
            Route("/changes", self.changes),
            Mount("/page", StaticFiles(directory=FILES)),
        ]

    def add_to(self, host: str) -> None:
        """Serve the page where the stand-in serves Slack's API, and guard both."""
        web = self.playground.slack.web
        web.router.routes.extend(self.routes)
        web.add_middleware(OriginGuard, host=host)

    async def page(self, _: Request) -> Response:
        """The page, with its token."""
        html = (FILES / "index.html").read_text(encoding="utf-8")
        return HTMLResponse(html.replace("{{ token }}", self.playground.token))

    def _stranger(self, request: Request) -> Response | None:
        token = request.headers.get("x-playground-token") or request.query_params.get("token") or ""
        known = compare_digest(token.encode(), self.playground.token.encode())
        return None if known else PlainTextResponse("Reload the page.", status_code=403)

    async def shown(self, request: Request) -> Response:
        """What somebody has before them."""
        if stranger := self._stranger(request):
            return stranger
        asked = {name: request.query_params.get(name, "") for name in ("person", "place", "thread", "panel")}
        return JSONResponse(await run_in_threadpool(shown, self.playground, PageQuery(**asked)))

    async def actions(self, request: Request) -> Response:
        """Something that somebody does."""
        if stranger := self._stranger(request):
            return stranger
        try:
            action = UserAction.model_validate_json(await request.body())
        except ValidationError as error:
            return PlainTextResponse(str(error), status_code=400)
        return JSONResponse(await run_in_threadpool(Actions(self.playground).take, action))

    async def changes(self, request: Request) -> Response:
        """Word of every change, as server-sent events."""
        return self._stranger(request) or StreamingResponse(self._told(), media_type="text/event-stream")

    async def _told(self) -> AsyncIterator[str]:
        self._loop, changed = asyncio.get_running_loop(), asyncio.Event()
        self._watching.add(changed)
        try:
            yield "data: look\n\n"
            while True:
                try:
                    await asyncio.wait_for(changed.wait(), STILL_HERE)
                    await asyncio.sleep(TOGETHER)
                    changed.clear()
                    yield "data: look\n\n"
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            self._watching.discard(changed)

    def _changed(self) -> None:
        """Something changed, in whatever thread."""
        if self._loop and self._watching:
            self._loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for watching in self._watching:
            watching.set()
