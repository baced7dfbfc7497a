"""Tokens of workspaces, encrypted where they are kept: Fernet, with the keys of the settings."""

from collections.abc import Iterable, Iterator
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from sqlalchemy import Column, Dialect, Engine, Table, Text, TypeDecorator, inspect, select, text, type_coerce, update

from bot.settings import SettingsError

ENCRYPTED = "fernet:"  # with which what is encrypted begins; anything else was kept before there were keys
_SECRETS = frozenset({"bot_token", "bot_refresh_token", "user_token", "user_refresh_token", "incoming_webhook_url"})


class Cipher:
    """Encrypts with the first key, and reads what any of them encrypted. Without keys all stays as it is."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Raises SettingsError for what is no key."""
        try:
            self._keys = [Fernet(key) for key in keys]
        except ValueError:
            how = "Make one with: python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'"
            raise SettingsError(f"ADVISOR_SECRET_KEYS holds something that is no key. {how}") from None

    def __bool__(self) -> bool:
        return bool(self._keys)

    def encrypted(self, secret: str) -> str:
        """The secret as it is kept."""
        return ENCRYPTED + self._keys[0].encrypt(secret.encode()).decode() if self._keys else secret

    def decrypted(self, stored: str) -> str:
        """The secret that is kept. Raises SettingsError where its key is not among ours."""
        if not stored.startswith(ENCRYPTED):
            return stored
        try:
            return MultiFernet(self._keys).decrypt(stored.removeprefix(ENCRYPTED)).decode()
        except (InvalidToken, ValueError):
            told = "The tokens in the database were encrypted with a key that is not in ADVISOR_SECRET_KEYS. Add it."
            raise SettingsError(told) from None


class EncryptedText(TypeDecorator[str]):
    """A text that is encrypted on its way into the database."""

    impl = Text
    cache_ok = False  # the keys are no part of a statement

    def __init__(self, cipher: Cipher) -> None:
        super().__init__()
        self._cipher = cipher

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Encrypt."""
        return value and self._cipher.encrypted(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """Decrypt."""
        return value and self._cipher.decrypted(value)


class EncryptedInstallations(SQLAlchemyInstallationStore):
    """Slack's own store of installations, with its secrets encrypted."""

    def __init__(self, client_id: str, engine: Engine, cipher: Cipher) -> None:
        super().__init__(client_id=client_id, engine=engine)
        self._cipher = cipher
        for _, column in self._secrets():
            column.type = EncryptedText(cipher)

    def make_tables(self) -> None:
        """Make the tables; those that are there get room for encrypted texts, and what stands in the clear is encrypted."""
        self.metadata.create_all(self.engine)
        for table, column in self._secrets():
            if self.engine.dialect.name == "postgresql" and _is_narrow(self.engine, table, column.name):
                with self.engine.begin() as connection:
                    connection.execute(text(f'ALTER TABLE {table.name} ALTER COLUMN "{column.name}" TYPE TEXT'))
            self._encrypt(table, column)

    def _encrypt(self, table: Table, column: Column[Any]) -> None:
        as_kept = type_coerce(column, Text)
        with self.engine.begin() as connection:
            for id_, stored in connection.execute(select(table.c.id, as_kept).where(as_kept.is_not(None))).all():
                self._cipher.decrypted(stored)  # raises where its key is missing
                if self._cipher and not stored.startswith(ENCRYPTED):
                    connection.execute(update(table).where(table.c.id == id_).values({column.name: stored}))

    def _secrets(self) -> Iterator[tuple[Table, Column[Any]]]:
        for table in (self.bots, self.installations):
            for column in table.columns:
                if column.name in _SECRETS:
                    yield table, column


def _is_narrow(engine: Engine, table: Table, name: str) -> bool:
    found = next(one for one in inspect(engine).get_columns(table.name) if one["name"] == name)
    return getattr(found["type"], "length", None) is not None
