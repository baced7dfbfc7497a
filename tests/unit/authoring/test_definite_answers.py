"""What a text or condition uses must have been asked by then: found by the check, without a false alarm."""

import pytest

from tests.support.authoring.asked_somewhere import INNER, filled, found
from tests.support.good_library import GOOD, problems

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
    plain = {
        "WHEN": "first is defined",
        "SHOWN": "first is defined",
        "ROW": "first is defined",
        "ROUTES": "[{when: third is unsure, to: last}]",
    }
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
