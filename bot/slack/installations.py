"""Which client speaks to which workspace: one token for one workspace, or the installations of many."""

import logging
import threading
import time
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.authorize import Authorize
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.oauth.installation_store import Bot, InstallationStore
from slack_sdk.oauth.token_rotation import TokenRotator
from sqlalchemy import Engine

from bot.settings import Settings
from bot.slack.oauth_stores import Installations, States
from bot.slack.token_encryption import Cipher

SCOPES = """
    app_mentions:read assistant:write channels:history channels:read chat:write commands files:write groups:history groups:read
    im:history im:read im:write users:read
""".split()

STATE_SECONDS = 600
PATIENCE, QUICK = 10, 2  # seconds: of a sender with Slack, and of whoever must answer Slack within three
RENEW_MINUTES, PAUSE = 120, 60  # before a token ends; seconds until it is tried again

LOG = logging.getLogger(__name__)

# What may go wrong on the way to Slack, whether it answers or not.
UNREACHABLE = (SlackClientError, OSError, HTTPException)


class NotInstalled(Exception):
    """There is no token for this workspace (any more)."""


def client_with(token: str | None, api_url: str, timeout: int = PATIENCE) -> WebClient:
    """A client for one token. It tries nothing again: a call that failed may have been done, and the outbox looks first."""
    return WebClient(token=token, base_url=api_url, timeout=timeout, retry_handlers=[])


@dataclass(frozen=True)
class OneWorkspace:
    """A single workspace with its token."""

    one: WebClient

    def client(self, team: str, enterprise: str = "") -> WebClient:
        """The client, whatever the workspace."""
        return self.one

    def forget(self, team: str, enterprise: str = "") -> None:
        """Nothing is kept of a single workspace's token but in the settings."""


class ManyWorkspaces:
    """The workspaces and organisations that installed the app, with their tokens in our database, renewed in time."""

    def __init__(self, store: InstallationStore, rotator: TokenRotator, api_url: str) -> None:
        self.store, self.rotator, self.api_url = store, rotator, api_url
        self._renewing, self._not_before = threading.Lock(), 0.0

    def client(self, team: str, enterprise: str = "") -> WebClient:
        """The client for a workspace. Raises NotInstalled."""
        bot = self.bot(team, enterprise)
        if bot is None:
            raise NotInstalled(team)
        return client_with(bot.bot_token, self.api_url)

    def bot(self, team: str, enterprise: str = "") -> Bot | None:
        """What is installed in a workspace, or in the whole organisation, with a token that holds."""
        bot = self._stored(team, enterprise)
        if bot is None or not _ends_soon(bot):
            return bot
        with self._renewing:  # a refresh token serves once
            bot = self._stored(team, enterprise)
            return self._renewed(bot) or self._stored(team, enterprise) if bot and _ends_soon(bot) else bot

    def _stored(self, team: str, enterprise: str) -> Bot | None:
        own = self.store.find_bot(enterprise_id=enterprise or None, team_id=team, is_enterprise_install=False) if team else None
        return own or (
            self.store.find_bot(enterprise_id=enterprise, team_id=None, is_enterprise_install=True) if enterprise else None
        )

    def _renewed(self, bot: Bot) -> Bot | None:
        """With a new token; None where none is to be had, as another process has it already or Slack does not answer."""
        if time.monotonic() < self._not_before:
            return None
        try:
            fresh = self.rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=RENEW_MINUTES)
        except UNREACHABLE as error:
            LOG.warning("A token could not be renewed: %s; the old one holds until it ends", type(error).__name__)
            self._not_before = time.monotonic() + PAUSE
            return None
        if fresh:
            self.store.save_bot(fresh)
        return fresh

    def forget(self, team: str, enterprise: str = "") -> None:
        """The tokens of a workspace away, or those of an organisation, which goes by its own id."""
        self.store.delete_all(enterprise_id=enterprise or None, team_id=team if team != enterprise else None)


def _ends_soon(bot: Bot) -> bool:
    return bool(bot.bot_refresh_token) and (bot.bot_token_expires_at or 0) < time.time() + RENEW_MINUTES * 60


class FromTheStore(Authorize):
    """Tells Bolt who we are from the store alone: its own way asks Slack, and drops what comes while Slack does not answer."""

    def __init__(self, workspaces: ManyWorkspaces) -> None:
        self.workspaces = workspaces

    def __call__(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None, **_: Any
    ) -> AuthorizeResult | None:
        """Who we are in a workspace; None where the app is not installed."""
        bot = self.workspaces.bot(team_id or "", enterprise_id or "")
        if bot is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_token=bot.bot_token,
        )


Workspaces = OneWorkspace | ManyWorkspaces


@dataclass(frozen=True)
class Installing:
    """All that many workspaces need: how they install the app, and how their tokens are found."""

    settings: OAuthSettings
    workspaces: ManyWorkspaces


def workspaces_from(settings: Settings, engine: Engine) -> Workspaces:
    """The workspaces that the settings name, or those that installed the app."""
    if settings.many_workspaces:
        return installing_from(settings, engine).workspaces
    token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else None
    return OneWorkspace(client_with(token, settings.slack_api_url))


def installing_from(settings: Settings, engine: Engine) -> Installing:
    """Installation as the settings ask for it."""
    assert settings.slack_client_id
    assert settings.slack_client_secret
    secret = settings.slack_client_secret.get_secret_value()
    urls = settings.slack_api_url, settings.slack_authorize_url
    return installing(engine, settings.slack_client_id, secret, *urls, Cipher(settings.secret_keys))


def installing(
    engine: Engine, client_id: str, client_secret: str, api_url: str, authorize_url: str, cipher: Cipher
) -> Installing:
    """Installation by OAuth, with installations and states in our own database."""
    store = Installations(client_id, engine, cipher)
    states = States(expiration_seconds=STATE_SECONDS, engine=engine)
    store.make_tables()
    states.metadata.create_all(engine)
    settings = OAuthSettings(
        client_id=client_id,
        client_secret=client_secret,
        scopes=SCOPES,
        installation_store=store,
        installation_store_bot_only=True,
        state_store=states,
        authorization_url=authorize_url,
    )
    rotator = TokenRotator(client_id=client_id, client_secret=client_secret, client=client_with(None, api_url, QUICK))
    workspaces = ManyWorkspaces(store, rotator, api_url)
    settings.authorize = FromTheStore(workspaces)
    return Installing(settings, workspaces)
