"""Many workspaces: they install the app, their tokens are renewed, and whoever leaves takes everything along."""

import logging
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from bot.core.content.library import Library
from bot.fake_slack.state.workspace import ORGANISATION, TEAM
from bot.fake_slack.web_api.oauth import CODE, CODE_FOR_ORG, CODE_NAMING_TEAM
from bot.settings import Settings
from bot.slack import oauth_stores
from tests.support.slack.http_office import HttpOffice
from tests.support.slack.office import SECRET, Talk
from tests.support.slack.words import shown

HOURS = 3600


class ManyOffice(HttpOffice):
    """The app for whoever installs it."""

    def settings(self, api_url: str) -> Settings:
        """Those of an app for many workspaces."""
        return Settings(
            slack_client_id="1.2",
            slack_client_secret=SecretStr("told to nobody"),
            slack_signing_secret=SecretStr(SECRET),
            slack_api_url=api_url,
            slack_authorize_url="https://slack.example/oauth/v2/authorize",
        )

    def get(self, path: str, cookie: str = "") -> tuple[int, dict[str, str]]:
        """A page of the app in somebody's browser: its status and headers."""
        where = urlsplit(self.address)
        connection = HTTPConnection(where.hostname or "", where.port, timeout=20)
        connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
        response = connection.getresponse()
        response.read()
        connection.close()
        return response.status, {name.lower(): value for name, value in response.getheaders()}

    def install(self, code: str = CODE) -> int:
        """An administrator consents; the status of the page they end on."""
        _, headers = self.get("/slack/install")
        cookie = headers["set-cookie"].partition(";")[0]
        return self.get(f"/slack/oauth_redirect?code={code}&state={cookie.partition('=')[2]}", cookie)[0]

    def stored(self, table: str) -> list[Any]:
        """What stands in a table."""
        with self.store.engine.connect() as connection:
            return list(connection.execute(text(f"SELECT * FROM {table}")).mappings())

    def send(self, event: dict[str, Any], for_org: bool = False) -> None:
        """An event that nobody in particular did."""
        person = self.person("Admin", for_org=for_org)
        assert self.slack.deliveries.send("events_api", person.payloads.event(event), 20).acknowledged


@pytest.fixture
def many(garden: Library, tmp_path: Path) -> Iterator[ManyOffice]:
    office = ManyOffice(garden, tmp_path / "advisor.db").open()
    yield office
    office.close()


def talk_in(office: ManyOffice, for_org: bool = False) -> Talk:
    ann = office.person(for_org=for_org)
    return Talk(office, ann, office.channel(ann))


def test_the_page_to_install_leads_to_slack_with_a_state(many: ManyOffice) -> None:
    status, headers = many.get("/slack/install")
    assert status in {200, 302}
    assert "slack-app-oauth-state=" in headers["set-cookie"]


