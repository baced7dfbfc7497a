"""Whose payload it is, in the shapes that Slack sends: one workspace, an organisation, a channel shared between two."""

from typing import Any

import pytest

from bot.slack.payloads import clicked, enterprise_of, spoken, team_of

Json = dict[str, Any]


def authorised(team: str | None, enterprise: str | None, whole: bool) -> list[Json]:
    us = {"user_id": "U0ADVISOR", "is_bot": True}
    return [us | {"enterprise_id": enterprise, "team_id": team, "is_enterprise_install": whole}]


MENTION = {"type": "app_mention", "user": "W0ANN", "text": "<@U0ADVISOR> fence", "ts": "1.0", "channel": "C0", "event_ts": "1.0"}
EVENT = {"type": "event_callback", "event": MENTION, "event_id": "Ev0", "api_app_id": "A0"}
ACTION = {"type": "button", "action_id": "x", "block_id": "b", "value": "v", "action_ts": "1.5"}
CLICK: Json = {"type": "block_actions", "trigger_id": "1.2.x", "actions": [ACTION], "channel": {"id": "C0", "name": "here"}}
CLICK |= {"container": {"type": "message", "message_ts": "1.0", "channel_id": "C0", "is_ephemeral": False}}

PAYLOADS: dict[str, tuple[Json, tuple[str, str]]] = {
    "event": ({**EVENT, "team_id": "T0", "authorizations": authorised("T0", None, False)}, ("T0", "")),
    "event in a workspace of an organisation": (
        {**EVENT, "team_id": "T0", "enterprise_id": "E0", "authorizations": authorised("T0", "E0", False)},
        ("T0", "E0"),
    ),
    "event for an organisation": (
        {**EVENT, "team_id": "T0", "enterprise_id": "E0", "authorizations": authorised("T0", "E0", True)},
        ("E0", "E0"),
    ),
    "event for an organisation in a direct message, which is in no workspace": (
        {**EVENT, "team_id": "E0", "enterprise_id": "E0", "authorizations": authorised(None, "E0", True)},
        ("E0", "E0"),
    ),
    "event in a channel shared with strangers, who wrote it": (
        {
            **EVENT,
            "event": {**MENTION, "team": "T0THEIRS", "user_team": "T0THEIRS", "source_team": "T0THEIRS"},
            "team_id": "T0THEIRS",
            "context_team_id": "T0",
            "is_ext_shared_channel": True,
            "authorizations": authorised("T0", None, False),
        },
        ("T0", ""),
    ),
    "event without authorisations": ({**EVENT, "team_id": "T0"}, ("T0", "")),
    "click": (
        {**CLICK, "team": {"id": "T0", "domain": "d"}, "user": {"id": "U0", "team_id": "T0"}, "enterprise": None},
        ("T0", ""),
    ),
    "click in a workspace of an organisation": (
        {
            **CLICK,
            "team": {"id": "T0", "domain": "d", "enterprise_id": "E0", "enterprise_name": "Org"},
            "user": {"id": "W0ANN", "team_id": "T0"},
            "enterprise": {"id": "E0", "name": "Org"},
            "is_enterprise_install": False,
        },
        ("T0", "E0"),
    ),
    "click for an organisation, without a workspace": (
        {
            **CLICK,
            "team": None,
            "user": {"id": "W0ANN", "team_id": "T0HERS"},
            "enterprise": {"id": "E0", "name": "Org"},
            "is_enterprise_install": True,
        },
        ("E0", "E0"),
    ),
    "command": ({"command": "/advisor", "team_id": "T0", "user_id": "U0", "is_enterprise_install": "false"}, ("T0", "")),
    "command for an organisation": (
        {"command": "/advisor", "team_id": "T0", "enterprise_id": "E0", "user_id": "W0ANN", "is_enterprise_install": "true"},
        ("E0", "E0"),
    ),
    "modal, sent off in another workspace than it was installed in": (
        {
            "type": "view_submission",
            "team": {"id": "T0THEIRS", "domain": "d"},
            "user": {"id": "U0", "team_id": "T0THEIRS"},
            "view": {"app_installed_team_id": "T0", "type": "modal"},
        },
        ("T0", ""),
    ),
    "an organisation that removes the app": (
        {"type": "event_callback", "event": {"type": "app_uninstalled"}, "team_id": None, "enterprise_id": "E0"},
        ("E0", "E0"),
    ),
}


@pytest.mark.parametrize(("payload", "whose"), PAYLOADS.values(), ids=PAYLOADS)
def test_whose_it_is(payload: Json, whose: tuple[str, str]) -> None:
    assert (team_of(payload), enterprise_of(payload)) == whose


def test_a_message_and_a_click_of_one_person_are_of_one_place() -> None:
    words = spoken(PAYLOADS["event for an organisation"][0])
    click = clicked(PAYLOADS["click for an organisation, without a workspace"][0])
    assert words
    assert (words.spot.place, words.user) == (click.spot.place, click.user)


@pytest.mark.parametrize(
    "event",
    [
        {**MENTION, "bot_id": "B0", "user": "U0BOT"},
        {**MENTION, "type": "message", "subtype": "message_changed", "user": ""},
        {**MENTION, "type": "message", "subtype": "channel_join"},
        {**MENTION, "type": "message", "hidden": True, "subtype": "message_deleted"},
    ],
)
def test_what_is_no_persons_new_message_is_none(event: Json) -> None:
    assert spoken({**EVENT, "team_id": "T0", "event": event}) is None
