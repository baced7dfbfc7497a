"""The paths and their pairs are those of all conversations: compared with walking every combination of answers."""

import json
from collections.abc import Iterator
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.authoring.paths.explorer import paths_of
from bot.authoring.paths.pairwise import covering_answers
from bot.authoring.sample_answers import options_in, possible_answers
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Answer, Conversation, Key
from bot.core.dialogue.position import Position, walk
from bot.core.questions.answer import Value
from tests.support.authoring.small_paths import OUTCOMES, trails
from tests.support.small_library import small_library

# Against walking every combination


def trail_of(position: Position) -> str:
    """The questions asked and the outcome, without the names of dialogues."""
    assert position.ending is not None
    return " ".join([*(step.key.partition(".")[2] for step in position.asked), position.ending.id])


def all_walks(library: Library, dialogue: str, answers: dict[Key, Answer]) -> Iterator[tuple[str, dict[Key, Answer]]]:
    """Every conversation, with all answers: the trail as one writes it, and the answers."""
    position = walk(library, Conversation("all", dialogue, answers=answers))
    if position.waiting is None:
        yield trail_of(position), answers
        return
    key, question = position.waiting.key, position.waiting.question
    for value in possible_answers(question, key):
        yield from all_walks(library, dialogue, {**answers, key: Answer(value)})


EARLY = [
    'a == "x"', "b is unsure", "a == b", "m | count > 1", '"p" in m', "m | count == 0", "told", "odd", "one_of == 'few'",
    '[a, b, c] | select("==", "x") | list | count > 1', '"y" in [b, c]', '"unsure" not in [a, b, c]', "left | count > 0",
    "(left | count) + (m | count) > 2", "together > 1", "not left",
]  # fmt: skip
LATE = [
    *EARLY, "n is defined and n > 1", "(n if n is defined else 2) + last > 3", "[n | default(1), last] | max > 1",
    "[n | default(1), last] | min == 1", "[n | default(0), last] | sum == 3", "(n | default(0)) + together + last < 3",
]  # fmt: skip
QUESTIONS = """
questions:
  a: {{ask: "A?", options: [{{id: x, label: X}}, {{id: y, label: Y}}], unsure: true}}
  b: {{ask: "B?", options: [{{id: x, label: X}}, {{id: y, label: Y}}], unsure: true}}
  c: {{ask: "C?", options: [{{id: x, label: X}}, {{id: y, label: Y}}]}}
  m:
    ask: M?
    type: choices
    least: 0
    options: [{{id: p, label: P}}, {{id: q, label: Q}}]
    next: [{{when: {m}, to: {to}}}]
  n: {{ask: "N?", type: scale, least: 0, most: 2}}
  last: {{ask: "Last?", type: scale, least: 0, most: 2, next: [{{when: {last}, to: go}}, {{to: stop}}]}}
values:
  told: {told}
  odd: [{{when: {odd}, is: true}}, {{when: a == "y", is: false}}, {{is: true}}]
  together: (a == "x") + (b == "x") + (c == "y")
  all: '[{{"n": "a", "is": a}}, {{"n": "b", "is": b}}, {{"n": "c", "is": c}}]'
  left: all | rejectattr("is", "==", "y") | map(attribute="n") | list
  one_of: '"few" if left else "none"'
"""


def conditions(pieces: list[str]) -> st.SearchStrategy[str]:
    """Two pieces, joined in one way or another, as YAML."""
    join = st.sampled_from(["{} and {}", "{} or {}", "{} and not ({})", "not ({} or {})"])
    return st.builds(
        lambda way, one, two: json.dumps(way.format(one, two)), join, st.sampled_from(pieces), st.sampled_from(pieces)
    )


DIALOGUES = st.builds(
    QUESTIONS.format,
    m=conditions(EARLY),
    to=st.sampled_from(["last", "stop", "go"]),
    last=conditions(LATE),
    told=conditions(EARLY[:6]),
    odd=conditions(EARLY[:6]),
)


@pytest.mark.parametrize("piece", LATE)
def test_whatever_a_route_rests_on_the_paths_are_those_of_all_conversations(piece: str) -> None:
    early = piece if piece in EARLY else "a == b"
    parts = {"m": early, "last": f"not ({piece})", "told": EARLY[0], "odd": EARLY[1]}
    compare(QUESTIONS.format(to="last", **{name: json.dumps(part) for name, part in parts.items()}))


@settings(max_examples=20, deadline=None)
@given(dialogue=DIALOGUES)
def test_the_paths_and_their_pairs_are_those_of_all_conversations(dialogue: str) -> None:
    compare(dialogue)


def compare(dialogue: str) -> None:
    """Paths, and what covers them, against every combination of answers."""
    library = small_library(d=dialogue + OUTCOMES)
    occurring: dict[str, set[tuple[str, ...]]] = {}
    for trail, answers in all_walks(library, "d", {}):
        occurring.setdefault(trail, set()).update(pairs(library, {key: answer.value for key, answer in answers.items()}))
    paths = paths_of(library, "d")
    assert trails(paths) == set(occurring)
    for path in paths.all:
        trail, shown = " ".join(path.trail).replace("d.", ""), set[tuple[str, ...]]()
        for some in covering_answers(paths, path):
            given_so = {key: Answer(value) for key, value in some.items()}
            assert trail_of(walk(library, Conversation("one", "d", answers=given_so))) == trail
            shown |= pairs(library, some)
        assert shown == occurring[trail]


def pairs(library: Library, answers: dict[Key, Value]) -> set[tuple[str, ...]]:
    """Every answer, and every pair of options of two questions."""
    options = [[f"{key}={one}" for one in options_of(library, key, value)] for key, value in answers.items()]
    alone = {(f"{key}={value}",) for key, value in answers.items()}
    return alone | {pair for one, other in combinations(options, 2) for pair in product(one, other)}


def options_of(library: Library, key: Key, value: Value) -> tuple[str, ...]:
    question = library.question(key)
    assert question is not None
    return options_in(question, value)
