"""Every test of the store runs on both databases."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.databases import KINDS, fresh_postgres, postgres_server


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL."""
    with postgres_server() as address:
        yield address


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'a folder' / 'advisor.db'}"
    return fresh_postgres(request.getfixturevalue("server"))


@pytest.fixture
def opened(url: str) -> Iterator[Callable[[], Store]]:
    """Opens the database, as another instance would, or the same one later."""
    stores: list[Store] = []

    def open_one() -> Store:
        stores.append(Store(open_database(url)))
        return stores[-1]

    yield open_one
    for store in stores:
        store.close()


@pytest.fixture
def store(opened: Callable[[], Store]) -> Store:
    """The store."""
    return opened()
