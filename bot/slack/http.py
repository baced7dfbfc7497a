"""Slack over HTTP: an ASGI app with the request addresses, installation, and health."""

import logging
from collections.abc import Callable

from prometheus_client import CONTENT_TYPE_LATEST
from slack_bolt import App
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from slack_sdk.signature import SignatureVerifier
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.slack.payload_shape import what_is_wrong
from bot.slack.watched import kind_of
from bot.telemetry.metrics import ACKNOWLEDGED, exposed

LOG = logging.getLogger(__name__)
EVENTS, INSTALL, REDIRECT = "/slack/events", "/slack/install", "/slack/oauth_redirect"
HEALTHZ, READYZ, METRICS = "/healthz", "/readyz", "/metrics"


MOST = 1_000_000  # bytes of a request; Slack's are far smaller


def asgi_app(app: App, ready: Callable[[], str], signing_secret: str = "", measured: Callable[[], bytes] = exposed) -> Starlette:
    """The ASGI app; `ready` says why the advisor cannot work, or nothing when it can. Without a secret it takes no events."""

    async def events(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", status_code=413)
        if b"ssl_check=1" in body.split(b"&"):
            return PlainTextResponse("")  # Slack looks at our certificate, and no more
        if not _signed(SignatureVerifier(signing_secret), request, body):
            return PlainTextResponse("not signed by Slack", status_code=401)
        try:
            bolt_request = to_bolt_request(request, body)
            wrong = what_is_wrong(bolt_request.body)
        except (ValueError, TypeError, AttributeError, LookupError) as error:  # no JSON, or none that is an object
            wrong = type(error).__name__
        if wrong:
            LOG.warning("A payload was refused, as it cannot be read: %s", wrong)
            return PlainTextResponse("cannot be read", status_code=400)
        with ACKNOWLEDGED.labels(kind_of(bolt_request.body)).time():
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

    async def metrics(_: Request) -> Response:
        return Response(await run_in_threadpool(measured), media_type=CONTENT_TYPE_LATEST)

    routes = [Route(HEALTHZ, alive), Route(READYZ, can_work), Route(METRICS, metrics)]
    if signing_secret:
        routes.append(Route(EVENTS, events, methods=["POST"]))
    if app.oauth_flow is not None:
        routes += [Route(INSTALL, install), Route(REDIRECT, install)]
    return Starlette(routes=routes)


async def _body(request: Request) -> bytes | None:
    """What was sent; None when it is more than Slack ever sends."""
    body = bytearray()
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > MOST:
                return None
    except ClientDisconnect:
        return None
    return bytes(body)


def _signed(verifier: SignatureVerifier, request: Request, body: bytes) -> bool:
    """Whether Slack signed it, a moment ago."""
    try:
        return verifier.is_valid_request(body, request.headers)
    except (ValueError, TypeError):  # a time that is no number, or letters that no signature has
        return False
