"""The documents' facts, as numbers and names that must hold wherever the advisor uses them."""

import re
from collections.abc import Callable

import pytest

from bot.core.content.library import Library


def rows(table: str) -> Callable[[Library], int]:
    return lambda library: len(library.tables[table].rows)


def marked(table: str, column: int, mark: str) -> Callable[[Library], int]:
    return lambda library: sum(row.cells[column] == (mark,) for row in library.tables[table].rows)


def options(dialogue: str, question: str) -> Callable[[Library], int]:
    return lambda library: len(library.dialogues[dialogue].asked[question].options)


def numbered(topic: str) -> Callable[[Library], int]:
    return lambda library: len(re.findall(r"^\d+\. ", library.topics[topic].body, re.M))


def signs(strength: str) -> Callable[[Library], int]:
    tables = [f"self-assessment-{element}" for element in ("analyse", "plan", "do", "review")]
    return lambda library: sum(marked(table, 0, strength)(library) for table in tables)


def scales(library: Library) -> int:
    return sum(q.type == "scale" and (q.least, q.most) == (0, 5) for q in library.dialogues["self_assessment"].asked.values())


COUNTED = [
    ("kinds of job that are not for commissioning (Table 2.1)", rows("when-not-to-commission"), 4),
    ("levers a commissioner may have (Table 2.2)", marked("levers", 1, "Yes"), 7),
    ("levers a commissioner has not (Table 2.2)", marked("levers", 1, "No"), 6),
    ("levers to tick", options("market", "levers"), 7),
    ("market situations (Table 2.3)", rows("market-situations"), 4),
    ("ways to pay to choose from, two that make no market included", options("market", "situation"), 7),
    ("aims of commissioning", options("change", "aims"), 3),
    ("aims of commissioning, in their topic", lambda library: len(re.findall("^- ", library.topics["three-aims"].body, re.M)), 3),
    ("hypotheses of the older people example (Table 2.4)", lambda library: hypotheses(library, "older-people"), 6),
    ("hypotheses of the special education needs example (Table 2.5)", lambda library: hypotheses(library, "send"), 5),
    ("approaches to commissioning together (Table 2.6)", rows("four-approaches"), 4),
    ("elements of a market position statement (Table 2.7)", rows("mps-elements"), 6),
    ("elements to tick for a market position statement", options("mps_check", "covered"), 6),
    ("parts of a commissioning strategy", numbered("strategy-contents"), 9),
    ("parts of a strategy to tick", options("strategy_check", "covered"), 9),
    ("areas of the joint matrix (Figure 2.2)", rows("joint-matrix"), 7),
    ("levels of the joint matrix, beside the area's name", lambda library: len(library.tables["joint-matrix"].columns) - 1, 4),
    ("elements of the matrix of 2021", rows("joint-matrix-2021"), 4),
    ("levels of the matrix of 2021", lambda library: len(library.tables["joint-matrix-2021"].columns) - 1, 4),
    (
        "levels of commitment (Exercise 2.3)",
        lambda library: len(library.dialogues["stakeholders"].asked["people"].fields["level"].options),
        4,
    ),
    ("items a commissioning framework might include", options("framework", "covered"), 8),
    ("signs of strong practice", signs("Strong"), 14),
    ("signs of weak practice", signs("Weak"), 15),
    ("scores from 0 to 5 in the self-assessment", scales, 14),
]


def hypotheses(library: Library, example: str) -> int:
    return sum("hypothesis" in " ".join(row.cells[0]).lower() for row in library.tables[f"hypotheses-{example}"].rows)


@pytest.mark.parametrize(("counted", "number"), [(c, n) for _, c, n in COUNTED], ids=[what for what, _, _ in COUNTED])
def test_counts(library: Library, counted: Callable[[Library], int], number: int) -> None:
    assert counted(library) == number


# A few words that must stand in a topic's body, and where they come from.
TOLD = [
    ("contracting-plan", r"one to three years.*\bten\b", "handout:contracting/plan"),
    ("hypotheses", r"five to eight", "chapter:hypotheses"),
    ("self-assessment", r"\b0\b.*\b5\b", "slides:self-assessment"),
    ("priorities", r"more interventions fail by aiming too high", "chapter:what"),
    ("cycle-principles", r"equal", "handout:principles"),
    ("nhs-cycle", r"diagram is not", "slides:cycle-nhs-ic"),
    ("choosing-a-joint-approach", r"not (always|inevitably|necessarily) better", "chapter:joint/choosing"),
    ("case-study-older-people", r"commissioning strategy", "chapter:case-studies/older-people"),
    ("case-study-send", r"market position statement", "chapter:case-studies/children-sen"),
    ("monitoring-programme", r"not done once", "chapter:monitoring"),
]


@pytest.mark.parametrize(("topic", "words", "source"), TOLD, ids=[topic for topic, _, _ in TOLD])
def test_says(library: Library, topic: str, words: str, source: str) -> None:
    body = " ".join(library.topics[topic].body.split())
    assert re.search(words, body, re.I), body
    assert source in library.topics[topic].cite


PAIRED = {
    "business planning": "plan a service",
    "functional analysis": "re-?organise",
    "change management": "re-?organise",
    "pathway": "pathway",
    "market analysis": "position",
}


@pytest.mark.parametrize(("tool", "job"), PAIRED.items())
def test_a_job_that_is_not_for_commissioning_has_its_tool(library: Library, tool: str, job: str) -> None:
    table = library.tables["when-not-to-commission"]
    found = [row for row in table.rows if re.search(tool, " ".join(row.cells[1]), re.I)]
    assert len(found) == 1
    assert re.search(job, " ".join(found[0].cells[0]), re.I)
