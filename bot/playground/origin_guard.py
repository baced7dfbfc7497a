"""Keeps other pages of the same browser, and pages under other names, away from the playground."""

from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = {"localhost", "127.0.0.1"}
POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' https:", "connect-src 'self'",
        "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    )
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches this address."""
    return host == "localhost" or (is_address(host) and ip_address(host).is_loopback)


def is_address(host: str) -> bool:
    """Whether this is an address and no name, which could be pointed anywhere."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


class OriginGuard:
    """Around everything the stand-in serves, its Web API as well."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        self.app, self.hosts, self.anyone = app, LOOPBACK | {host}, not is_loopback(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve whoever may be served."""
        if trouble := self._trouble(scope):
            await PlainTextResponse(trouble, status_code=403)(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, with_headers)

    def _trouble(self, scope: Scope) -> str:
        """Why this is not for us; empty when it is."""
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        name = host.rpartition(":")[0] or host
        if not {name, host} & self.hosts and not (self.anyone and is_address(name)):
            return "The playground is served under its own address only."  # or a name elsewhere could be pointed here
        if origin is not None and origin != f"http://{host}":
            return "Another page may not use the playground."
        opened = scope["type"] == "http" and scope["method"] == "GET" and scope["path"] == "/"
        if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"} and not opened:
            return "Another page may not use the playground."
        return ""
