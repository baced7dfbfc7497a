"""The executable conversations: each file of tests/conversations is played and must go as it is told."""

from pathlib import Path

import pytest

from bot.authoring.conversation_tests import play, read_conversation
from bot.core.content.library import Library
from bot.core.openings.opening import Understand
from bot.services.content import shipped_content
from bot.services.openings import understanding

FILES = sorted((Path(__file__).parents[2] / "conversations").glob("*.yaml"))


@pytest.fixture(scope="module")
def understand(library: Library) -> Understand:
    return understanding(library, shipped_content())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_goes_as_told(file: Path, library: Library, understand: Understand) -> None:
    told = play(library, read_conversation(file.read_text(), file.name), understand=understand)
    assert told.failures == []


def test_a_conversation_that_goes_otherwise_is_noticed(library: Library) -> None:
    told = play(library, read_conversation(SPOILT, "spoilt.yaml"))
    assert told.failures == [
        "line 2: asks job, not service",
        "line 4: “zebra” is not said",
        "it ends in another_tool, not in some_market",
        "it asked service, job, not service",
        "chapter:strategy is not cited",
    ]


def test_a_sentence_that_begins_something_else_is_noticed(library: Library, understand: Understand) -> None:
    spoilt = SPOILT.replace("conversation:", "begins: what does MPS stand for\nconversation:")
    told = play(library, read_conversation(spoilt, "spoilt.yaml"), understand=understand)
    assert told.failures == ["“what does MPS stand for” begins nothing, not market"]


SPOILT = """
title: Spoilt on purpose
dialogue: market
conversation:
  - user: home care
  - advisor: {asks: service}
  - user: {job: care_pathway}
  - advisor: zebra
expect: {outcome: some_market, asked: [service], sources: [chapter:strategy]}
"""
