"""The generator of paths, tried on small dialogues: by hand, and against walking every combination of answers."""

import json

import pytest
from typer.testing import CliRunner

import bot.authoring.paths.explorer
from bot.authoring.paths.explorer import TooManyForks, paths_of
from bot.authoring.paths.from_front_door import from_front_door
from bot.authoring.paths.report import report_on, told
from bot.authoring.sample_answers import possible_answers
from bot.cli.main import app
from bot.core.content.library import Library
from bot.core.content.question import Question
from bot.core.questions.answer import Value
from bot.core.templating.templates import LanguageError
from tests.support.authoring.small_paths import OUTCOMES, trails
from tests.support.small_library import TODAY, small_library

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


def test_what_is_said_once_in_a_case_is_counted_once_on_the_way_from_the_front_door(library: Library) -> None:
    way = from_front_door(library, "intervention")

    assert way is not None
    assert way.first == "commission"
    assert way.in_a_case[1] <= 12
    assert way.one_by_one[1] >= way.in_a_case[1] + 4
    assert from_front_door(library, "commission") is None
    assert from_front_door(library, "framework") is None
