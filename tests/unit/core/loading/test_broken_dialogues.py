"""Shipped dialogues broken in every way that Hypothesis can think of: the check always answers, and never with a
traceback."""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.loading.files import PHRASES, SOURCES, TABLES, TOPICS
from bot.core.loading.yaml_reader import read_yaml
from bot.services.content import read_texts, shipped_content
from tests.support.good_library import problems

CONTENT = read_texts(shipped_content())
DIALOGUES = sorted(path for path in CONTENT if path.startswith("dialogues/"))
CALLED = {path: set(re.findall(r"^    call: (\w+)|\{call: (\w+)", CONTENT[path], re.MULTILINE)) for path in DIALOGUES}
SHORT_TOPIC = '---\ntitle: T\nanswer: A.\ncite: ["chapter:when"]\nrelated: []\nreviewed: "2027-01"\nowner: us\n---\nIt is so.\n'
SHORT_DIALOGUE = """title: %s
summary: S
cite: ["chapter:when"]
questions: {q: {ask: Q, type: text, next: o}}
outcomes: {o: {title: O, say: O}}
"""
# What the dialogues name, as short as can be, so that much can be tried.
AROUND = {SOURCES: CONTENT[SOURCES], PHRASES: CONTENT[PHRASES]}
AROUND |= {path: SHORT_TOPIC for path in CONTENT if path.startswith(TOPICS)}
AROUND |= {path: CONTENT[path] for path in CONTENT if path.startswith(TABLES)}
AROUND |= {path: SHORT_DIALOGUE % path.replace("/", " ") for path in DIALOGUES}
FOUND = Counter[str]()

ODD: list[Any] = [
    None, True, False, 0, -1, 1e9, 1.5, "", " ", "x", "yes", "=", "{{", "{{ x", "{% if x %}", "x >", "x = 1", "x > 1", "1 + 'a'",
    "[]", "today", "unsure", "x | first", "'a' * 3", "{{ x | list | join }}", "\u2028", "\x85", "é" * 500, "_x", "outcome", "a.b",
    "{}", "x" * 7000, [], [[]], [None], {}, {"a": 1}, {"say": "x"}, {"when": "x"}, {"call": "market"}, [1, "a", {}], {"is": []},
    {"work_out": 1},
]  # fmt: skip
PUT_IN = ["", "\t", '"', "'", "{", "}", ": ", "- ", "&a ", "*a", "!x ", "|", "#", "\n", "\x00", "\ud800", "}}", "{%"]
WORDS = """
a b == != = > < in is not and or unsure defined | count first ( ) [ ] " ' , . 1 2.5 { } {{ }} % ~ + - * / None
""".split()


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([path] if path else []), *(place for key, one in inner for place in places(one, (*path, key)))]


def changed(value: Any, path: tuple[Any, ...], change: Callable[[Any, Any], None]) -> None:
    """Change the group or list that holds what stands at this place."""
    for key in path[:-1]:
        value = value[key]
    change(value, path[-1])


def removed(holder: Any, key: Any) -> None:
    del holder[key]


def misspelt(holder: Any, key: Any) -> None:
    if isinstance(holder, dict):
        holder[key[:-1] + ("z" if key[-1:] != "z" else "y")] = holder.pop(key)
    elif isinstance(holder[key], str):
        holder[key] = holder[key][1:]


def doubled(holder: Any, key: Any) -> None:
    if isinstance(holder, list):
        holder.insert(0, holder[key])
    else:
        holder[key] = [holder[key], holder[key]]


def put(odd: Any) -> Callable[[Any, Any], None]:
    """Put something odd there."""

    def change(holder: Any, key: Any) -> None:
        holder[key] = odd

    return change


CHANGES = st.one_of(st.sampled_from([removed, misspelt, doubled]), st.sampled_from(ODD).map(put))


@pytest.fixture(scope="module", autouse=True)
def _counted(request: pytest.FixtureRequest) -> Iterator[None]:
    """Says how much was tried."""
    yield
    told = f"{FOUND['error']} with errors, {FOUND['warning']} with warnings, {FOUND['fine']} fine"
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        sys.stdout.write(f"\n{FOUND.total()} broken dialogues: {told}\n")


def within(path: str) -> dict[str, str]:
    """The dialogues that a dialogue calls, in full."""
    called = {f"dialogues/{name}.yaml" for pair in CALLED.get(path, ()) for name in pair if name}
    return {name: text for one in called for name, text in ({one: CONTENT[one]} | within(one)).items()}


def told(path: str, text: str) -> None:
    """The check of one broken dialogue, without those that need it."""
    found = problems(AROUND | within(path) | {path: text})
    for problem in found:
        assert problem.message
        assert problem.line <= text.count("\n") + 2 or problem.file != path
    FOUND[min((problem.severity for problem in found), default="fine")] += 1


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_values_that_are_broken_are_told_and_never_a_traceback(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(DIALOGUES))
    value = read_yaml(CONTENT[path], path).value
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.sampled_from(places(value)))
        changed(value, place, data.draw(CHANGES))
    told(path, yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10_000))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_text_that_is_broken_is_told_and_never_a_traceback(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(DIALOGUES))
    text = CONTENT[path]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.sampled_from([start, start + 1, start + 5, start + 80, len(text)]))
    put_in = data.draw(
        st.sampled_from(
            ["", "\t", '"', "'", "{", "}", ": ", "- ", "&a ", "*a", "!x ", "|", "#", "\n", "\x00", "\ud800", "}}", "{%"]
        )
    )
    told(path, text[:start] + put_in + text[end:])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join))
def test_conditions_of_any_words_are_told_and_never_a_traceback(words: str) -> None:
    dialogue: dict[str, Any] = {
        "title": "T", "summary": "S", "cite": ["chapter:when"],
        "questions": {
            "a": {"ask": "A", "options": [{"id": "p", "label": "P"}, {"id": "q", "label": "Q"}], "unsure": True},
            "b": {"ask": "B", "type": "number", "unsure": True, "next": [{"when": words, "to": "x"}, {"to": "y"}]},
        },
        "values": {"v": words, "w": [{"when": words, "is": 1}, {"is": 2}]},
        "outcomes": {
            "x": {"title": words, "say": "{{ " + words + " }}"},
            "y": {"title": "Y", "say": "{% if " + words + " %}v{% endif %}"},
        },
    }  # fmt: skip
    told("dialogues/d.yaml", yaml.safe_dump(dialogue, allow_unicode=True, sort_keys=False))
