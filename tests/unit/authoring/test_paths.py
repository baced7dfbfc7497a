"""The generator of paths, tried on small dialogues: by hand, and against walking every combination of answers."""

import json
from collections.abc import Iterator
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import bot.authoring.paths.explorer
from bot.authoring.paths.explorer import Paths, TooManyForks, paths_of
from bot.authoring.paths.pairwise import covering_answers
from bot.authoring.paths.report import report_on, told
from bot.authoring.sample_answers import options_in, possible_answers
from bot.cli.main import app
from bot.core.content.library import Library
from bot.core.content.question import Question
from bot.core.dialogue.answers import Value
from bot.core.dialogue.conversation import Answer, Conversation, Key
from bot.core.dialogue.position import Position, walk
from bot.core.templating.templates import LanguageError
from tests.support.small_library import TODAY, small_library

OUTCOMES = """
outcomes:
  stop: {title: Stop, say: You stop.}
  go: {title: Go, say: You go.}
"""
TWO = (
    """
questions:
  first:
    ask: First?
    options: [{id: yes, label: "Yes"}, {id: no, label: "No", next: stop}, {id: perhaps, label: Perhaps}]
  second:
    ask: Second?
    options: [{id: yes, label: "Yes"}, {id: no, label: "No"}]
    unsure: true
    next: [{when: first == "yes" and second == "yes", to: go}, {to: stop}]
"""
    + OUTCOMES
)


def trails(paths: Paths) -> set[str]:
    """The paths as one writes them, without the name of their dialogue."""
    return {" ".join(path.trail).replace(f"{paths.dialogue}.", "") for path in paths.all}


def small_trails(dialogue: str) -> set[str]:
    return trails(paths_of(small_library(d=dialogue), "d"))


def test_paths_are_sequences_of_questions_to_an_outcome() -> None:
    assert small_trails(TWO) == {"first stop", "first second stop", "first second go"}


def test_a_route_may_rest_on_a_value() -> None:
    dialogue = """
questions:
  a: {ask: "A?", options: [{id: x, label: X}, {id: y, label: Y}]}
  b:
    ask: B?
    options: [{id: x, label: X}, {id: y, label: Y}]
    next: [{when: verdict == "alike", to: stop}]
  c: {ask: "C?", options: [{id: x, label: X}], next: go}
values:
  verdict: [{when: a == b, is: alike}, {is: different}]
"""
    assert small_trails(dialogue + OUTCOMES) == {"a b stop", "a b c go"}


def test_a_called_dialogue_brings_its_questions_and_outcomes_and_shared_answers_are_not_asked_again() -> None:
    inner = """
questions:
  service: {ask: "Service?", shares: service, options: [{id: care, label: Care}, {id: school, label: School}]}
  more:
    ask: More?
    options: [{id: yes, label: "Yes"}, {id: no, label: "No", next: stop}]
    next: go
"""
    outer = """
questions:
  service: {ask: "Service?", shares: service, options: [{id: care, label: Care}, {id: school, label: School}]}
  now: {ask: "Now?", options: [{id: x, label: X}]}
  inner: {call: inner, next: [{when: inner.outcome == "stop" and inner.service == "care", to: stop}]}
  last: {ask: "Last?", options: [{id: x, label: X}], next: go}
"""
    library = small_library(inner=inner + OUTCOMES, outer=outer + OUTCOMES)
    assert trails(paths_of(library, "outer")) == {
        "service now inner.more inner.stop stop",
        "service now inner.more inner.stop last go",
        "service now inner.more inner.go last go",
    }


def test_a_condition_may_count_what_was_ticked_or_name_what_must_be_ticked_together() -> None:
    ids = "abcdef"
    dialogue = f"""
questions:
  many:
    ask: Which?
    type: choices
    least: 0
    options: [{", ".join(f"{{id: {id_}, label: {id_.upper()}}}" for id_ in ids)}]
    next:
      - {{when: many | count == 0, to: nothing}}
      - {{when: not missed and not added, to: just_so}}
      - {{when: "'f' in many", to: stop}}
      - {{to: go}}
values:
  missed: '["b", "d"] | reject("in", many) | list'
  added: '["a", "c", "e", "f"] | select("in", many) | list'
"""
    more = "  nothing: {title: None, say: None of these.}\n  just_so: {title: So, say: Just so.}\n"
    assert small_trails(dialogue + OUTCOMES + more) == {"many nothing", "many just_so", "many stop", "many go"}


def test_numbers_are_tried_on_both_sides_of_what_conditions_compare_them_with() -> None:
    dialogue = """
questions:
  cost: {ask: "Cost?", type: number, least: 0, next: [{when: cost > limit, to: stop}, {when: cost < 20, to: small}, {to: go}]}
values:
  limit: [{is: 5000}]
"""
    small = "  small: {title: Small, say: It is small.}\n"
    assert small_trails(dialogue + OUTCOMES + small) == {"cost stop", "cost small", "cost go"}


