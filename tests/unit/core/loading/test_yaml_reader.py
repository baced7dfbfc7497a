"""The strict reader of authors' YAML: every trap closed, every part with its place, nothing raised."""

from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.loading.yaml_reader import DEEPEST, LONGEST, read_yaml


def codes(text: str) -> list[tuple[str, int, int]]:
    return [(problem.code, problem.line, problem.column) for problem in read_yaml(text, "a.yaml").problems]


@pytest.mark.parametrize(
    "word",
    "yes no on off Yes NO y n TRUE True Null 12:30 010 0o10 0x1f 1e5 .inf .nan +1 1_000 2027-01-01 << =".split(),
)
def test_a_plain_word_stays_what_the_author_typed(word: str) -> None:
    assert read_yaml(f"key: {word}", "a.yaml").value == {"key": word}
    assert read_yaml(f"{word}: value", "a.yaml").value == {word: "value"}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-7", -7),
        ("1200", 1200),
        ("1.50", 1.5),
        ("-0.5", -0.5),
        ("'true'", "true"),
        ('"12"', "12"),
        ("12345678901234567890", "12345678901234567890"),
    ],
)
def test_what_is_more_than_a_word(written: str, value: object) -> None:
    read = read_yaml(f"key: {written}", "a.yaml").value["key"]
    assert read == value
    assert type(read) is type(value)


def test_a_duplicate_key_is_a_problem_with_both_lines_and_the_first_stays() -> None:
    reading = read_yaml("a: 1\nb: 2\na: 3\nb: {deep: [x]}\n", "a.yaml")
    assert reading.value == {"a": 1, "b": 2}
    assert [(p.code, p.line) for p in reading.problems] == [("duplicate-key", 3), ("duplicate-key", 4)]
    assert "first in line 1" in reading.problems[0].message
    assert reading.place(("a",)) == (1, 1)


def test_a_duplicate_key_deep_inside_is_found_too() -> None:
    assert codes("a:\n  - b: 1\n    c: 2\n    b: 3\n") == [("duplicate-key", 4, 5)]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: &x 1\nb: *x\n", "alias", 1, 4),
        ("a: 1\nb: *x\n", "alias", 2, 4),
        ("&x a: 1\n", "alias", 1, 1),
        ("a:\n  <<: *x\n", "alias", 2, 7),
        ("a: !!python/object/apply:os.system [ls]\n", "tag", 1, 4),
        ("a: !!int 3\n", "tag", 1, 4),
        ("!!str a: 3\n", "tag", 1, 1),
        ("a: ! 3\n", "tag", 1, 4),
        ("a: !x {b: c}\n", "tag", 1, 4),
        ("? [a, b]\n: c\n", "bad-key", 1, 3),
        ("a: {{ b }}\n", "bad-key", 1, 5),
        ("a: 1\n---\nb: 2\n", "two-documents", 2, 1),
        ("a: 'never closed\n", "bad-yaml", 1, 4),
        ("a: 1\nb: [never, closed\n\n", "bad-yaml", 2, 4),
        ("a: b: c\n", "bad-yaml", 1, 5),
        ("a:\n\t- b\n", "bad-yaml", 2, 1),
        ("one: 1\ntwo: a\x00b\n", "unseen-character", 2, 7),
        ("one: \x1b[31m\n", "unseen-character", 1, 6),
        ("one: \ud800\n", "unseen-character", 1, 6),
    ],
)
def test_what_is_refused_and_where(text: str, code: str, line: int, column: int) -> None:
    assert codes(text) == [(code, line, column)]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a:\n  - b: 1\n\t  c: 2\n", 3, "Replace the tab with spaces"),
        ("a: [b, c,,]\n", 1, "a comma too many"),
        ("a:\n  - {b: c},\n  - {b: d}\n", 2, "a comma too many"),
        ('a: ["b",,]\n', 1, "a comma too many"),
        ("a: [b]]\n", 1, "a bracket too many"),
        ("a: [b, c\nd: e\n", 1, "Close it with “]”"),
        ("a:\n  - {b: c\n  - {b: d}\n", 2, "Close it with “}”"),
        ("a:\n  b: 1\n c: 2\n", 3, "the same indentation"),
        ("a:\n  - b\n c: 2\n", 3, "indentation"),
        ("a: b: c\n", 1, "quotes round a text that has a colon"),
        ("a: 1\nb:c\nd: e\n", 2, "a space after the colon"),
        ("a: - b\n", 1, "on the next line"),
        ("a: @b\n", 1, "quotes round the text"),
        ('a: "b\nc: d\ne: "f"\n', 1, "closed only in line 3. Close it"),
        ('a: {b: "c, d: e}\nf: "{{ g }}"\n', 1, "closed only in line 2"),
        ("a: 'b\nc: don't\n", 1, "closed only in line 2"),
        ('a: 1\nb: "c\nd: e\n', 2, "never closed"),
        ('a: "b" c\n', 1, "after its closing quote"),
        ('a: "b\n  c"\n d: e\n', 3, "indentation"),
        ('a: "\\data"\n', 1, "single quotes"),
        ("a: > b\n", 1, "on the next line"),
        ("a: [\n", 2, "bracket"),
    ],
)
def test_what_cannot_be_read_is_told_in_plain_words(text: str, line: int, words: str) -> None:
    (problem,) = read_yaml(text, "a.yaml").problems
    assert (problem.code, problem.line) == ("bad-yaml", line)
    assert words in f"{problem.message} {problem.cure}"
    assert not {"block", "mapping", "token", "flow", "scalar"} & set(problem.message.split())


