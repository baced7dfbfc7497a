"""What a text or condition uses must have been asked by then: found by the check, without a false alarm."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.authoring.sample_answers import possible_answers
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Answer, Conversation
from bot.core.dialogue.guidance import guidance_for
from bot.core.dialogue.position import Ending, walk
from bot.core.loading.loader import load_library
from bot.core.templating.templates import LanguageError
from tests.support.good_library import GOOD, problems

HEAD = 'title: T\nsummary: S\ncite: ["doc:one"]\n'
INNER = (
    HEAD
    + """questions:
  deep: {ask: Deep?, options: [{id: yes, label: "Yes"}, {id: no, label: "No", next: shallow}], unsure: true}
  deeper: {ask: Deeper?, type: text, next: found}
outcomes:
  found: {title: Found, say: Found.}
  shallow: {title: Shallow, say: Shallow.}
"""
)
# `first` leads past `second` when it is no; `third` is always asked.
DIALOGUE = (
    HEAD
    + """questions:
  first:
    ask: FIRST
    options: [{id: yes, label: "Yes"}, {id: no, label: "No", next: third, guidance: ADVICE}, {id: perhaps, label: Perhaps}]
    unsure: UNSURE
  second:
    ask: SECOND
    options: [{id: a, label: A}, {id: b, label: B}]
    unsure: true
  third: {ask: THIRD, type: number, next: ROUTES}
  inner: {call: inner}
  last: {ask: "Last?", options: [{id: a, label: A}], next: done}
values:
  skipped: first == "no"
  seen: second is defined and second == "a"
  named:
    - {when: first == "yes", is: one}
    - {when: first == "no", is: other}
outcomes:
  done:
    title: Done
    say: SAY
    because: [{when: WHEN, say: BECAUSE}]
    more: [table]
sections:
  table: {title: TITLE, when: SHOWN, table: {columns: [A], rows: [{when: ROW, cells: [CELL]}]}}
