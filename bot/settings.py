"""The settings: the environment, read once, frozen."""

from typing import Any, Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_database_url() -> str:
    """SQLite in the user's own data directory."""
    return f"sqlite:///{user_data_path('commissioning-advisor') / 'advisor.db'}"


class SettingsError(Exception):
    """The environment does not make sense; the message says what to do, in one line for each setting."""


ADDRESS = r"^https?://[^\s/]+\S*$"


class Settings(BaseSettings):
    """Everything that differs between places where the advisor runs."""

    model_config = SettingsConfigDict(frozen=True, env_ignore_empty=True, extra="ignore")

    advisor_database_url: str = Field(default_factory=default_database_url)
    slack_bot_token: SecretStr | None = None
    slack_app_token: SecretStr | None = None
    slack_signing_secret: SecretStr | None = None
    slack_config_token: SecretStr | None = None  # for `advisor doctor` alone, to read the app's manifest
    slack_client_id: str | None = None
    slack_client_secret: SecretStr | None = None
    slack_api_url: str = Field(default="https://slack.com/api/", pattern=ADDRESS, description="an address such as {default}")
    slack_authorize_url: str = Field(
        default="https://slack.com/oauth/v2/authorize", pattern=ADDRESS, description="an address such as {default}"
    )
    advisor_secret_keys: SecretStr | None = None
    advisor_keep_days: int = Field(default=365, ge=1, description="a whole number of days, 1 or more, such as {default}")
    advisor_owners_channel: str | None = None
    advisor_host: str = "127.0.0.1"
    advisor_metrics_port: int | None = Field(default=None, ge=0, le=65535, description="a whole number from 0 to 65535")
    advisor_port: int = Field(default=3000, ge=0, le=65535, description="a whole number from 0 to 65535, such as {default}")

    @property
    def transport(self) -> Literal["socket", "http", "none"]:
        """How Slack reaches us. Raises SettingsError when the settings for it are not all there."""
        if not any(
            (
                self.slack_bot_token,
                self.slack_app_token,
                self.slack_signing_secret,
                self.slack_client_id,
                self.slack_client_secret,
            )
        ):
            return "none"
        if self.slack_bot_token:
            _expect_prefix("SLACK_BOT_TOKEN", self.slack_bot_token, "xoxb-", BOT_TOKENS)
        self._needs_a_token()
        if self.slack_app_token:
            _expect_prefix("SLACK_APP_TOKEN", self.slack_app_token, "xapp-", APP_TOKENS)
            return "socket"
        if not self.slack_signing_secret:
            here = "SLACK_BOT_TOKEN" if self.slack_bot_token else "SLACK_CLIENT_ID"
            raise _missing(
                here, "SLACK_APP_TOKEN", APP_TOKENS, "Or set SLACK_SIGNING_SECRET, from the same page, to be reached over HTTP."
            )
        return "http"

    @property
    def secret_keys(self) -> tuple[str, ...]:
        """The keys with which tokens are encrypted; the first is for what is kept from now on."""
        keys = self.advisor_secret_keys.get_secret_value() if self.advisor_secret_keys else ""
        return tuple(key.strip() for key in keys.split(",") if key.strip())

    @property
    def many_workspaces(self) -> bool:
        """Whether workspaces install the app by themselves."""
        return bool(self.slack_client_id and self.slack_client_secret)

    def _needs_a_token(self) -> None:
        if bool(self.slack_client_id) != bool(self.slack_client_secret):
            pair = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")
            here, missing = pair if self.slack_client_id else pair[::-1]
            raise _missing(here, missing, "Basic Information, App Credentials")
        if self.slack_bot_token and self.many_workspaces:
            raise SettingsError("SLACK_BOT_TOKEN is for one workspace and SLACK_CLIENT_ID for many. Unset one of them.")
        if not self.slack_bot_token and not self.many_workspaces:
            here = "SLACK_APP_TOKEN" if self.slack_app_token else "SLACK_SIGNING_SECRET"
            raise _missing(
                here,
                "SLACK_BOT_TOKEN",
                BOT_TOKENS,
                "Or set SLACK_CLIENT_ID and SLACK_CLIENT_SECRET for many workspaces.",
            )


def read_settings() -> Settings:
    """The environment's. Raises SettingsError when some of them are not of their kind."""
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("\n".join(_wrong(str(one["loc"][0]), one["input"]) for one in error.errors())) from None


def _wrong(name: str, value: Any) -> str:
    field = Settings.model_fields[name]
    expected = (field.description or "something else").format(default=field.default)
    return f"{name.upper()} is “{value}” but should be {expected}. Set it so, or unset it. The README lists all settings."


BOT_TOKENS, APP_TOKENS = "OAuth & Permissions", "Basic Information, App-Level Tokens"


def _missing(here: str, missing: str, where: str, or_else: str = "") -> SettingsError:
    return SettingsError(
        f"{here} is set but {missing} is not. Set it too; Slack shows it on your app's page under {where}. {or_else}".strip()
    )


def _expect_prefix(name: str, token: SecretStr, prefix: str, where: str) -> None:
    if not token.get_secret_value().startswith((prefix, f"xoxe.{prefix}")):  # xoxe: a token that is rotated
        raise SettingsError(f"{name} should begin with {prefix}. You find it on your Slack app's page under {where}.")
