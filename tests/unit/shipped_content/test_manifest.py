"""The manifest: what Slack's own schema and limits ask of it, and the fewest scopes."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.core.loading.yaml_reader import read_yaml
from bot.slack.installations import SCOPES

ROOT = Path(__file__).parents[3]
SCHEMA = ROOT / "../shared/slack-manifest/manifest.schema.2.0.0.json"


@pytest.fixture(scope="module")
def manifest() -> Any:
    return read_yaml((ROOT / "manifest.yml").read_text(), "manifest.yml").value


@pytest.mark.skipif(not SCHEMA.exists(), reason="Slack's schema is not on this machine")
def test_slack_would_take_it(manifest: Any) -> None:
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text())).validate(manifest)


def test_names_are_within_the_limits(manifest: Any) -> None:
    """https://docs.slack.dev/reference/app-manifest"""
    shown = manifest["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 < len(shown["long_description"]) <= 4000
    assert all(
        len(s["name"]) <= 24 and len(s["description"]) <= 150 and len(s["callback_id"]) <= 255
        for s in manifest["features"]["shortcuts"]
    )
    assert len(manifest["features"]["shortcuts"]) <= 10


def test_it_asks_for_the_scopes_that_installing_asks_for(manifest: Any) -> None:
    assert sorted(manifest["oauth_config"]["scopes"]["bot"]) == sorted(SCOPES)


def test_every_scope_and_event_is_explained(manifest: Any) -> None:
    page = (ROOT / "docs" / "slack.md").read_text()
    asked = [*manifest["oauth_config"]["scopes"]["bot"], *manifest["settings"]["event_subscriptions"]["bot_events"]]
    assert [name for name in asked if f"`{name}`" not in page] == []
