"""Sentences that people begin with: which dialogue, which service, which answers."""

import pytest

from bot.core.loading.loader import load_library
from bot.core.problems import LibraryError
from tests.support.small_library import small_texts

DOOR = """
openings: [should we commission home care?]
questions:
  known:
    ask: What do you know?
    options:
      - {id: little, label: Very little, said: [have no data]}
      - {id: enough, label: Enough}
    next: end
outcomes:
  end: {title: The end, say: It is over.}
"""


def test_openings_are_shown_as_they_stand_so_they_hold_no_names() -> None:
    wrong = DOOR.replace("should we commission home care?", '"{{ known }}"').replace("have no data", '"{{ known }}"')

    with pytest.raises(LibraryError) as told:
        load_library(small_texts(door=wrong))

    places = [(problem.code, problem.line) for problem in told.value.problems]
    assert places == [("no-names-here", 5), ("no-names-here", 10)]
