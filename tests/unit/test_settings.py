"""Settings that are wrong: one line for each, with what it should be."""

from pathlib import Path

import pytest

from bot.settings import SettingsError, read_settings
from tests.support.command_line import advisor, written

WRONG = {
    "ADVISOR_PORT": ("abc", "a whole number from 0 to 65535, such as 3000"),
    "ADVISOR_KEEP_DAYS": ("-3", "a whole number of days, 1 or more, such as 365"),
    "SLACK_API_URL": ("hello", "an address such as https://slack.com/api/"),
    "SLACK_AUTHORIZE_URL": ("https://", "an address such as https://slack.com/oauth/v2/authorize"),
}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", *WRONG):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{tmp_path / 'advisor.db'}")


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("verb", [["serve"], ["playground"], ["chat", "visit"], ["learn"], ["health"]], ids=" ".join)
def test_a_setting_of_the_wrong_kind_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, verb: list[str]
) -> None:
    value, expected = WRONG[name]
    monkeypatch.setenv(name, value)
    result = advisor(*verb, "--content", written(tmp_path))
    told = f"{name} is “{value}” but should be {expected}. Set it so, or unset it. The README lists all settings.\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", told)


def test_all_of_them_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, (value, _) in WRONG.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert sorted(line.split()[0] for line in str(caught.value).splitlines()) == sorted(WRONG)


def test_addresses_of_other_slacks_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    for address in ("https://slack-gov.com/api/", "http://127.0.0.1:3000/api", "http://localhost/api/"):
        monkeypatch.setenv("SLACK_API_URL", address)
        assert read_settings().slack_api_url == address