def test_whoever_asks_for_the_page_in_a_loop_leaves_no_more_states_than_fit(
    many: ManyOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(oauth_stores, "MOST_STATES", 3)
    for _ in range(6):
        many.get("/slack/install")
    assert len(many.stored("slack_oauth_states")) == 3
    assert many.install() == 200, "the newest serve"


def test_states_that_nobody_came_back_with_are_let_go(many: ManyOffice, monkeypatch: pytest.MonkeyPatch) -> None:
    states = many.app.oauth_flow.settings.state_store  # type: ignore[union-attr]
    monkeypatch.setattr(states, "expiration_seconds", -1)
    many.get("/slack/install")
    monkeypatch.setattr(states, "expiration_seconds", 60)
    many.get("/slack/install")
    assert len(many.stored("slack_oauth_states")) == 1


def test_a_consent_of_somebody_else_is_refused(many: ManyOffice) -> None:
    _, headers = many.get("/slack/install")
    cookie = headers["set-cookie"].partition(";")[0]
    assert many.get(f"/slack/oauth_redirect?code={CODE}&state=made-up", cookie)[0] == 400
    assert many.get(f"/slack/oauth_redirect?code={CODE}&state={cookie.partition('=')[2]}")[0] == 400
    assert many.stored("slack_bots") == []


def test_whoever_installed_it_can_talk_to_it(many: ManyOffice) -> None:
    assert many.install() == 200
    talk = talk_in(many)
    talk.start("Does it need a fence?")
    assert "Do you have wood?" in shown(talk.click("Many rabbits"))


def test_nothing_is_lost_while_slack_does_not_say_who_we_are(many: ManyOffice) -> None:
    many.install()
    many.slack.faults.fail(10, method="auth.test")
    talk = talk_in(many)
    talk.person.mention(talk.channel, "fence")
    assert "Are there rabbits?" in shown(talk.last)


def test_a_token_that_ends_soon_is_renewed_once(many: ManyOffice) -> None:
    many.slack.refresh_token, many.slack.token_seconds = "xoxe-first", 1 * HOURS
    many.install()
    first, many.slack.token_seconds = many.slack.bot_token, 12 * HOURS
    talk = talk_in(many)
    talk.person.patience = 0
    for words in ("hello", "fence", "hello", "fence"):
        talk.person.mention(talk.channel, words)
    many.slack.wait_until(lambda: not many.slack.deliveries.open)
    assert len(talk.said) == 4
    renewals = [call for call in many.slack.calls if call.args.get("grant_type") == "refresh_token"]
    assert [call.ok for call in renewals] == [True]
    [bot] = many.stored("slack_bots")
    assert bot["bot_token"] == many.slack.bot_token != first


def test_while_a_token_cannot_be_renewed_the_old_one_serves(many: ManyOffice) -> None:
    many.slack.refresh_token, many.slack.token_seconds = "xoxe-first", 1 * HOURS
    many.install()
    many.slack.faults.fail(1, method="oauth.v2.access")
    talk = talk_in(many)
    talk.person.mention(talk.channel, "fence")
    assert "Are there rabbits?" in shown(talk.last)


def test_another_process_may_have_renewed_it(many: ManyOffice) -> None:
    many.slack.refresh_token, many.slack.token_seconds = "xoxe-first", 1 * HOURS
    many.install()
    many.slack.refresh_token = "xoxe-of-another-process"
    talk = talk_in(many)
    talk.person.mention(talk.channel, "fence")
    assert "Are there rabbits?" in shown(talk.last), "its token holds until it ends"


@pytest.mark.parametrize("code", [CODE_FOR_ORG, CODE_NAMING_TEAM])
def test_an_organisation_installs_it_for_all_its_workspaces(many: ManyOffice, code: str) -> None:
    assert many.install(code) == 200
    [bot] = many.stored("slack_bots")
    assert (bot["enterprise_id"], bot["team_id"], bool(bot["is_enterprise_install"])) == (ORGANISATION, None, True)
    talk = talk_in(many, for_org=True)
    asked = talk.start("Does it need a fence?")
    talk.click("Many rabbits")
    talk.person.post(talk.channel, "plenty of wood", thread=asked.thread)
    assert "Which colour should it have?" in shown(talk.last)
    talk.person.command(talk.channel, "start water")
    private = Talk(many, talk.person, talk.person.dm)
    assert private.fill("the yard") == {}
    assert "Does it rain enough on the yard?" in shown(private.last)
    private.person.write("yes, it does")
    assert "Leave the yard to the rain" in shown(private.last)


@pytest.mark.parametrize(("code", "for_org"), [(CODE, False), (CODE_FOR_ORG, True)])
def test_an_app_that_is_removed_takes_tokens_and_data_along(many: ManyOffice, code: str, for_org: bool) -> None:
    many.install(code)
    talk_in(many, for_org).start("Does it need a fence?")
    many.settled()
    assert len(many.stored("conversations")) == 1
    many.send({"type": "tokens_revoked", "tokens": {"bot": ["U0ADVISOR"], "oauth": []}}, for_org)
    assert many.stored("slack_bots") == many.stored("slack_installations") == []
    many.send({"type": "app_uninstalled"}, for_org)
    assert many.stored("conversations") == []


def test_tokens_of_people_that_are_revoked_are_none_of_ours(many: ManyOffice) -> None:
    many.install()
    many.send({"type": "tokens_revoked", "tokens": {"oauth": ["U0ADMIN"], "bot": []}})
    assert [bot["team_id"] for bot in many.stored("slack_bots")] == [TEAM]


def test_where_it_is_not_installed_it_says_so_in_its_own_words(many: ManyOffice) -> None:
    talk = talk_in(many)
    talk.person.command(talk.channel, "help")
    assert talk.whispers == [talk.phrase("not_installed")]


def test_what_is_still_to_be_said_where_the_app_was_removed_is_let_go(many: ManyOffice, caplog: pytest.LogCaptureFixture) -> None:
    many.install()
    talk = talk_in(many)
    many.slack.faults.rate_limit(50)
    talk.person.mention(talk.channel, "fence")
    many.send({"type": "tokens_revoked", "tokens": {"bot": ["U0ADVISOR"]}})
    with caplog.at_level(logging.ERROR):
        many.settled()
    assert "removed the app" in caplog.text
    many.slack.faults.clear()


def test_health(many: ManyOffice) -> None:
    assert many.get("/healthz")[0] == 200
    assert many.get("/readyz")[0] == 200
