"""A conversation copied as a test says the same as the conversation did."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.authoring.conversation_tests import messages_in, play, read_conversation
from bot.authoring.export_test import copied, updated
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Conversation, short
from bot.core.dialogue.intents import Change, Command, Give, Intent
from bot.core.dialogue.position import walk
from bot.core.dialogue.turn import new_conversation, take_turn
from bot.core.loading.yaml_reader import read_yaml
from bot.services.content import CONVERSATIONS, shipped_content
from tests.support.small_library import VISIT, small_library

ALL_TYPES = """
questions:
  inner: {call: inner}
  words: {ask: Words?, type: text, long: true, unsure: true}
  names: {ask: Names?, type: list, least: 0, unsure: true}
  people:
    ask: People?
    type: list
    fields: {who: {ask: Who?}, sure: {ask: Sure?, options: [{id: yes, label: "Yes"}, {id: no, label: "No"}]}}
  some: {ask: Some?, type: choices, least: 0, options: [{id: yes, label: "Yes"}, {id: no, label: "No"}], unsure: true}
  price: {ask: Price?, type: number}
  day: {ask: Day?, type: date, next: done}
outcomes:
  done: {title: Done, say: "{{ words }}"}
"""
INNER = """
questions:
  first: {ask: First?, options: [{id: yes, label: "Yes"}, {id: no, label: "No"}], next: done}
outcomes:
  done: {title: Done, say: Done.}
"""
TRAPS = [
    "yes",
    "no",
    "12:30",
    "010",
    "null",
    "~",
    "a: b",
    "- a",
    "# a",
    "'",
    '"',
    "{{ x }}",
    "*a",
    "&a",
    "!a",
    "a\nb: c\n",
    "back",
    "…",
    "2027-01-31",
    "1e5",
]
WORDS = st.sampled_from(TRAPS) | st.text(max_size=30)
ANSWERS = {
    "inner.first": st.sampled_from(["yes", "no"]),
    "all.words": WORDS,
    "all.names": st.lists(WORDS, max_size=3) | st.just("unsure"),
    "all.people": st.lists(st.fixed_dictionaries({"who": WORDS, "sure": st.sampled_from(["yes", "no"])}), min_size=1, max_size=3),
    "all.some": st.sampled_from([[], ["yes"], ["no", "yes"], "unsure"]),
    "all.price": st.integers(-(10**9), 10**9) | st.floats(-1e6, 1e6),
    "all.day": st.dates().map(str),
}

# Those that begin with a sentence are had in a case.
FILES = [path for path in sorted((shipped_content() / CONVERSATIONS).glob("*.yaml")) if "\nbegins:" not in path.read_text()]
TODAY = "1 January 2027"


def had(library: Library, path: Path) -> Conversation:
    """The conversation of a file, as it was had."""
    file = read_conversation(path.read_text(), path.name)
    conversation = new_conversation(library, "had", file.dialogue)
    for line in file.conversation:
        if line.user is not None:
            for message in messages_in(library, file.dialogue, line.user):
                conversation = take_turn(library, conversation, message, TODAY).conversation
    return conversation


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_passes_and_ends_where_the_conversation_ended(library: Library, path: Path) -> None:
    conversation = had(library, path)
    file = read_conversation(copied(library, conversation), "copied.yaml")
    expected = read_conversation(path.read_text(), path.name).expect
    assert play(library, file).failures == []
    assert expected.outcome in (None, file.expect.outcome)


def test_one_that_waits_for_an_answer(library: Library) -> None:
    conversation = take_turn(library, had(library, FILES[0]), Command.BACK, TODAY).conversation
    begun = new_conversation(library, "begun", conversation.dialogue)
    for some in (conversation, begun):
        assert play(library, read_conversation(copied(library, some), "copied.yaml")).failures == []


@pytest.fixture(scope="module")
def small() -> Library:
    return small_library(all=ALL_TYPES, inner=INNER)


@given(st.fixed_dictionaries(ANSWERS), st.sampled_from(sorted(ANSWERS)))
def test_whatever_was_typed_is_read_back_as_it_was(small: Library, answers: dict[str, Any], again: str) -> None:
    conversation = new_conversation(small, "had", "all")
    messages: list[Intent] = [Give(key, value) for key, value in answers.items()]
    for message in [*messages, Change(again), Give(again, answers[again])]:
        conversation = take_turn(small, conversation, message, TODAY).conversation  # what does not fit is not taken
    file = read_conversation(copied(small, conversation), "copied.yaml")
    assert play(small, file).failures == []
    told = [line.user for line in file.conversation if line.user is not None]
    assert told == [{short(step.key, "all"): step.value} for step in walk(small, conversation).asked]


AGED = """title: Somebody visits
dialogue: visit
conversation:
  - advisor: {asks: town, says: [Which town, Which service]}
  - user: home care
  - user: {change: no}
  - advisor: gone words
expect: {outcome: act, asked: [town], says: [Nothing to do], sources: ["doc:one"]}
"""


def test_a_conversation_that_aged_is_filled_in_with_what_is_asked_and_said_now() -> None:
    library = small_library(visit=VISIT)
    told = play(library, read_conversation(AGED, "aged"))
    assert told.failures
    now = updated(library, AGED, told)
    assert play(library, read_conversation(now, "now")).failures == []
    value = read_yaml(now, "now").value
    assert value["conversation"] == [
        {"advisor": {"asks": "service"}}, {"user": "home care"}, {"advisor": {"asks": "change"}}, {"user": {"change": "no"}},
        {"advisor": {"outcome": "rest"}},
    ]  # fmt: skip
    assert value["expect"] == {
        "outcome": "rest", "asked": ["service", "change"], "says": ["Nothing to do"], "sources": ["doc:one"],
    }  # fmt: skip
