"""The settings: the environment, read once, frozen."""

from pathlib import Path

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_database_url() -> str:
    """SQLite in the user's own data directory."""
    return f"sqlite:///{user_data_path('commissioning-advisor') / 'advisor.db'}"


class SettingsError(Exception):
    """The environment does not make sense; the message is one line that says what to do."""


class Settings(BaseSettings):
    """Everything that differs between places where the advisor runs."""

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True, extra="ignore")

    advisor_content: Path | None = None
    advisor_database_url: str = Field(default_factory=default_database_url)
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_api_url: str = "https://slack.com/api/"

    @property
    def for_slack(self) -> bool:
        """Whether Slack is to be served. Raises SettingsError when only one of its two tokens is there."""
        bot, app = self.slack_bot_token, self.slack_app_token
        if bot and app:
            _expect_prefix("SLACK_BOT_TOKEN", bot, "xoxb-", "OAuth & Permissions")
            _expect_prefix("SLACK_APP_TOKEN", app, "xapp-", "Basic Information, App-Level Tokens")
            return True
        if bot or app:
            here, missing = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN") if bot else ("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN")
            where = "Basic Information, App-Level Tokens" if bot else "OAuth & Permissions"
            raise SettingsError(
                f"{here} is set but {missing} is not. Set it too; Slack shows it on your app's page under {where}."
            )
        return False


def _expect_prefix(name: str, token: SecretStr, prefix: str, where: str) -> None:
    if not token.get_secret_value().startswith(prefix):
        raise SettingsError(f"{name} should begin with {prefix}. You find it on your Slack app's page under {where}.")
