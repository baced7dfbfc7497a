"""Mistakes in files and between them: all are listed at once, each in its place."""

import pytest

from bot.core.dialogue.computed_values import with_values
from bot.core.loading.files import NOT_FOR_US, PHRASES, SOURCES
from bot.core.loading.loader import load_library
from tests.support.good_library import GOOD, OTHER, TOPIC, edited, problems
from tests.support.small_library import ONE_SOURCE, SHIPPED_PHRASES


def test_the_good_library_has_no_problem() -> None:
    assert problems(GOOD) == []


def exactly(file: str, old: str, new: str) -> list[tuple[str, int, str]]:
    return [(problem.file, problem.line, problem.code) for problem in problems(edited(file, old, new))]


def test_places_are_exact() -> None:
    care = "dialogues/care.yaml"
    assert exactly(care, "      - {to: not_needed}", "      - {to: nowhere}") == [(care, 19, "unknown-route")]
    assert exactly(care, "next: not_needed}", "next: nowhere}") == [(care, 14, "unknown-route")]
    assert exactly(care, "rows: [[a,", "rows: [[z], [a,") == [(care, 31, "uneven-table")]
    assert exactly("knowledge/tables/levers.yaml", "cells: [a, b]", "cells: [a]") == [
        ("knowledge/tables/levers.yaml", 5, "uneven-table")
    ]
    assert exactly("knowledge/topics/a-topic.md", "doc:one", "doc:two") == [("knowledge/topics/a-topic.md", 4, "unknown-source")]
    assert exactly(SOURCES, "locator", "loctaor") == [(SOURCES, 4, "unknown-key")]


def test_what_nothing_leads_to_is_a_warning_only() -> None:
    found = problems(edited("dialogues/care.yaml", "outcomes:\n", "outcomes:\n  lonely: {title: L, say: L.}\n"))
    assert [(problem.code, problem.severity, problem.line) for problem in found] == [("unreachable", "warning", 25)]


def test_several_mistakes_are_listed_at_once_in_their_order() -> None:
    texts = edited("dialogues/care.yaml", 'need == "yes" and', 'need == "yse" and')
    texts |= {"dialogues/other.yaml": OTHER.replace("title: Other", "titel: Other"), "dialogues/None.yaml": OTHER}
    texts["knowledge/topics/a-topic.md"] = "no front matter"
    found = problems(texts)
    assert [(problem.file.rpartition("/")[2], problem.code) for problem in found] == [
        ("None.yaml", "bad-name"),
        ("care.yaml", "unknown-option"),
        ("other.yaml", "unknown-key"),
        ("a-topic.md", "no-front-matter"),
        ("other.yaml", "left-out"),
    ]
    assert str(found[0]).startswith("dialogues/None.yaml:1:1: error bad-name: “None” cannot be a dialogue's id. Give the file")


def calling(name: str) -> str:
    return OTHER.replace("  q:", f"  {name}: {{call: {name}}}\n  q:")


def test_dialogues_that_call_each_other_without_end() -> None:
    texts = GOOD | {"dialogues/other.yaml": calling("third"), "dialogues/third.yaml": calling("other")}
    assert {(p.file, p.code) for p in problems(texts)} == {
        ("dialogues/other.yaml", "endless-call"),
        ("dialogues/third.yaml", "endless-call"),
    }
    assert [p.code for p in problems(GOOD | {"dialogues/other.yaml": calling("other")})] == ["endless-call"]


def test_a_dialogue_that_would_be_asked_twice() -> None:
    texts = edited("dialogues/care.yaml", "  need:\n", "  third: {call: third}\n  need:\n") | {
        "dialogues/third.yaml": calling("other")
    }
    assert [(p.file, p.line, p.code) for p in problems(texts)] == [("dialogues/care.yaml", 10, "called-twice")]


