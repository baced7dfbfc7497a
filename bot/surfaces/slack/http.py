"""Slack over HTTP: an ASGI app with the request addresses, installation, and health."""

from collections.abc import Callable

from slack_bolt import App
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

EVENTS, INSTALL, REDIRECT, HEALTHZ, READYZ = "/slack/events", "/slack/install", "/slack/oauth_redirect", "/healthz", "/readyz"


def asgi_app(app: App, ready: Callable[[], str]) -> Starlette:
    """The ASGI app; `ready` says why the advisor cannot work, or nothing when it can."""

    async def events(request: Request) -> Response:
        bolt_request = to_bolt_request(request, await request.body())
        return to_starlette_response(await run_in_threadpool(app.dispatch, bolt_request))

    async def install(request: Request) -> Response:
        assert app.oauth_flow is not None
        step = app.oauth_flow.handle_installation if request.url.path == INSTALL else app.oauth_flow.handle_callback
        bolt_request = to_bolt_request(request, b"")
        return to_starlette_response(await run_in_threadpool(step, bolt_request))

    async def alive(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def can_work(_: Request) -> Response:
        trouble = await run_in_threadpool(ready)
        return PlainTextResponse(trouble or "ok", status_code=503 if trouble else 200)

    routes = [Route(EVENTS, events, methods=["POST"]), Route(HEALTHZ, alive), Route(READYZ, can_work)]
    if app.oauth_flow is not None:
        routes += [Route(INSTALL, install), Route(REDIRECT, install)]
    return Starlette(routes=routes)
