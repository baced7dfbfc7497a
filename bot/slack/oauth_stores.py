"""Installations and the states of those that are under way, in our own database."""

from datetime import UTC, datetime
from typing import Any

from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.sqlalchemy_utils import normalize_datetime_for_db
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import delete, select

from bot.slack.token_encryption import EncryptedInstallations

MOST_STATES = 1000  # of consents that are under way; nobody who asks for the page in a loop fills the database


class Installations(EncryptedInstallations):
    """What a whole organisation installed belongs to no one workspace, whichever Slack names with it."""

    def save(self, installation: Installation) -> None:
        """Keep an installation."""
        super().save(_of_all(installation))

    def save_bot(self, bot: Bot) -> None:
        """Keep its bot."""
        super().save_bot(_of_all(bot))


def _of_all(one: Any) -> Any:
    if one.is_enterprise_install:
        one.team_id = one.team_name = None  # it is looked up by its organisation alone
    return one


class States(SQLAlchemyOAuthStateStore):
    """The SDK's store, which lets go of states that nobody came back with."""

    def issue(self, *args: Any, **kwargs: Any) -> str:
        """A new state."""
        columns = self.oauth_states.c
        newest = select(columns.id).order_by(columns.id.desc()).limit(MOST_STATES - 1)
        now = normalize_datetime_for_db(datetime.now(tz=UTC))
        with self.engine.begin() as connection:
            connection.execute(delete(self.oauth_states).where(columns.expire_at <= now))
            connection.execute(delete(self.oauth_states).where(columns.id.not_in(newest.scalar_subquery())))
        return super().issue(*args, **kwargs)
