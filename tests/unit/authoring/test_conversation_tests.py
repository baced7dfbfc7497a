"""Executable conversations as files: what is wrong in one is told with its place, and a good one is played."""

import pytest

from bot.authoring.conversation_tests import play, read_conversation
from tests.support.small_library import VISIT, small_library

GOOD = """title: A visit
dialogue: visit
conversation:
  - advisor: {asks: service}
  - user: ""
  - advisor: {says: [nothing in that answer]}
  - user: home care
  - user: {change: unsure}
  - advisor: {asks: money, says: Ask two people}
  - user: back
  - user: {change: no}
  - advisor: {outcome: rest}
expect: {outcome: rest, asked: [service, change], sources: ["doc:one"], says: Leave home care}
"""


def test_a_good_file_is_played() -> None:
    told = play(small_library(visit=VISIT), read_conversation(GOOD, "visit.yaml"))
    assert told.failures == []
    assert told.lines[1:3] == [("user", ""), ("advisor", told.lines[2][1])]
    assert ("user", "I don't know") in told.lines


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("  - user: back\n", "  - user:\n", 10, "each line is either"),
        ("  - user: back\n", "  - {user: back, advisor: x}\n", 10, "each line is either"),
        ("  - user: back\n", "  - usr: back\n", 10, "“usr” is not a key that is known here"),
        ("asks: service", "aks: service", 4, "“aks” is not a key"),
        ("says: [nothing in that answer]", "says: 5", 6, "A list is needed here, not a number"),
        ("dialogue: visit\n", "", 1, "“dialogue” is missing here"),
        ("conversation:\n", "conversation: yes\nx:\n", 3, "A list is needed here"),
        ("  - user: back\n", "  - user: [\n", 11, "A bracket is not closed"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(old: str, new: str, line: int, words: str) -> None:
    assert GOOD.count(old) == 1
    with pytest.raises(ValueError, match=f"visit.yaml:{line}:") as caught:
        read_conversation(GOOD.replace(old, new), "visit.yaml")
    assert words.lower() in str(caught.value).lower()


def test_a_file_that_holds_something_else() -> None:
    for text in ("", "words", "[1, 2]"):
        with pytest.raises(ValueError, match=r"visit\.yaml:1:1: error"):
            read_conversation(text, "visit.yaml")


def test_a_dialogue_that_is_not_there() -> None:
    told = play(small_library(visit=VISIT), read_conversation(GOOD.replace("dialogue: visit", "dialogue: vist"), "visit.yaml"))
    assert told.failures == ["There is no dialogue “vist”."]
