"""What all tests may use."""

import pytest

from bot.content_files import library_at, shipped_content
from bot.core.library import Library


@pytest.fixture(scope="session")
def library() -> Library:
    """The content as it is shipped."""
    return library_at(shipped_content())
