"""Anything at all, to the readers that others can reach: payloads, authors' YAML, and text for Slack. Counts are printed.

`ADVISOR_FUZZ=20000 pytest -s -n0 tests/slack/app/test_fuzz.py` tries longer.
"""

import copy
import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.loading.yaml_reader import read_yaml
from bot.slack.blocks.mrkdwn import mrkdwn
from bot.slack.listeners.error_handler import _whom
from bot.slack.payload_shape import what_is_wrong
from bot.slack.payloads import clicked, delivery_of, enterprise_of, spoken, submitted, team_of, user_of

TRIES = int(os.environ.get("ADVISOR_FUZZ", "150"))
fuzz = settings(max_examples=TRIES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
NAMES = st.sampled_from(
    """
    type event team team_id user user_id channel actions action_id block_id value state values view callback_id container
    message ts text private_metadata enterprise trigger_id response_url command authorizations selected_option
    """.split()
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(max_size=5), inner, max_size=4),
    max_leaves=12,
)
WHOSE = {"team": {"id": "T1"}, "user": {"id": "U1"}, "trigger_id": "t", "response_url": "http://127.0.0.1/"}
ACTION = {"type": "button", "action_id": "give:0", "block_id": "b", "value": "{}", "action_ts": "1.0"}
GOOD: list[dict[str, Any]] = [
    {**WHOSE, "type": "block_actions", "actions": [ACTION], "channel": {"id": "C1"}, "message": {"ts": "1.0"}, "container": {}},
    {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": {
        "type": "message", "user": "U1", "channel": "C1", "channel_type": "im", "ts": "1.0", "text": "words"}},
    {"command": "/advisor", "text": "help", "team_id": "T1", "user_id": "U1", "channel_id": "C1", "trigger_id": "t"},
]  # fmt: skip
MARKS = "<>&*_~`|!@#[]()\\\n-1.\u200b"
Noted = Callable[[str, object], None]


def mangled(body: dict[str, Any], path: list[int], value: Any) -> dict[str, Any]:
    """A payload with one of its parts, wherever the path leads, put in the place of another."""
    body = copy.deepcopy(body)
    at: Any = body
    for step in path:
        keys = list(at) if isinstance(at, dict) else range(len(at)) if isinstance(at, list) else []
        if not keys:
            break
        key = list(keys)[step % len(keys)]
        if isinstance(at[key], dict | list) and step % 3:
            at = at[key]
        else:
            at[key] = value
            break
    return body


def read_all(body: dict[str, Any]) -> None:
    """Everything that reads a payload which is not refused."""
    kind = body.get("type")
    team_of(body), enterprise_of(body), user_of(body), delivery_of(body), _whom(body)
    if kind == "event_callback":
        spoken(body)
    elif kind == "block_actions":
        clicked(body)
    elif kind == "view_submission":
        submitted(body["view"]["state"]["values"])


def test_any_payload_is_refused_or_read(record_property: Noted) -> None:
    refused, read = [0], [0]

    @fuzz
    @given(st.one_of(st.dictionaries(NAMES, JSON), st.builds(mangled, st.sampled_from(GOOD), st.lists(st.integers(0, 50)), JSON)))
    def tried(body: dict[str, Any]) -> None:
        if what_is_wrong(body):
            refused[0] += 1
        else:
            read[0] += 1
            read_all(body)

    tried()
    record_property("fuzzed", f"payloads: {read[0]} read, {refused[0]} refused")
    assert read[0] > TRIES / 20
    assert refused[0] > TRIES / 20


def test_the_payloads_it_begins_with_are_good() -> None:
    assert [what_is_wrong(body) for body in GOOD] == ["", "", ""]


def test_any_yaml_is_read_or_told(record_property: Noted) -> None:
    told, read = [0], [0]
    words = st.sampled_from(
        ["title: ", "- ", "&a ", "*a", "!!python/object:os.system ", "<<: ", "|\n", "{", "}", "? ", "\n", "  "]
    )

    @fuzz
    @given(st.text(max_size=200) | st.lists(words | st.text(max_size=8), max_size=30).map("".join))
    def tried(text: str) -> None:
        reading = read_yaml(text, "dialogues/fuzz.yaml")
        told[0] += bool(reading.problems)
        read[0] += not reading.problems

    tried()
    record_property("fuzzed", f"YAML: {read[0]} read, {told[0]} told")
    assert told[0] > TRIES / 20


def test_any_typed_text_pings_nobody(record_property: Noted) -> None:
    count = [0]

    @fuzz
    @given(st.text(alphabet=MARKS + "abcU0C", max_size=120) | st.text(max_size=120))
    def tried(text: str) -> None:
        count[0] += 1
        assert not re.search(r"<[!@#]", mrkdwn(text))

    tried()
    record_property("fuzzed", f"texts for Slack: {count[0]}")


@pytest.mark.parametrize("text", ["<!channel>", "<@U0ANN>", "<#C0>", "<!here|here>", "[x](<!channel>)", "`<!channel>`"])
def test_what_pings_is_no_ping_when_it_is_typed(text: str) -> None:
    assert not re.search(r"<[!@#]", mrkdwn(text))
