"""Events over HTTP: takes the same deliveries to the app's address, signed, with Slack's retries."""

import json
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode, urlsplit

from slack_sdk.signature import SignatureVerifier

from bot.fake_slack import Json
from bot.fake_slack.fake_slack import FakeSlack
from bot.fake_slack.state.deliveries import ACKNOWLEDGE_SECONDS, COMMAND, EVENT, Delivery

MOST_ATTEMPTS = 3


class HttpEvents:
    """The app's address, and the secret that signs what is sent there."""

    def __init__(self, slack: FakeSlack, url: str, secret: str, patience: float = ACKNOWLEDGE_SECONDS) -> None:
        self.slack, self.address, self.patience = slack, urlsplit(url), patience
        self._signer = SignatureVerifier(secret)
        self._threads = ThreadPoolExecutor(max_workers=8)

    def carry(self, delivery: Delivery) -> None:
        """Take a delivery to the app."""
        self._threads.submit(self._carry, delivery)

    def close(self) -> None:
        """No more deliveries."""
        self._threads.shutdown()

    def _carry(self, delivery: Delivery) -> None:
        reason = "http_timeout"
        while True:
            try:
                status, answer = self.post(*_body(delivery), headers=_retry(delivery, reason))
                if status == 200:
                    self.slack.deliveries.acknowledge(delivery.id, answer)
                    return
                reason = "http_error"
            except (OSError, HTTPException):
                reason = "http_timeout"
            if delivery.kind != EVENT or delivery.attempt >= MOST_ATTEMPTS:
                return
            delivery.attempt += 1

    def post(self, body: str, content_type: str, headers: Mapping[str, str] | None = None) -> tuple[int, Json]:
        """Post a body with its signature; the status and the answer."""
        stamp = str(int(time.time()))
        signed = {"X-Slack-Request-Timestamp": stamp, "Content-Type": content_type}
        signed["X-Slack-Signature"] = self._signer.generate_signature(timestamp=stamp, body=body) or ""
        connection = HTTPConnection(self.address.hostname or "", self.address.port, timeout=self.patience)
        try:
            connection.request("POST", self.address.path, body.encode(), {**signed, **(headers or {})})
            response = connection.getresponse()
            words = response.read().decode()
        finally:
            connection.close()
        is_json = response.headers.get("content-type", "").startswith("application/json")
        return response.status, json.loads(words) if is_json and words else {"text": words} if words else {}


def _body(delivery: Delivery) -> tuple[str, str]:
    if delivery.kind == EVENT:
        return json.dumps(delivery.payload), "application/json"
    form = delivery.payload if delivery.kind == COMMAND else {"payload": json.dumps(delivery.payload)}
    return urlencode(form), "application/x-www-form-urlencoded"


def _retry(delivery: Delivery, reason: str) -> dict[str, str]:
    return {"X-Slack-Retry-Num": str(delivery.attempt), "X-Slack-Retry-Reason": reason} if delivery.attempt else {}
