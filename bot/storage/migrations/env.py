"""Alembic's entry: it migrates over the connection that is handed to it, inside its transaction."""

from alembic import context

from bot.storage.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
