"""Conditions of the wrong kind are named, with what would fit; and what is not named can be worked out for any
answers."""

from functools import cache
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.authoring.sample_answers import possible_answers
from bot.core.content.dialogue import Dialogue
from bot.core.loading.types.inference import Inference
from bot.core.loading.types.kind import WORD
from bot.core.loading.types.names import names_of
from bot.core.loading.yaml_reader import read_yaml
from bot.core.questions.answers import meant
from bot.core.templating.templates import LanguageError, rendered, worked_out
from bot.core.templating.trees import parsed, text_tree

DIALOGUE = """title: T
summary: S
questions:
  choice: {ask: A, options: [{id: p, label: P}, {id: q, label: Q}], unsure: true}
  sure: {ask: A, options: [{id: p, label: P}, {id: r, label: R}]}
  other: {ask: A, options: [{id: yes, label: "Yes"}, {id: no, label: "No"}]}
  several: {ask: A, type: choices, least: 0, options: [{id: p, label: P}, {id: q, label: Q}], unsure: true}
  some: {ask: A, type: choices, options: [{id: p, label: P}, {id: q, label: Q}]}
  maybe: {ask: A, type: number, unsure: true}
  number: {ask: A, type: number}
  scale: {ask: A, type: scale, least: 0, most: 2, unsure: true}
  day: {ask: A, type: date}
  end: {ask: A, type: date, unsure: true}
  words: {ask: A, type: text, unsure: true}
  people:
    ask: A
    type: list
    fields: {name: {ask: N}, level: {ask: L, options: [{id: low, label: Low}, {id: high, label: High}]}}
  lines: {ask: A, type: list, least: 0, unsure: true}
values:
  holds: choice == "p"
  verdict: [{when: holds, is: good}, {is: bad}]
  limit: [{is: 4}]
  total: '[scale, maybe] | reject("unsure") | sum'
  high: people | selectattr("level", "==", "high") | list
outcomes:
  done: {title: T, say: S}
"""

FITTING = """
choice == "p"; choice is unsure; choice != sure; sure in ["p", "r"]; "p" in several
"p" in several and "q" not in several; several | count > 1; several == some; some | first == "p"
several | count > 0 and several | first == "p"; several and several | last == "q"; not maybe is unsure and maybe > 3
maybe is unsure or maybe > 3; maybe == 3; maybe == "unsure"; maybe != "unsure" and maybe < 2; scale in [1, 2]
number > 2 and number <= limit; number + limit > 3; number * 2 - 1 == 3; -number < 0; day < day; day == end
not end is unsure and day < end; words == "x"; words is says_nothing; words is mentions(["a"]); "a" in words
words is unsure; holds; not holds; holds and verdict == "good"; verdict in ["good", "bad"]; holds + holds > 1
total > 3; high | count > 1; people | map(attribute="name") | list
people | selectattr("name", "mentions", ["x"]) | list | count > 0
people | map(attribute="level") | unique | list | count == 1; [choice, sure] | select("==", "p") | list | count > 1
[maybe, scale] | reject("unsure") | sum > 2; [number, limit] | max > 3
(several | count if not several is unsure else 0) > 1; several + some | list; lines | count == 0
lines | select("says_nothing") | list | count; several is defined and "p" in several
(number if number > 2 else 3) > 1; choice is defined; number == limit; choice | default("p") == "p"
"""
WRONG = {
    "wrong-kind": """
words | round == 1
choice > 1; choice == 1; several == "p"; several > 0; several != 1; maybe == "5"; number > "5"; number == choice
day > "2027-01-01"; day == 3; day > 3; holds == "yes"; holds != "no"; words == 3; words > 3; "p" in choice
1 in number; choice | count > 1; number | first == 1; several in ["p"]; number in ["1"]; choice + 1 == 2
words - 1 > 0; several * 2 > 1; high == 2; people == "x"; "p" in number; number.unit == 1; choice | sum > 1
[choice, sure] | sum > 1; number is mentions(["x"]); people | selectattr("level", "==", 1) | list
[scale, number] | select("==", "1") | list; verdict > 1; limit == "4"; total == "3"; words in [1, 2]; several + 1 > 2
day in ["2027-01-01"]; high | first == "x"
""",
    "unknown-option": """
choice == "z"; choice != "z"; choice in ["p", "z"]; "z" in several; verdict == "fine"; sure == "q"
some | first == "z"; people | selectattr("level", "==", "hgih") | list; [choice] | select("==", "z") | list
"z" not in some; sure == "unsure"
""",
    "never-the-same": "choice == other; sure != other; choice == verdict",
    "unknown-field": """
people | selectattr("levl", "==", "high") | list; people | map(attribute="nam") | list
people | unique(attribute="nme") | list | count
""",
    "unsure-number": """
maybe > 3; maybe + 1 == 2; scale < 2; day < end; [maybe, 3] | sum > 2; maybe is unsure and maybe > 3
not maybe is unsure or maybe > 3; maybe | round == 1; maybe | counted == "two"
""",
    "may-be-empty": "several | first == 'p'; lines | last == 'x'; several is unsure or several | first == 'p'",
    "always-holds": "choice; not sure; words and holds; day or holds",
    "never-unsure": "number is unsure; sure is unsure; not some is unsure; holds is unsure",
}