"""
)
PLAIN = {
    "ROUTES": "inner",
    "SAY": "Done.",
    "WHEN": "third > 2",
    "BECAUSE": "So.",
    "SHOWN": "third > 3",
    "ROW": "third > 4",
    "CELL": "x",
    "TITLE": "Table",
    "FIRST": "First?",
    "SECOND": "Second?",
    "THIRD": "Third?",
    "ADVICE": "Advice.",
    "UNSURE": "Ask.",
}


def filled(**parts: str) -> str:
    """The dialogue with these texts and conditions."""
    text = DIALOGUE
    for name, plain in PLAIN.items():
        text = text.replace(name, f"'{parts.get(name, plain)}'" if name != "ROUTES" else parts.get(name, plain))
    return text


def found(**parts: str) -> list[tuple[str, str, int]]:
    """The problems of the dialogue with these texts and conditions: code, name and line."""
    told = problems(GOOD | {"dialogues/d.yaml": filled(**parts), "dialogues/inner.yaml": INNER})
    return [(problem.code, problem.message.split("“")[1].split("”")[0], problem.line) for problem in told]


SOUND = [
    {"SAY": "{{ first }} {{ third }} {{ inner.deep }} {{ inner.title }} {{ last }}"},
    {"SAY": "{% if second is defined %}{{ second }}{% endif %}"},
    {"SAY": "{% if not second is defined %}-{% else %}{{ second }}{% endif %}"},
    {"SAY": '{{ second if second is defined else "nothing" }} {{ second | default("nothing") }}'},
    {"SAY": '{% if first != "no" %}{{ second }}{% endif %}'},
    {"SAY": '{% if first == "yes" or first == "perhaps" or first is unsure %}{{ second }}{% endif %}'},
    {"SAY": "{% if skipped %}-{% else %}{{ second }}{% endif %}{% if seen %}{{ second }}{% endif %}"},
    {"WHEN": 'first == "yes"', "BECAUSE": "{{ second }}"},
    {"WHEN": 'second is defined and second == "a"'},
    {"WHEN": 'first == "no" or second == "a"'},
    {"SHOWN": "second is defined", "ROW": 'second == "a"', "CELL": "{{ second }}", "TITLE": "{{ second }}"},
    {"ROUTES": '[{when: second is defined and second == "a", to: last}, {when: first == "no", to: inner}]'},
    {"ROUTES": '[{when: first == "no", to: inner}, {when: second == "a", to: inner}]'},
    {"ROUTES": "[{when: third > 5, to: last}]", "SAY": "{% if inner is defined %}{{ inner.deep }}{% endif %}"},
    {"ROUTES": "[{when: second is not defined, to: last}, {when: third > 5, to: inner}]", "SHOWN": "inner is defined"},
    {
        "ROUTES": '[{when: first != "no" and third > 1, to: inner}, {to: last}]',
        "SAY": "{% if inner is defined %}{{ second }}{% endif %}",
    },
    {"SAY": '{% if inner.outcome == "found" %}{{ inner.deeper }}{% endif %}{% if inner.deeper is defined %}!{% endif %}'},
    {"SAY": '{% for one in [1, 2] %}{% if first == "yes" %}{{ one }}{{ second }}{% endif %}{% endfor %}'},
    {"SAY": "{% if named is defined %}{{ named }}{% endif %}"},
    {"ADVICE": "{{ first }}", "UNSURE": "You said {{ first }}."},
    {"SAY": '{{ [third, 2] | select(">", 1) | list | count }}{{ today }}'},
]


@pytest.mark.parametrize("parts", SOUND)
def test_no_alarm_where_the_words_imply_that_it_was_asked(parts: dict[str, str]) -> None:
    assert found(**parts) == []


NOT_ALWAYS = [
    ({"SAY": "{{ second }}"}, "second", 25),
    ({"SAY": '{% if first == "no" %}{{ second }}{% endif %}'}, "second", 25),
    ({"SAY": "{% if skipped %}{{ second }}{% endif %}"}, "second", 25),
    ({"SAY": '{% if first != "yes" %}{{ second }}{% endif %}'}, "second", 25),
    ({"SAY": "{% for one in [1, 2] %}{{ one }}{{ second }}{% endfor %}"}, "second", 25),
    ({"WHEN": 'second == "a"'}, "second", 26),
    ({"WHEN": "third > 2", "BECAUSE": "{{ second }}"}, "second", 26),
    ({"WHEN": 'not (second is defined) or second == "a"', "BECAUSE": "{{ second }}"}, "second", 26),
    ({"TITLE": "{{ second }}"}, "second", 29),
    ({"ROW": 'second == "a"'}, "second", 29),
    ({"CELL": "{{ second }}"}, "second", 29),
    ({"THIRD": "{{ second }}?"}, "second", 13),
    ({"ROUTES": '[{when: second == "a", to: inner}]'}, "second", 13),
    ({"SAY": "{{ inner.deeper }}"}, "inner.deeper", 25),
    ({"ROUTES": "[{when: third > 5, to: last}]", "SAY": "{{ inner.deep }}"}, "inner", 25),
    ({"ROUTES": "[{when: third > 5, to: last}]", "SAY": "{{ inner.title }}"}, "inner", 25),
]


@pytest.mark.parametrize(("parts", "name", "line"), NOT_ALWAYS)
def test_what_is_asked_only_on_some_ways_is_a_warning(parts: dict[str, str], name: str, line: int) -> None:
    assert found(**parts) == [("not-always-asked", name, line)]


def test_whether_words_were_known_tells_which_way_was_taken() -> None:
    plain = {"WHEN": "1 == 1", "SHOWN": "1 == 1", "ROW": "1 == 1", "ROUTES": "[{when: third is unsure, to: last}]"}
    for guard, code in (("not third is unsure", []), ("third is unsure", ["not-always-asked"]), ("1 == 1", ["not-always-asked"])):
        text = filled(**plain, SAY=f"{{% if {guard} %}}{{{{ inner.deep }}}}{{% endif %}}")
        text = text.replace("third: {ask: 'Third?', type: number", "third: {ask: 'Third?', type: text, unsure: true")
        told = problems(GOOD | {"dialogues/d.yaml": text, "dialogues/inner.yaml": INNER})
        assert [problem.code for problem in told] == code, guard


# What an author may know, and the data flow does not: they say so with `is defined`.
UNSETTLED = [
    ({}, '{{% if first in ["no"] %}}-{{% else %}}{}{{% endif %}}', "second"),
    ({"ROUTES": "[{when: third > 5, to: last}]"}, "{{% if third <= 5 %}}{}{{% endif %}}", "inner.deep"),
    ({}, '{{% if first == "yes" or first == "no" %}}{}{{% endif %}}', "named"),
]


@pytest.mark.parametrize(("parts", "text", "name"), UNSETTLED)
def test_what_the_data_flow_cannot_settle_is_settled_by_is_defined(parts: dict[str, str], text: str, name: str) -> None:
    plain, asked = f"{{{{ {name} }}}}", f"{{% if {name.partition('.')[0]} is defined %}}{{{{ {name} }}}}{{% endif %}}"
    assert [line for _, _, line in found(**parts, SAY=text.format(plain))] == [25]
    assert found(**parts, SAY=text.format(asked)) == []


NEVER = [
    ({"FIRST": "{{ last }}?"}, "last", 6),
    ({"SECOND": "{{ second }}?"}, "second", 10),
    ({"ADVICE": "{{ second }}"}, "second", 7),
    ({"UNSURE": "{{ third }}"}, "third", 8),
    ({"ROUTES": '[{when: last == "a", to: inner}]'}, "last", 13),
    ({"THIRD": '{% if first == "yes" %}{{ inner.deep }}{% endif %}?'}, "inner", 13),
]


@pytest.mark.parametrize(("parts", "name", "line"), NEVER)
def test_what_is_asked_only_later_is_an_error(parts: dict[str, str], name: str, line: int) -> None:
    assert found(**parts) == [("never-asked", name, line)]


def test_a_value_of_which_no_case_may_hold() -> None:
    assert found(SAY="{{ named }}") == [("no-case", "named", 25)]


def test_the_place_and_the_cure_are_told_in_plain_words() -> None:
    (problem,) = problems(GOOD | {"dialogues/d.yaml": filled(SAY="{{ second }}"), "dialogues/inner.yaml": INNER})
    assert str(problem) == (
        "dialogues/d.yaml:25:5: warning not-always-asked: “second” is used here, but it is not always asked before this. "
        "Write “{% if second is defined %}…{% endif %}” round it. Or let every way here ask it."
    )


NAMES = st.sampled_from(["first", "second", "third", "inner.deep", "inner.deeper", "named", "inner"])
TESTS = st.sampled_from(
    """
    first == "yes"; first != "no"; first is unsure; second == "a"; second is defined; third > 4; skipped; seen; named == "one";
    inner.outcome == "found"; inner.deep in ["yes", "no"]; inner is defined; inner.deep is defined
    """.replace("\n", "")
    .strip()
    .split(";")
)
CONDITIONS = st.recursive(
    TESTS,
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner) | inner.map("not ({})".format),
)
ROUTES = st.one_of(st.just("inner"), CONDITIONS.map("[{{when: '{}', to: last}}]".format))


@settings(max_examples=60, deadline=None)
@given(condition=CONDITIONS, other=CONDITIONS, name=NAMES, routes=ROUTES)
def test_an_alarm_is_given_wherever_some_conversation_fails(condition: str, other: str, name: str, routes: str) -> None:
    text = filled(SAY=f"{{% if {condition} %}}{{{{ {name} }}}}{{% elif {other} %}}-{{% endif %}}", ROUTES=routes, WHEN="1 == 1")
    told = problems(GOOD | {"dialogues/d.yaml": text, "dialogues/inner.yaml": INNER})
    assert told or not failures(load_library(GOOD | {"dialogues/d.yaml": text, "dialogues/inner.yaml": INNER}))


@settings(max_examples=60, deadline=None)
@given(condition=CONDITIONS, routes=ROUTES)
def test_what_is_said_never_to_hold_never_does(condition: str, routes: str) -> None:
    texts = GOOD | {"dialogues/d.yaml": filled(WHEN=condition, ROUTES=routes), "dialogues/inner.yaml": INNER}
    if any(problem.code == "never-holds" and problem.line == 26 for problem in problems(texts)):
        library = load_library(texts)
        for ending in endings(library):
            with suppress(LanguageError):
                assert not guidance_for(library, ending, "today").because


def endings(library: Library) -> Iterator[Ending]:
    """The ends of all conversations that come to one."""
    asked = {f"{id_}.{name}": one for id_ in ("d", "inner") for name, one in library.dialogues[id_].asked.items()}
    for values in product(*(possible_answers(one, name, ("third > 4",)) for name, one in asked.items())):
        answers = {key: Answer(value) for key, value in zip(asked, values, strict=True)}
        with suppress(LanguageError):
            ending = walk(library, Conversation("c", "d", answers=answers)).ending
            assert ending is not None
            yield ending


def failures(library: Library) -> set[str]:
    """Whether the walk, or the words at its end, fail in any conversation."""
    asked = {f"{id_}.{name}": one for id_ in ("d", "inner") for name, one in library.dialogues[id_].asked.items()}
    found: set[str] = set()
    for values in product(*(possible_answers(one, name, ("third > 4",)) for name, one in asked.items())):
        answers = {key: Answer(value) for key, value in zip(asked, values, strict=True)}
        try:
            ending = walk(library, Conversation("c", "d", answers=answers)).ending
        except LanguageError:
            found.add("walk")
            continue
        assert ending is not None
        try:
            guidance_for(library, ending, "today")
        except LanguageError:
            found.add("say")
    return found
