"""Socket Mode: Bolt's own handler, with the envelope's id passed on so that a redelivery is seen."""

import logging
from time import time

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.socket_mode.internals import build_headers, send_response
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.slack.payload_shape import what_is_wrong
from bot.slack.watched import kind_of
from bot.telemetry.metrics import ACKNOWLEDGED

LOG = logging.getLogger(__name__)

PING = 2  # seconds; the SDK takes a line that was cut for lost after the fifth, and one that is silent after the fourth


class SocketMode(SocketModeHandler):
    """Hands each envelope to the app, then acknowledges it."""

    def __init__(self, app: App, app_token: str) -> None:
        super().__init__(app, app_token, ping_interval=PING)

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        """Take one envelope; only what is kept is acknowledged."""
        start = time()
        body = {**req.payload, "envelope_id": req.envelope_id} if isinstance(req.payload, dict) else req.payload
        if wrong := what_is_wrong(body) if isinstance(body, dict) else "no object":
            LOG.warning("A payload was refused, as it cannot be read: %s", wrong)
            send_response(client, req, BoltResponse(status=200), start)  # or the same would come again
            return
        request = BoltRequest(mode="socket_mode", body=body, headers=build_headers(req))
        with ACKNOWLEDGED.labels(kind_of(body)).time():
            send_response(client, req, self.app.dispatch(request), start)