@pytest.mark.parametrize(("key", "entry"), [("options", "option"), ("rows", "entry")])
def test_a_dash_that_is_missing_before_an_entry_is_thought_of(key: str, entry: str) -> None:
    problems = read_yaml(f"{key}:\n  - id: a\n    label: A\n    id: b\n    label: B\nid: c\nid: d\n", "a.yaml").problems
    dash = f"Begin a new {entry} with “- ”, or keep one of them."
    assert [problem.cure for problem in problems] == [dash, dash, "Keep one of them."]


def test_every_problem_says_what_to_do() -> None:
    for text in ("a: &x 1", "a: !x 1", "? [a]\n: b", "a: 1\n---\nb: 2", "a: 'x", "a: \x00", "a: 1\na: 2"):
        assert all(problem.cure for problem in read_yaml(text, "a.yaml").problems), text


@pytest.mark.parametrize("bomb", ["[" * 500_000, "- " * 500_000, '{"a":' * 100_000, "a:\n" + " " * 40 + "- " * 9999])
def test_a_bomb_of_depth_is_refused(bomb: str) -> None:
    assert read_yaml(bomb, "a.yaml").value is None
    assert [code for code, _, _ in codes(bomb)] == ["too-deep"]


def test_what_is_deep_but_not_too_deep_is_read() -> None:
    assert codes("[" * DEEPEST + "]" * DEEPEST) == []
    assert [code for code, _, _ in codes("[" * (DEEPEST + 2) + "]" * (DEEPEST + 2))] == ["too-deep"]


def test_a_very_long_file_is_refused_and_a_long_one_is_read() -> None:
    assert codes("a: " + "x" * LONGEST) == [("too-long", 1, 1)]
    assert len(read_yaml("a: |\n" + "  words\n" * 100_000, "a.yaml").value["a"]) == 600_000


def test_line_ends_and_a_byte_order_mark_make_no_difference() -> None:
    plain = read_yaml("a: 1\nb:\n  - c\n", "a.yaml")
    for text in ("a: 1\r\nb:\r\n  - c\r\n", "\ufeffa: 1\nb:\n  - c\n"):
        reading = read_yaml(text, "a.yaml")
        assert (reading.value, reading.place(("b", 0))) == (plain.value, (3, 5))


def test_every_part_has_its_place() -> None:
    reading = read_yaml("a:\n  b: [1, {c: d}]\nlong: |\n  text\n", "a.yaml")
    places = {path: reading.place(path) for path in [("a",), ("a", "b"), ("a", "b", 0), ("a", "b", 1, "c"), ("long",)]}
    assert places == {("a",): (1, 1), ("a", "b"): (2, 3), ("a", "b", 0): (2, 7), ("a", "b", 1, "c"): (2, 11), ("long",): (3, 1)}


def test_what_is_not_there_has_the_place_of_the_nearest_part() -> None:
    reading = read_yaml("a:\n  b: 1\n", "a.yaml")
    assert reading.place(("a", "b", "c", 3)) == (2, 3)
    assert reading.place(("z",)) == (1, 1)


def test_front_matter_is_read_with_the_lines_of_its_file() -> None:
    reading = read_yaml("a: 1\na: 2\n", "a.md", first_line=2)
    assert (reading.place(("a",)), reading.problems[0].line) == ((2, 1), 3)
    assert "first in line 2" in reading.problems[0].message


@pytest.mark.parametrize("empty", ["", "\n\n", "# only a comment\n", "---\n"])
def test_an_empty_file_is_read_as_nothing(empty: str) -> None:
    assert (read_yaml(empty, "a.yaml").value, codes(empty)) == (None, [])


ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=200)
NEARLY_YAML = st.lists(st.sampled_from(list("ab1 \n:-[]{},&*!|>'\"#%?~\t\r\ufeff\x00\ud800é👍")), max_size=60).map("".join)


@given(ANY_TEXT | NEARLY_YAML)
@example("a: \ud83d")
@example("a: [1, {b: yes}]\nc:\n")
def test_any_text_is_refused_or_read_as_yaml_has_it_but_never_raises(text: str) -> None:
    reading = read_yaml(text, "a.yaml")
    assert all(problem.line >= 1 and problem.column >= 1 for problem in reading.problems)
    if not reading.problems:
        assert shape(reading.value) == shape(yaml.load(text, Loader=yaml.CBaseLoader) or None)


def shape(value: Any) -> Any:
    """Which keys and lists there are, without the words in them."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return [shape(inner) for inner in value] if isinstance(value, list) else None
