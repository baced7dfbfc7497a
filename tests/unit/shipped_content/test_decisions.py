"""The decision tables: each row of tests/decisions is played and must come out as it says."""

import re

import pytest

from bot.authoring.decisions.player import failures
from bot.authoring.decisions.table import PlacedRow, read_table
from bot.core.content.library import Library
from bot.core.loading.loader import load_library
from bot.services.content import DECISIONS, read_tests, shipped_content
from tests.support.good_library import GOOD

ROWS = [row for file, text in read_tests(shipped_content(), DECISIONS).items() for row in read_table(text, file)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.dialogue}: {row.row.row}")
def test_comes_out_as_the_row_says(row: PlacedRow, library: Library) -> None:
    assert failures(library, row) == []


def test_every_dialogue_has_a_table_of_its_name(library: Library) -> None:
    assert {row.file for row in ROWS if row.file != f"{DECISIONS}/{row.dialogue}.yaml"} == set()
    assert set(library.dialogues) - {row.dialogue for row in ROWS} == set()


CARE = """dialogue: care
about: Whether care is needed.
otherwise: {service: day care, other.q: a}
rows:
  - row: It is needed
    answers: {need: yes}
    outcome: needed
    must_say_first: [go on with DAY CARE, [zebra, it is   needed]]
    must_say: [Mind the gap, "a — B: it is needed"]
    must_not_say: [zebra]
    source: doc:one
  - row: Another end
    answers: {need: no}
    outcome: needed
    ours: a test
  - row: Other words
    answers: {need: yes, service: zebra}
    outcome: needed
    must_say_first: [[dog, cat], mind the gap]
    must_say: [dog]
    must_not_say: [zebra]
    source: [doc:one, doc:two]
  - row: What nobody is asked
    answers: {need: yes, other.service: x}
    outcome: needed
    source: doc:one
  - row: What there is not
    answers: {need: perhaps, nede: yes}
    outcome: needed
    source: doc:one
"""
TOLD = {
    "care.yaml:5: “It is needed”": [],
    "care.yaml:12: “Another end”": ["it ends in not_needed, not in needed"],
    "care.yaml:16: “Other words”": [
        "There is no source “doc:two”.",
        "“dog” or “cat” is not said on the first screen",
        "“mind the gap” is not said on the first screen, only further on",
        "“dog” is not said",
        "“zebra” is said",
    ],
    "care.yaml:23: “What nobody is asked”": ["“other.service” is never asked on this row's way"],
    "care.yaml:27: “What there is not”": [
        "need: “perhaps” is not one of the answers. It may be yes, no, unsure.",
        "“nede” is not a question of “care”. Did you mean “need”?",
    ],
}


def test_each_difference_is_told_with_its_place() -> None:
    library = load_library(GOOD)
    assert {str(row): failures(library, row) for row in read_table(CARE, "care.yaml")} == TOLD


MISTAKES = [
    (
        "    source: [doc:one, doc:two]\n",
        "",
        "care.yaml:16:5: error bad-value: A row needs its “source”, or “ours”",
    ),
    ("row: Another end", "row: It is needed", "care.yaml:1:1: error bad-value: Two rows are called “It is needed”."),
    ("must_say: [dog]", "must_sya: [dog]", "care.yaml:20:5: error unknown-key: “must_sya” is not a key that is known here."),
    ("outcome: needed\n    ours", "outcome:\n    ours", "care.yaml:14:5: error empty: There is nothing here."),
]


@pytest.mark.parametrize(("old", "new", "told"), MISTAKES)
def test_a_mistake_in_a_table_is_told_with_its_place(old: str, new: str, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        read_table(CARE.replace(old, new), "care.yaml")
