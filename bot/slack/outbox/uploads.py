"""Documents as files that people can keep, uploaded beside the messages that show them."""

import logging
from dataclasses import dataclass
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.errors import is_for_a_while
from bot.slack.outbox.kinds import FILE
from bot.storage.outbox import Outgoing

MOST_ATTEMPTS = 3  # then the messages have to do: a firewall may let Slack's files not pass, and other words wait behind this

LOG = logging.getLogger(__name__)


def handed_over(name: str, document: str) -> dict[str, Any]:
    """A document for the outbox."""
    return {"kind": FILE, "user": "", "ts": "", "opens": False, "name": name, "document": document}


@dataclass(frozen=True)
class HandingOver:
    """One document on its way to Slack."""

    client: WebClient
    outgoing: Outgoing

    def upload(self) -> None:
        """Upload it once. Raises what is worth another try."""
        attempts, payload = self.outgoing.attempts, self.outgoing.payload
        if attempts >= MOST_ATTEMPTS or (attempts and self._is_there()):
            return
        where = {"channel": payload["at"]["channel"], "thread_ts": payload["at"].get("thread") or None}
        try:
            self.client.files_upload_v2(filename=payload["name"], title=payload["name"], content=payload["document"], **where)
        except SlackApiError as error:
            if is_for_a_while(error):
                raise
            LOG.warning("Slack took no file: %s", error.response.get("error"))  # such as missing_scope, in older installations

    def _is_there(self) -> bool:
        """Whether an attempt that seemed to fail did arrive: the same name and the same size."""
        name, size = self.outgoing.payload["name"], len(self.outgoing.payload["document"].encode())
        told = self.client.conversations_history(channel=self.outgoing.payload["at"]["channel"], limit=30)
        files = [file for message in told.get("messages") or () for file in message.get("files") or ()]
        return any((file.get("name"), file.get("size")) == (name, size) for file in files)
