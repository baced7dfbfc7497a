"""The authors' language: what it can say, and how answers read in it."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.templating.markdown import cleaned, plain
from bot.core.templating.templates import LanguageError, holds, rendered, worked_out
from bot.core.templating.values import Chosen, Group, Typed

LEVER = Chosen.option("grants", "Grants (money)", "grants of money")
RULE = Chosen.option("rules", "Rules", "rules to keep")
NAMES: dict[str, Any] = {
    "lever": LEVER,
    "levers": (LEVER, RULE),
    "typed": Typed("*Bold* <b> {{ lever }}"),
    "number": 3,
    "half": 0.5,
    "whole": 12.0,
    "day": datetime.date(2027, 3, 31),
    "market": Group({"outcome": "some_market", "title": "There is a market", "situation": LEVER}),
    "people": (Group({"name": Typed("Ann_a"), "level": RULE}), Group({"name": Typed("Bob"), "level": LEVER})),
    "_hidden": "secret",
}


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("{{ lever }}", "grants of money"),
        ("{{ lever | label }}", "Grants (money)"),
        ("{{ levers }}", "grants of money and rules to keep"),
        ("{{ levers | label }}", "Grants (money) and Rules"),
        ("{{ levers | bullets }}", "- grants of money\n- rules to keep"),
        ("{{ levers | join('; ') }}", "grants of money; rules to keep"),
        ("{{ levers | map('upper') }}", "GRANTS OF MONEY and RULES TO KEEP"),
        ("{{ levers | select('==', 'rules') }}", "rules to keep"),
        ("{{ lever | capitalize }}", "Grants of money"),
        (
            "{{ levers | counted('lever') | capitalize }}, {{ number | counted('NHS body', 'NHS bodies') }}",
            "Two levers, three NHS bodies",
        ),
        ("{{ levers | select('==', 'x') | counted('lever is', 'levers are') }}", "no levers are"),
        ("{{ levers | all_or_some(number, 'lever') }} {{ levers | if_one('is', 'are') }}", "two of the three levers are"),
        (
            "{{ levers | all_or_some(levers) | capitalize }}; {{ levers | listed('or') }}",
            "Both; grants of money or rules to keep",
        ),
        ("{{ 3.25 | round(1) }} {{ 2.5 | round }} {{ 3.05 | round(1) }} {{ 4.0 | round(1) }}", "3.3 3 3.1 4"),
        ("{{ 'by ' ~ lever ~ ' and ' ~ levers | last }}", "by grants of money and rules to keep"),
        ("{{ number + 1 }} {{ number * 2 }} {{ half }} {{ whole }} {{ day }}", "4 6 0.5 12 31 March 2027"),
        ("{{ market }}: {{ market.title }}", "There is a market: There is a market"),
        ("{{ market.situation }}", "grants of money"),
        ("{{ people }}", "Ann\\_a, rules to keep, and Bob, grants of money"),
        ("{% for p in people %}{{ loop.index }} {{ p.name }} {% endfor %}", "1 Ann\\_a 2 Bob"),
        ("{{ people | selectattr('level', '==', 'rules') | map(attribute='name') }}", "Ann\\_a"),
        ("{% if lever == 'grants' and number > 2 %}yes{% else %}no{% endif %}", "yes"),
    ],
)
def test_how_answers_read_in_a_text(text: str, read: str) -> None:
    assert rendered(text, NAMES) == read


SHOWN = "\\*Bold\\* \\<b\\> \\{\\{ lever \\}\\}"


@pytest.mark.parametrize(
    "text",
    [
        "{{ typed }}",
        "{{ '' ~ typed }}",
        "{{ [typed] | join }}",
        "{{ [typed] | listed }}",
        "{{ [typed] }}",
        "{{ [typed] | first }}",
        "{{ typed | label }}",
        "{{ typed if typed else '' }}",
        "{{ [typed] | map('default') }}",
        "{{ typed | default('x') }}",
    ],
)
def test_what_people_typed_is_never_formatting_whatever_an_author_does_with_it(text: str) -> None:
    assert rendered(text, NAMES) == SHOWN


def test_typed_words_taken_letter_by_letter_are_no_formatting_either() -> None:
    assert rendered("{% for letter in typed %}{{ letter }}{% endfor %}", NAMES) == SHOWN.replace(" ", "")


@given(st.text())
def test_typed_words_come_back_from_a_text_as_they_were(words: str) -> None:
    assert plain(rendered("{{ typed }}", {"typed": Typed(cleaned(words))})) == " ".join(cleaned(words).split())


def test_conditions_compare_ids_while_texts_show_phrases() -> None:
    for condition in ("lever == 'grants'", "'rules' in levers", "levers | count == 2", "market.situation == 'grants'"):
        assert holds(condition, NAMES), condition
    assert not holds("lever == 'grants of money'", NAMES)
    assert holds(None, NAMES)


def test_what_a_filter_hands_out_can_be_read_more_than_once() -> None:
    found = worked_out("levers | map('label')", NAMES)
    assert [rendered("{{ found }}", {"found": found}) for _ in range(2)] == ["Grants (money) and Rules"] * 2


@pytest.mark.parametrize(
    "text", ["{{ nobody }}", "{{ nobody.name }}", "{{ market.nothing }}", "{{ levers | map(attribute='x') }}"]
)
def test_a_name_without_a_value_is_an_error_that_says_so(text: str) -> None:
    with pytest.raises(LanguageError) as caught:
        rendered(text, NAMES)
    assert caught.value.undefined
    with pytest.raises(LanguageError):
        worked_out(text.strip("{} "), NAMES)


@pytest.mark.parametrize(
    "text", ["{{ lever | counted }}", "{{ 3 | all_or_some(2) }}", "{{ nobody | counted }}", "{{ none | if_one('is', 'are') }}"]
)
def test_what_cannot_be_counted_is_an_error(text: str) -> None:
    with pytest.raises(LanguageError):
        rendered(text, NAMES)


def test_undefined_can_be_asked_for() -> None:
    assert rendered("{% if nobody is defined %}yes{% else %}no{% endif %}", NAMES) == "no"
