"""`advisor run`: a conversation without a person, and what becomes of a bad file of answers."""

import json
from pathlib import Path

import pytest
from typer.testing import Result

from tests.support.command_line import ANSWERS, advisor, written


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return written(tmp_path)


def run(content: Path, answers: str, *more: str) -> Result:
    return advisor("run", "visit", "--answers", "-", "--content", content, *more, given=answers)


def test_a_run_that_finishes(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(ANSWERS, encoding="utf-8-sig")
    result = advisor("run", "visit", "--answers", file, "--content", content)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "Care for home care\n\nYou said that it is needed, with Grants and Rules and 1500.\n\nWhat to do next:\n1. Go on.\n\n"
        "Source: A Document, Part one\n\nFurther\n\nA further part.\n\nSource: A Document, Part two\n"
    )


def test_a_run_that_finishes_as_json(content: Path) -> None:
    result = run(content, ANSWERS, "--json")
    told = json.loads(result.stdout)
    text, edition = told.pop("text"), told.pop("edition")
    assert text.startswith("Care for home care\n")
    assert len(edition) == 12
    assert told == {
        "dialogue": "visit",
        "status": "finished",
        "asked": ["service", "size.area", "need", "levers", "people", "money"],
        "waiting_for": None,
        "outcomes": ["size.any", "go"],
        "sources": ["doc:one", "doc:two"],
        "problems": [],
    }


def test_a_run_that_waits_for_an_answer(content: Path) -> None:
    result = run(content, "service: home care\nsize.area: 3\n")
    line = "Add a line “need: …” to the answers. It may be yes, no, unsure."
    assert (result.exit_code, result.stdout) == (3, f"Is home care needed?\n1. Yes\n2. No\n\n{line}\n")
    told = json.loads(run(content, "{service: home care, size.area: 3}", "--json").stdout)
    assert (told["status"], told["waiting_for"], told["asked"]) == ("waiting", "need", ["service", "size.area"])
    assert json.loads(run(content, "", "--json").stdout)["waiting_for"] == "service"
    assert json.loads(run(content, "service: x\n", "--json").stdout)["waiting_for"] == "size.area"


BAD = [
    ("servise: x\n", "“servise” is not a question of “visit”. Did you mean “service”?"),
    ("area: 3\n", "“area” is not a question of “visit”."),
    ("need: maybe\n", "need: “maybe” is not one of the answers. It may be yes, no, unsure."),
    ("levers: [grants, zebra]\n", "levers: “zebra” is not one of the answers. It may be grants, rules."),
    ("levers: unsure\n", "levers: “unsure” is not one of the answers."),
    ("size.area: 9\n", "size.area: “9” is out of range here. Type a number from 1 to 5."),
    ("money: nan\n", "money: “nan” is not a number that I can use."),
    ("money: 1e999\n", "money: “1e999” is not a number that I can use."),
    ("service: ''\n", "service: There was nothing in that answer."),
    ("service: " + "x" * 501 + "\n", "service: That is 501 characters; the most I can keep here is 500."),
    ("people: [{who: Ann, role: Leads}]\n", "people: “Leads” is not one of the answers. It may be lead."),
    ("people: [Ann]\n", "people: I need 2 things for each entry"),
    ("service: [a]\n", "service: I need some words here."),
    ("- service\n", "The answers must be lines of the form “question: answer”."),
    ("just words", "The answers must be lines of the form “question: answer”."),
    ("need: [\n", "-:2:1: error bad-yaml: A bracket is not closed before this place."),
    ("need: yes\nneed: no\n", "-:2:1: error duplicate-key: “need” stands here a second time (first in line 1)."),
    ("need: !!python/object:os.system x\n", "-:1:7: error tag: Tags (!) are not used here."),
    ("need: \x00\n", "-:1:7: error unseen-character: There is a character here that cannot be seen (U+0000)."),
    (
        ANSWERS.replace("need: yes", "need: no"),
        "I cannot go on from here, because a text or a condition of this decision needs mending.",
    ),
]


@pytest.mark.parametrize(("answers", "words"), BAD, ids=[answers[:20] for answers, _ in BAD])
def test_a_bad_answer_file_is_told_plainly(content: Path, answers: str, words: str) -> None:
    result = run(content, answers)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
    assert "Traceback" not in result.stderr
    as_json = run(content, answers, "--json")
    told = json.loads(as_json.stdout)
    assert (as_json.exit_code, told["status"]) == (2, "invalid")
    assert any(words in problem for problem in told["problems"])


def test_all_bad_answers_are_listed_at_once(content: Path) -> None:
    told = json.loads(run(content, "need: maybe\nzebra: 1\nmoney: five\n", "--json").stdout)
    assert len(told["problems"]) == 3


def test_a_file_of_answers_that_cannot_be_read(content: Path, tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\xff\xfe")
    for file in (tmp_path / "nowhere.yaml", tmp_path, tmp_path / "picture.png"):
        result = advisor("run", "visit", "--answers", file, "--content", content)
        assert result.exit_code == 2
        assert "cannot be read. Name a text file, or - for standard input." in result.stderr
