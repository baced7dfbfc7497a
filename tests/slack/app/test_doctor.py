"""`advisor doctor` against the stand-in: what is well and what is wrong, before anybody meets the bot."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli.main import app
from bot.core.content.library import Library
from bot.core.content.question import Question
from bot.core.loading.yaml_reader import read_yaml
from bot.fake_slack.fake_slack import APP_TOKEN, BOT_TOKEN, CONFIG_TOKEN
from bot.fake_slack.server import StandIn
from bot.services.content import shipped_content
from bot.slack.doctor import differences, slack_findings
from bot.slack.every_payload import Shown
from bot.slack.installations import SCOPES, client_with
from tests.support.slack.office import CONTENT


@pytest.fixture
def manifest() -> Any:
    return read_yaml((shipped_content() / "manifest.yml").read_text(encoding="utf-8"), "manifest.yml").value


@pytest.fixture
def slack(manifest: Any) -> Iterator[StandIn]:
    with StandIn() as slack:
        slack.manifest, slack.scopes = manifest, tuple(SCOPES)
        yield slack


@pytest.fixture
def doctor(slack: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Asks the doctor with the settings of a single workspace, and these."""

    def ask(**settings: str) -> Result:
        own = {"SLACK_BOT_TOKEN": BOT_TOKEN, "SLACK_APP_TOKEN": APP_TOKEN, "SLACK_CONFIG_TOKEN": CONFIG_TOKEN}
        own |= {"SLACK_API_URL": slack.api_url, "ADVISOR_DATABASE_URL": f"sqlite:///{tmp_path / 'advisor.db'}"}
        for name, value in {**own, **settings}.items():
            monkeypatch.setenv(name, value)
        return CliRunner().invoke(app, ["doctor", "--content", str(CONTENT)])

    return ask


def test_an_administrator_sees_that_all_is_well(doctor: Callable[..., Result]) -> None:
    told = doctor()
    assert (told.exit_code, "WRONG" in told.output) == (0, False), told.output
    for part in ("settings make sense", "content loads", "database answers: sqlite", "knows the token", "all 13 scopes"):
        assert part in told.output
    assert "asks for all that manifest.yml does" in told.output
    assert "Slack was asked about" in told.output


def test_every_payload_is_checked_by_slack(garden: Library, slack: StandIn, manifest: Any) -> None:
    findings = list(slack_findings(garden, client_with(BOT_TOKEN, slack.api_url), manifest))
    checked = [call.args for call in slack.calls if call.method == "blocks.validate"]
    shown = " ".join(str(one) for one in checked)
    for dialogue in garden.dialogues.values():
        for question in dialogue.questions.values():
            assert not isinstance(question, Question) or question.ask.partition("{")[0] in shown
    assert any("view" in one for one in checked)
    assert all(one.well for one in findings)
    assert findings[-1].words.startswith(f"Slack was asked about {len(checked)} ")


def test_what_slack_would_not_show_is_named_with_its_place(
    garden: Library, slack: StandIn, manifest: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    heading = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}
    wrong = lambda _: iter([Shown("the menu", {"text": "menu", "blocks": [heading]})])  # noqa: E731
    monkeypatch.setattr("bot.slack.doctor.every_payload", wrong)
    told = [one.words for one in slack_findings(garden, client_with(BOT_TOKEN, slack.api_url), manifest) if not one.well]
    assert told[0].startswith("Slack would not show the menu: /blocks/0")
    assert told[1] == "Slack was asked about 1 messages and views: it would show 0."


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-of-others"}, "Slack does not take the token: invalid_auth."),
        ({"SLACK_API_URL": "http://127.0.0.1:1/api/"}, "Slack cannot be reached at http://127.0.0.1:1/api/"),
        ({"SLACK_CONFIG_TOKEN": "xoxe-of-others"}, "The app's manifest cannot be read: invalid_auth."),
        ({"ADVISOR_DATABASE_URL": "postgresql://127.0.0.1:1/none"}, "cannot be opened"),
    ],
)
def test_what_is_wrong_is_said_and_ends_in_an_error(doctor: Callable[..., Result], settings: dict[str, str], told: str) -> None:
    result = doctor(**settings)
    assert result.exit_code == 2
    assert told in result.output
    assert not any(secret in result.output for secret in settings.values() if secret.startswith("xox"))


def test_scopes_that_are_missing_are_named(doctor: Callable[..., Result], slack: StandIn) -> None:
    slack.scopes = tuple(scope for scope in SCOPES if scope != "files:write")
    assert "The token lacks files:write." in doctor().output


def test_a_manifest_that_differs_is_told_by_place(doctor: Callable[..., Result], slack: StandIn) -> None:
    slack.manifest = {**slack.manifest, "settings": {**slack.manifest["settings"], "interactivity": {"is_enabled": False}}}
    assert "settings.interactivity.is_enabled is false, not true" in doctor().output


def test_what_slack_adds_to_a_manifest_is_no_difference() -> None:
    assert list(differences({"a": [1]}, {"a": [2, 1], "b": 3})) == []
    assert list(differences({"a": [1]}, {"a": [2]})) == ["a lacks [1]"]