def split(conditions: str) -> list[str]:
    return [one.strip() for line in conditions.strip().splitlines() for one in line.split(";")]


@cache
def dialogue() -> Dialogue:
    return Dialogue.model_validate(read_yaml(DIALOGUE, "d").value)


def said(condition: str) -> list[str]:
    names = names_of(dialogue(), {})
    inference = Inference(names.kinds, names.values)
    inference.truth(parsed(condition))
    return [mismatch.code for mismatch in inference.found]


@pytest.mark.parametrize("condition", split(FITTING))
def test_what_fits_is_not_told(condition: str) -> None:
    assert said(condition) == []


@pytest.mark.parametrize(("code", "condition"), [(code, one) for code, some in WRONG.items() for one in split(some)])
def test_what_does_not_fit_is_told_once_by_its_code(code: str, condition: str) -> None:
    assert said(condition) == [code]


TEXTS = [
    ("You said {{ choice }}, {{ number }} and {{ several }}.", []),
    ("It is about {{ maybe }} people.", ["unsure-in-text"]),
    ("{% if maybe is unsure %}Some{% else %}{{ maybe }}{% endif %} people.", []),
    ("{% if not maybe is unsure %}{{ maybe }}{% elif holds %}x{% else %}{{ maybe }}{% endif %}", ["unsure-in-text"]),
    ("{{ 'by ' ~ end }}", ["unsure-in-text"]),
    ("It is {{ holds }}.", ["true-in-text"]),
    ("{% for one in people %}{{ one.name }} {{ one.level }}{{ loop.index }}{% endfor %}", []),
    ("{% for one in people %}{{ one.nmae }}{% endfor %}", ["unknown-field"]),
    ("{% for one in people if one.level == 'hgh' %}{{ one.name }}{% endfor %}", ["unknown-option"]),
    ("{% for one in number %}{{ one }}{% endfor %}", ["wrong-kind"]),
    ("{% for one in several %}{{ several | first }}{% endfor %}", []),
    ("{{ several | first }}", ["may-be-empty"]),
    ("{{ several | first | default('none') }}", []),
    ("{{ choice.label }}", ["wrong-kind"]),
]


@pytest.mark.parametrize(("text", "codes"), TEXTS)
def test_texts_are_read_by_kind_too(text: str, codes: list[str]) -> None:
    names = names_of(dialogue(), {}).also(today=WORD)
    inference = Inference(names.kinds, names.values)
    inference.text(text_tree(text))
    assert [mismatch.code for mismatch in inference.found] == codes


ASKED = ("choice", "several", "maybe", "number", "end", "words", "people")
NUMBERS = st.sampled_from(["maybe", "number", "2", "several | count", "(people | count)", "limit"])
NAMES = st.one_of(
    NUMBERS, st.sampled_from([*ASKED, "several | first", '"p"', '["p", "q"]', "[2]", 'people | map(attribute="level")'])
)
TESTS = st.one_of(
    st.builds("{} {} {}".format, NAMES, st.sampled_from(["==", "!=", "<", ">", "in"]), NAMES),
    st.builds("{} is unsure".format, st.sampled_from(ASKED)),
    st.builds("({} {} {}) > 1".format, NUMBERS, st.sampled_from("+-*"), NUMBERS),
)
CONDITIONS = st.recursive(
    TESTS,
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner) | inner.map("not ({})".format),
    max_leaves=6,
)


@cache
def conversations() -> list[dict[str, Any]]:
    """The names of conversations with every kind of answer."""
    asked = dialogue().asked
    possible = [[meant(asked[name], value, "not known") for value in possible_answers(asked[name], name)[-3:]] for name in ASKED]
    return [dict(zip(ASKED, values, strict=True)) | {"limit": 4} for values in product(*possible)]


@settings(max_examples=300, deadline=None)
@given(CONDITIONS)
def test_what_is_not_told_can_be_worked_out_whatever_people_answer(condition: str) -> None:
    if {"wrong-kind", "unsure-number", "may-be-empty"}.isdisjoint(said(condition)):
        for names in conversations():
            worked_out(condition, names)


@given(CONDITIONS, st.sampled_from(["{{ maybe + 1 }}", "{{ several | first }}", "{{ number - maybe }}"]))
@settings(max_examples=150, deadline=None)
def test_what_is_not_told_can_be_put_into_words_whatever_people_answer(condition: str, text: str) -> None:
    source = f"{{% if {condition} %}}{text}{{% else %}}-{{% endif %}}"
    names = names_of(dialogue(), {})
    inference = Inference(names.kinds, names.values)
    inference.text(text_tree(source))
    if not inference.found:
        for answers in conversations():
            rendered(source, answers)


def test_the_generated_conditions_do_fail_without_the_check() -> None:
    unknown = next(names for names in conversations() if names["maybe"] == "unsure")
    with pytest.raises(LanguageError):
        worked_out("maybe > 2", unknown)
