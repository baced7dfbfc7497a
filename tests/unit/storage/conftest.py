"""Every test of the store runs on both databases."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.databases import KINDS
from tests.support.slack.fixtures import empty_database


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    return empty_database(request.param, request, tmp_path / "a folder")


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