def test_lists_are_tried_at_the_lengths_that_conditions_count_and_with_every_option_throughout() -> None:
    dialogue = """
questions:
  people:
    ask: Who?
    type: list
    fields:
      name: {ask: "Who?"}
      keen: {ask: "Keen?", options: [{id: no, label: "No"}, {id: yes, label: "Yes"}]}
    next: [{when: keen_ones > 6, to: go}, {to: stop}]
values:
  keen_ones: people | selectattr("keen", "==", "yes") | list | count
"""
    assert small_trails(dialogue + OUTCOMES) == {"people stop", "people go"}


def test_many_questions_that_are_only_counted_are_no_trouble() -> None:
    names = [f"q{number}" for number in range(14)]  # 4 ** 14 combinations
    options = "options: [{id: yes, label: Y}, {id: no, label: N}, {id: half, label: H}], unsure: true"
    questions = "".join(f"  {name}: {{ask: Q?, {options}}}\n" for name in names[:-1])
    last = f"  {names[-1]}: {{ask: Q?, {options}, next: [{{when: good > 9, to: go}}, {{to: stop}}]}}\n"
    values = f'values:\n  good: \'[{", ".join(names)}] | select("==", "yes") | list | count\'\n'
    assert len(small_trails("questions:\n" + questions + last + values + OUTCOMES)) == 2


def test_an_outcome_that_nothing_reaches_and_a_question_that_is_never_asked_are_reported() -> None:
    dialogue = """
questions:
  a: {ask: "A?", options: [{id: x, label: X, next: stop}, {id: y, label: Y}]}
  b: {ask: "B?", options: [{id: x, label: X}], next: [{when: a == "x", to: c}, {to: stop}]}
  c: {ask: "C?", options: [{id: x, label: X}], next: go}
"""
    library = small_library(d=dialogue + OUTCOMES)
    report = report_on(library, "d", TODAY)
    assert (report.outcomes, report.never_asked) == ({"stop": 2, "go": 0}, ("c",))
    [text] = told(library, ["d"], TODAY, as_json=False)
    assert "no paths" in text
    assert "Never asked: c" in text


def test_the_report_counts_paths_outcomes_and_words() -> None:
    library = small_library(d=TWO, other=TWO)
    [report] = json.loads(*told(library, ["d"], TODAY, as_json=True))["dialogues"]
    assert (report["paths"], report["outcomes"], report["guidance_texts"]) == (3, {"stop": 2, "go": 1}, 2)
    assert (report["shortest"], report["longest"]) == (["first", "stop"], ["first", "second", "stop"])
    lines = list(told(library, ["d", "other"], TODAY, as_json=False))
    assert len(lines) == 2
    assert "3 paths, 2 of 2 outcomes, 1 to 2 questions, 2 guidance texts" in lines[1]


def test_a_route_that_cannot_be_worked_out_is_told_with_the_answers_that_lead_there() -> None:
    broken = TWO.replace('first == "yes" and second', 'first == "yes" and 1 / 0 > 1 and second')
    with pytest.raises(LanguageError, match=r"d: .*'d\.first': 'yes'"):
        small_trails(broken)


def test_guidance_that_cannot_be_put_into_words_is_told_with_its_outcome_and_answers() -> None:
    library = small_library(d=TWO.replace("You stop.", '"{{ second }}."'))
    with pytest.raises(LanguageError, match=r"d, stop: .*'d\.first': 'no'"):
        report_on(library, "d", TODAY)


def test_a_dialogue_that_tells_too_much_apart_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.authoring.paths.explorer, "MOST_FORKS", 1)
    with pytest.raises(TooManyForks, match="“d”"):
        small_trails(TWO)


def test_the_command_knows_which_dialogue_was_meant() -> None:
    result = CliRunner().invoke(app, ["paths", "markett"])
    assert result.exit_code == 2
    assert "There is no dialogue “markett”. Did you mean “market”?" in result.output


@pytest.mark.parametrize(
    ("question", "tried"),
    [
        (Question(ask="?", type="scale", least=1, most=3, unsure=True), [1, 2, 3, "unsure"]),
        (Question(ask="?", type="number", least=0, most=10), [0, 2, 3, 4, 10]),
        (Question(ask="?", type="text", most=9), ["example i"]),
        (Question(ask="?", type="list", item="thing", most=2), [["example thing 1"], ["example thing 1", "example thing 2"]]),
    ],
)
def test_what_is_tried_of_each_type(question: Question, tried: list[Value]) -> None:
    assert possible_answers(question, "it", ["it > 3"]) == tried


def test_entries_are_tried_with_the_words_that_a_condition_looks_for() -> None:
    people = Question.model_validate({"ask": "Who?", "type": "list", "fields": {"name": {"ask": "Name?", "most": 40}}})
    read = ['people | map(attribute="name") | select("mentions", ["carers", "parents"])', 'one.name is begins_with(["the"])']
    names = {entry["name"] for value in possible_answers(people, "people", read) for entry in value}
    assert {"example name 1", "the name 1", "carers name 2"} <= names


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
