"""There is no way out of the authors' language, and nothing in it runs for long."""

from typing import Any

import pytest

from bot.core.templating.templates import LanguageError, names_in, rendered, worked_out
from bot.core.templating.values import Group, Typed
from tests.unit.core.templating.test_templates import NAMES


@pytest.mark.parametrize(
    "code",
    [
        "lever.__class__.__mro__",
        "lever['__class__']",
        "lever.upper()",
        "lever.format(1)",
        "().__class__",
        "''.__class__",
        "_hidden",
        "market._values",
        "'{0.__class__}' % lever",
        "lever % 3",
        "lever | attr('__class__')",
        "lever | format(1)",
        "lever | xmlattr",
        "levers | map('attr', '__class__')",
        "levers | select('callable')",
        "levers | selectattr('label', 'callable')",
        "lever[0:2]",
        "9 ** 9 ** 9",
        "cycler('a')",
        "range(3)",
        "[1 for x in levers]",
        "lambda: 1",
    ],
)
def test_no_way_out_before_anything_is_worked_out(code: str) -> None:
    for check in (
        lambda: names_in("{{ " + code + " }}"),
        lambda: rendered("{{ " + code + " }}", NAMES),
        lambda: worked_out(code, NAMES),
    ):
        with pytest.raises(LanguageError):
            check()


@pytest.mark.parametrize(
    "code",
    [
        "lever.upper",
        "lever.phrase",
        "''.join",
        "().count",
        "number.real",
        "day.year",
        "levers.index",
        "market.situation.label",
        "levers | map(attribute='__class__')",
        "levers | map(attribute='upper')",
        "[market] | map(attribute='_values')",
        "[market] | map(attribute='situation.__class__')",
        "levers | sort(attribute='__class__')",
        "levers | sum(attribute='__init__')",
        "levers | selectattr('__class__')",
        "levers | max(attribute='__doc__')",
        "'a' * 10000000000",
        "levers * 10000000000",
        "[0] * 10000000000",
        "'a' + lever",
        "1 / 0",
        "levers | round",
        "lever - 1",
    ],
)
def test_no_way_out_while_it_is_worked_out(code: str) -> None:
    with pytest.raises(LanguageError):
        rendered("{{ " + code + " }}", NAMES)
    with pytest.raises(LanguageError):
        worked_out(code, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "{% set x = 1 %}",
        "{% macro m() %}{% endmacro %}",
        "{% import 'x' as y %}",
        "{% from 'x' import y %}",
        "{% include 'x' %}",
        "{% extends 'x' %}",
        "{% block b %}{% endblock %}",
        "{% filter upper %}x{% endfilter %}",
        "{% call m() %}{% endcall %}",
        "{% for x in levers recursive %}{{ loop(levers) }}{% endfor %}",
        "{% for a in levers %}{% for b in levers %}{% for c in levers %}{% endfor %}{% endfor %}{% endfor %}",
        "{{ " + "(" * 400 + "lever" + ")" * 400 + " }}",
        "{{ " + "not " * 400 + "lever }}",
        "{{ " + " + ".join(["number"] * 600) + " }}",
        "{{ lever" + " | upper" * 400 + " }}",
        "{% if lever %}" * 300 + "{% endif %}" * 300,
    ],
    ids=lambda text: text[:30],
)
def test_what_is_no_part_of_the_language(text: str) -> None:
    with pytest.raises(LanguageError):
        names_in(text)
    with pytest.raises(LanguageError):
        rendered(text, NAMES)


@pytest.mark.parametrize("condition", ["lever) }} x {{ (lever", "lever }}", "{{ lever }}", "", "lever, ", "lever; 1"])
def test_a_condition_is_one_expression_and_no_text(condition: str) -> None:
    with pytest.raises(LanguageError):
        worked_out(condition, NAMES)


HEAVY = [
    "{{ levers | join(levers | join(levers | join(levers | join(typed)))) }}",
    "{{ 'abc' | list | join('" + "x" * 900 + "') | list | join('" + "y" * 900 + "') | list | join('" + "z" * 900 + "') }}",
    "{{ many + many + many | list | join(many | join(many | join)) }}",
    "{% for a in many %}{% for b in many %}{{ many }}{% endfor %}{% endfor %}",
    "{% for a in many | list %}{% for b in many + many + many %}.{% endfor %}{% endfor %}" * 40,
    "{% for a in many %}{% for b in many %}{{ typed ~ typed ~ typed ~ many | join ~ many | join }}{% endfor %}{% endfor %}",
]


@pytest.mark.parametrize("text", HEAVY, ids=lambda text: text[:40])
def test_a_text_that_would_make_too_much_work_is_stopped(text: str) -> None:
    names = NAMES | {"typed": Typed("x" * 500), "levers": [Typed("y" * 400)] * 50, "many": [Typed("z" * 100)] * 100}
    with pytest.raises(LanguageError, match="too much work"):
        rendered(text, names)


@pytest.mark.parametrize("double", ["value ~ value", "value + value"])
def test_a_value_that_doubles_again_and_again_is_stopped(double: str) -> None:
    value: Any = "x" * 1000 if "~" in double else [1] * 1000
    for _ in range(8):
        value = worked_out(double, {"value": value})
    big = {"value": value * 10}
    with pytest.raises(LanguageError, match="too much work"):
        worked_out(double, big)


def test_the_longest_answers_make_no_trouble() -> None:
    names = {"people": [Group({"name": Typed("n" * 2000), "level": Typed("l" * 2000)})] * 50}
    text = "{{ people }}{% for one in people %}{{ loop.index }} {{ one.name ~ one.level }}{% endfor %}{{ people | bullets }}"
    assert len(rendered(text, names)) > 3 * 50 * 4000
