"""Rules that no row of a decision table tells from their opposite are found, wherever they stand."""

import pytest

from bot.authoring.content_tests import unnoticed
from bot.authoring.decisions.conditions_in_text import each_condition
from bot.authoring.decisions.rules import undistinguished
from bot.authoring.decisions.table import read_table
from bot.core.content.library import Library
from bot.core.loading.loader import load_library
from bot.core.loading.yaml_reader import read_yaml
from bot.services.content import DECISIONS, read_tests, read_texts, shipped_content
from tests.support.good_library import GOOD, OTHER

TABLES, CONTENT = read_tests(shipped_content(), DECISIONS), read_texts(shipped_content())


@pytest.mark.parametrize("dialogue", [read_table(text, file)[0].dialogue for file, text in TABLES.items()])
def test_some_row_tells_each_rule_from_its_opposite(dialogue: str, library: Library) -> None:
    assert list(unnoticed(library, [dialogue], TABLES, CONTENT)) == []


RULES = """title: Rules
summary: One rule of each kind.
cite: ["doc:one"]
questions:
  q:
    ask: Q?
    options: [{id: a, label: A, next: left}, {id: b, label: B}, {id: c, label: C}]
    unsure: true
    next:
      - {when: q is unsure, to: left}
  n: {ask: "{% if q == 'b' %}Bee{% else %}Sea{% endif %} N?", help: "{% if q == 'c' %}C!{% endif %}", type: scale, least: 0, most: 3, next: right}
values:
  known: not q is unsure
  numbers: '[n] | reject("==", 0) | list'
  size:
    - {when: n > 1, is: much}
    - {is: little}
outcomes:
  left:
    title: Left
    say: "{% if known %}By choice{% else %}By chance{% endif %}."
    do: [{say: Find out, when: q is unsure}]
  right:
    title: "{{ 'Big' if size == 'much' else 'Small' }}"
    say: "It goes right{{ (', and far' if size == 'much' else '') ~ numbers | join }}."
    because: ["{% for one in numbers if one > 2 %}far{% endfor %}."]
    more:
      - title: More
        when: n > 0
        table:
          columns: [A, B]
          rows: [[a, "{% if q == 'b' %}bee{% elif n > 1 %}sea{% endif %}"], {when: n > 2, cells: [x, y]}]
    offers: [{dialogue: other, when: n > 1}]
"""  # noqa: E501
TABLE = """dialogue: rules
about: Rules.
rows:
  - {row: a, ours: x, answers: {q: a}, outcome: left, must_say: [by choice], must_not_say: [find out]}
  - {row: u, ours: x, answers: {q: unsure}, outcome: left, must_say: [by chance, find out]}
  - {row: b0, ours: x, answers: {q: b, n: 0}, must_ask: [bee n?], must_not_ask: [c!], outcome: right, must_say: [small, right.], must_not_say: [a — b]}
  - {row: b1, ours: x, answers: {q: b, n: 1}, outcome: right, must_say: [right1., bee], must_not_say: [other, x — b]}
  - {row: c3, ours: x, answers: {q: c, n: 3}, outcome: right, must_say: [big, and far3, far., sea, other, "x — B: y"]}
  - {row: c1, ours: x, answers: {q: c, n: 1}, must_ask: [sea n?, c!], outcome: right, must_not_say: [sea]}
  - {row: c2, ours: x, answers: {q: c, n: 2}, outcome: right, must_not_say: [far., x — B]}
"""  # noqa: E501


def told(table: str) -> list[str]:
    library = load_library(GOOD | {"dialogues/rules.yaml": RULES, "dialogues/other.yaml": OTHER})
    return [one.told(read_yaml(RULES, "r")) for one in undistinguished(library, "rules", read_table(table, "t"))]


def test_rows_that_tell_every_rule_from_its_opposite() -> None:
    assert told(TABLE) == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("by choice", "left", [f"r:{line}: no row would notice if “known” were never true" for line in (13, 21)]),
        (", must_ask: [bee n?]", "", ["r:11: no row would notice if “q == 'b'” were never true"]),
        (", must_not_ask: [c!]", "", ["r:11: no row would notice if “q == 'c'” were always true"]),
        (", find out]", "]", ["r:22: no row would notice if “q is unsure” were never true"]),
    ],
)
def test_a_rule_that_no_row_tells_from_its_opposite(old: str, new: str, found: list[str]) -> None:
    assert told(TABLE.replace(old, new)) == found


def test_each_condition_of_a_text_is_found_and_nothing_else() -> None:
    text = "If {% if a and (b or c) %}x{% elif d %}{{ 'y' if e | f(1, 2) else 'z if w' }}{% endif %}"
    text += " {% for g in h if i %}if{% endfor %}"
    found: list[str] = []

    def change(condition: str) -> str:
        found.append(condition)
        return f"<{condition}>"

    changed = each_condition(text, change)
    assert found == ["a and (b or c)", "d", "e | f(1, 2)", "i"]
    assert changed.replace("<", "").replace(">", "").replace("  ", " ") == text.replace("  ", " ")
