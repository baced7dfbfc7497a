"""Which client speaks to which workspace: one token for one workspace, or the installations of many."""

import logging
from dataclasses import dataclass
from http.client import HTTPException

from slack_bolt.authorization.authorize import InstallationStoreAuthorize
from slack_bolt.oauth.oauth_settings import OAuthSettings
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from slack_sdk.oauth.installation_store import Bot, InstallationStore
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from slack_sdk.oauth.token_rotation import TokenRotator
from sqlalchemy import Engine

SCOPES = """
    app_mentions:read assistant:write channels:history chat:write commands groups:history im:history im:read im:write users:read
""".split()

STATE_SECONDS = 600

LOG = logging.getLogger(__name__)

# What may go wrong on the way to Slack, whether it answers or not.
UNREACHABLE = (SlackClientError, OSError, HTTPException)


class NotInstalled(Exception):
    """There is no token for this workspace (any more)."""


def client_with(token: str | None, api_url: str) -> WebClient:
    """A client for one token. It tries nothing again: a call that failed may have been done, and the outbox looks first."""
    return WebClient(token=token, base_url=api_url, timeout=10, retry_handlers=[])


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
    """The workspaces that installed the app, with their tokens in our database, refreshed in time."""

    def __init__(self, store: InstallationStore, rotator: TokenRotator, api_url: str) -> None:
        self.store, self.rotator, self.api_url = store, rotator, api_url

    def client(self, team: str, enterprise: str = "") -> WebClient:
        """The client for a workspace. Raises NotInstalled."""
        bot = self._bot(team, enterprise) or (self._bot("", enterprise) if enterprise else None)
        if bot is None:
            raise NotInstalled(team)
        return client_with(bot.bot_token, self.api_url)

    def _bot(self, team: str, enterprise: str) -> Bot | None:
        whole = not team
        bot = self.store.find_bot(enterprise_id=enterprise or None, team_id=team or None, is_enterprise_install=whole)
        fresh = (
            self.rotator.perform_bot_token_rotation(bot=bot, minutes_before_expiration=120)
            if bot and bot.bot_refresh_token
            else None
        )
        if fresh:
            self.store.save_bot(fresh)
        return fresh or bot

    def forget(self, team: str, enterprise: str = "") -> None:
        """The workspace's tokens away."""
        self.store.delete_all(enterprise_id=enterprise or None, team_id=team or None)


Workspaces = OneWorkspace | ManyWorkspaces


@dataclass(frozen=True)
class Installing:
    """All that many workspaces need: how they install the app, and how their tokens are found."""

    settings: OAuthSettings
    workspaces: ManyWorkspaces


def installing(engine: Engine, client_id: str, client_secret: str, api_url: str, authorize_url: str) -> Installing:
    """Installation by OAuth, with installations and states in our own database."""
    store = SQLAlchemyInstallationStore(client_id=client_id, engine=engine)
    states = SQLAlchemyOAuthStateStore(expiration_seconds=STATE_SECONDS, engine=engine)
    store.metadata.create_all(engine)
    states.metadata.create_all(engine)
    client = client_with(None, api_url)
    settings = OAuthSettings(
        client_id=client_id,
        client_secret=client_secret,
        scopes=SCOPES,
        installation_store=store,
        installation_store_bot_only=True,
        state_store=states,
        authorization_url=authorize_url,
    )
    settings.authorize = InstallationStoreAuthorize(
        logger=LOG, installation_store=store, bot_only=True, cache_enabled=True,
        client_id=client_id, client_secret=client_secret, client=client,
    )  # fmt: skip
    rotator = TokenRotator(client_id=client_id, client_secret=client_secret, client=client)
    return Installing(settings, ManyWorkspaces(store, rotator, api_url))