@pytest.mark.parametrize(
    ("file", "text", "codes"),
    [
        ("dialogues/care.yaml", "", ["empty"]),
        ("dialogues/care.yaml", "just words", ["empty"]),
        ("dialogues/care.yaml", "questions: [", ["bad-yaml"]),
        ("dialogues/none.yaml", OTHER, ["bad-name"]),
        ("dialogues/two words.yaml", OTHER, ["bad-name"]),
        ("knowledge/topics/a-topic.md", "---\ntitle: never closed\n", ["no-front-matter"]),
        ("knowledge/topics/a-topic.md", TOPIC.replace("---\nIt is so.", "---"), ["empty"]),
        ("knowledge/topics/a-topic.md", TOPIC.replace("owner: us", "owner: us\nbody: x"), ["unknown-key"]),
        (SOURCES, "sources: [", ["bad-yaml"]),
        (SOURCES, ONE_SOURCE + '  - {id: "doc:one", document: B, locator: C}\n', ["used-twice"]),
        (PHRASES, "", ["empty"]),
        (PHRASES, SHIPPED_PHRASES.replace("\nempty:", "\nemty:"), ["unknown-key"]),
        (PHRASES, "empty: There is nothing, {{ sadi }}.", ["unknown-name"]),
        (PHRASES, SHIPPED_PHRASES.replace("\nempty:", "\nempty: '{{ x'\nempty:"), ["duplicate-key", "bad-text"]),
    ],
)
def test_a_file_that_cannot_be_used(file: str, text: str, codes: list[str]) -> None:
    found = [problem for problem in problems(GOOD | {file: text}) if problem.file == file]
    assert sorted(problem.code for problem in found) == sorted(codes)


def without(file: str) -> dict[str, str]:
    return {name: text for name, text in GOOD.items() if name != file}


def test_a_missing_list_of_sources_is_one_problem_not_many() -> None:
    assert [problem.code for problem in problems(without(SOURCES))] == ["missing-file"]


def test_phrases_and_questions_that_are_not_for_us_ship_and_are_overridden_one_by_one() -> None:
    shipped = load_library(without(PHRASES))
    own = load_library(GOOD | {PHRASES: "empty: Say a word or two."} | {NOT_FOR_US: "themes: {parking: [where do I park]}"})
    assert own.phrases.say("empty") == "Say a word or two."
    assert own.phrases.say("dont_know") == shipped.phrases.say("dont_know")
    assert own.not_for_us.questions[-1] == "where do I park"
    assert own.not_for_us.questions[:-1] == shipped.not_for_us.questions
    assert own.not_for_us.thresholds == shipped.not_for_us.thresholds
    assert shipped.question_kinds.kinds


def test_questions_that_share_a_name_must_be_the_same() -> None:
    found = problems(edited("dialogues/care.yaml", "    type: text\n", "    type: number\n"))
    assert [(p.file, p.line, p.code) for p in found] == [("dialogues/other.yaml", 5, "not-the-same")]


# Every part that can be a rule of our own.
OURS = [
    ("  verdict:\n", "  enough: {work_out: 'need == \"yes\"', ours: why}\n  verdict:\n"),
    ("is: good}", "is: good, ours: why}"),
    ("next: not_needed}", "next: not_needed, ours: why}"),
    ('verdict == "good", to: needed}', 'verdict == "good", to: needed, ours: why}'),
    ('because: ["{{ other.title }}"]', "because: [{say: x, ours: why}]"),
    ("rows: [[a, \"{{ need }}\"]]", "rows: [{cells: [a, b], ours: why}]"),
    ("table: levers}", "table: levers, ours: why}"),
    ("offers: [other]", "offers: [{dialogue: other, ours: why}]"),
    ("say: Nothing to do.}", "say: Nothing to do., ours: why}"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), OURS, ids=[new for _, new in OURS])
def test_a_part_may_be_a_rule_of_our_own(old: str, new: str) -> None:
    assert problems(edited("dialogues/care.yaml", old, new)) == []


def test_a_value_of_our_own_works_as_any_other() -> None:
    ours = "open: {work_out: 'need is unsure', ours: why}\n  verdict:\n"
    library = load_library(edited("dialogues/care.yaml", "verdict:\n", ours))
    assert with_values(library.dialogues["care"], {"need": "unsure"}, frozenset({"open"}))["open"] is True
