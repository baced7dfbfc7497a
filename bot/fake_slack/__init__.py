"""A stand-in for a Slack workspace, in front of the real Bolt app: for the browser playground and for the tests."""

from typing import Any

Json = dict[str, Any]
