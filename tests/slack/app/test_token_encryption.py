"""Tokens of workspaces stand in the database encrypted, and are read with the keys of the settings."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from sqlalchemy import Engine, text

from bot.settings import SettingsError
from bot.slack.token_encryption import Cipher, EncryptedInstallations
from bot.storage.database import open_database

TOKEN, REFRESH = "xoxb-1-secret", "xoxe-1-secret"
ONE, TWO = Fernet.generate_key().decode(), Fernet.generate_key().decode()
INSTALLATION = Installation(
    app_id="A1", enterprise_id=None, team_id="T1", user_id="U1", bot_token=TOKEN, bot_id="B1", bot_user_id="U2",
    bot_refresh_token=REFRESH, bot_token_expires_in=3600,
)  # fmt: skip


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(f"sqlite:///{tmp_path / 'advisor.db'}")


def store(engine: Engine, *keys: str) -> EncryptedInstallations:
    made = EncryptedInstallations("1.2", engine, Cipher(keys))
    made.make_tables()
    return made


def stored(engine: Engine) -> str:
    """All that stands in the tables of tokens."""
    with engine.connect() as connection:
        return str([connection.execute(text(f"SELECT * FROM {table}")).all() for table in ("slack_bots", "slack_installations")])


def bot(made: SQLAlchemyInstallationStore) -> Bot:
    found = made.find_bot(enterprise_id=None, team_id="T1")
    assert found
    return found


def test_no_token_stands_in_the_clear_and_each_comes_back(engine: Engine) -> None:
    store(engine, ONE).save(INSTALLATION)
    assert "secret" not in stored(engine)
    assert (bot(store(engine, ONE)).bot_token, bot(store(engine, ONE)).bot_refresh_token) == (TOKEN, REFRESH)


def test_what_stood_in_the_clear_is_encrypted_at_the_next_start(engine: Engine) -> None:
    store(engine).save(INSTALLATION)
    assert TOKEN in stored(engine)
    assert bot(store(engine, ONE)).bot_token == TOKEN
    assert "secret" not in stored(engine)


def test_a_new_key_goes_first_and_the_old_one_still_reads(engine: Engine) -> None:
    store(engine, ONE).save(INSTALLATION)
    assert bot(store(engine, TWO, ONE)).bot_token == TOKEN


@pytest.mark.parametrize("keys", [(), (TWO,)])
def test_a_missing_key_is_said_at_the_start(engine: Engine, keys: tuple[str, ...]) -> None:
    store(engine, ONE).save(INSTALLATION)
    with pytest.raises(SettingsError, match="ADVISOR_SECRET_KEYS"):
        store(engine, *keys)


def test_what_is_no_key_is_said() -> None:
    with pytest.raises(SettingsError, match="no key"):
        Cipher(["not a key"])
