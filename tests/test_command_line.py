"""The `advisor` command as its reader sees it: what it prints, and how it exits."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from tests.small import small_texts

VISIT = """
questions:
  service: {ask: Which service?, type: text, shares: service}
  size: {call: size}
  need:
    ask: "Is *{{ service }}* needed?"
    options: [{id: yes, label: "Yes", phrase: it is needed}, {id: no, label: "No", next: stop}]
    unsure: true
  levers: {ask: Which levers?, type: choices, options: [{id: grants, label: Grants}, {id: rules, label: Rules}]}
  people: {ask: Who?, type: list, least: 0, fields: {who: {ask: Who?}, role: {ask: What?, options: [{id: lead, label: Leads}]}}}
  money: {ask: How much?, type: number, next: go}
outcomes:
  go:
    title: "Care for {{ service }}"
    say: "You said that {{ need }}, with {{ levers }} and {{ money }}."
    do: [Go on.]
    more: [{title: Further, say: A further part., cite: ["doc:two"]}]
  stop: {title: "{{ money | round }}", say: S.}
"""
SIZE = "questions:\n  area: {ask: How large?, type: scale, least: 1, most: 5, next: any}\noutcomes:\n  any: {title: A, say: S.}\n"
ANSWERS = "service: home care\nsize.area: 3\nneed: yes\nlevers: [rules, grants]\npeople: [{who: Ann, role: lead}]\nmoney: 1,500\n"
ROOT = Path(__file__).parent.parent


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "our content"
    for name, text in small_texts(visit=VISIT, size=SIZE).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    sources = folder / "knowledge/sources.yaml"
    sources.write_text(sources.read_text() + '  - {id: "doc:two", document: A Document, locator: Part two}\n')
    return folder


def advisor(*arguments: str | Path, given: str = "") -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)


def run(content: Path, answers: str, *more: str) -> Result:
    return advisor("run", "visit", "--answers", "-", "--content", content, *more, given=answers)


def test_a_run_that_finishes(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(ANSWERS, encoding="utf-8-sig")
    result = advisor("run", "visit", "--answers", file, "--content", content)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "Care for home care\n\nYou said that it is needed, with Grants and Rules and 1500.\n\nWhat to do next:\n1. Go on.\n\n"
        "Source:\n- A Document, Part one\n\nFurther\n\nA further part.\n\nSource:\n- A Document, Part two\n"
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
    ("need: [\n", "-:2:1: error bad-yaml: This is not valid YAML"),
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


@pytest.mark.parametrize("verb", [["run", "vist", "--answers", "-"], ["chat", "vist"]])
def test_a_dialogue_that_is_not_there(content: Path, verb: list[str]) -> None:
    result = advisor(*verb, "--content", content)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "There is no dialogue “vist”. Did you mean “visit”? There are: size, visit.\n"


def test_the_list(content: Path) -> None:
    told = json.loads(advisor("list", "--json", "--content", content).stdout)
    size, visit = sorted(told["dialogues"], key=lambda dialogue: str(dialogue["id"]))
    assert size["questions"] == [{"id": "area", "ask": "How large?", "type": "scale", "options": [], "unsure": False}]
    need: dict[str, Any] = next(question for question in visit["questions"] if question["id"] == "need")
    assert (need["options"], need["unsure"]) == ([{"id": "yes", "label": "Yes"}, {"id": "no", "label": "No"}], True)
    assert [outcome["id"] for outcome in visit["outcomes"]] == ["go", "stop"]
    assert (visit["title"], visit["calls"], len(visit["edition"])) == ("A small decision", ["size"], 12)
    assert "visit                   A small decision\n" in advisor("list", "--content", content).stdout


def test_check_says_that_all_is_well(content: Path) -> None:
    result = advisor("check", "--content", content)
    assert result.exit_code == 0
    assert "2 dialogues, 0 topics, 0 tables: no errors, 0 warnings." in result.stdout


def test_check_lists_every_problem_and_warning(content: Path) -> None:
    visit = content / "dialogues/visit.yaml"
    visit.write_text(visit.read_text().replace("type: text,", "typ: text,").replace("next: go", "next: gone"))
    (content / "dialogues/size.yaml").write_text("title: [")
    result = advisor("check", "--content", content)
    assert result.exit_code == 2
    assert "visit.yaml:6:34: error unknown-key: “typ” is not a key that is known here. Did you mean “type”?" in result.stderr
    assert "size.yaml:2:1: error bad-yaml" in result.stderr
    assert "Traceback" not in result.stderr
    visit.write_text(visit.read_text().replace("typ: text,", "type: text,").replace("next: gone", "next: go"))
    (content / "dialogues/size.yaml").write_text(
        small_texts(size=SIZE + "  lonely: {title: L, say: L.}\n")["dialogues/size.yaml"]
    )
    result = advisor("check", "--content", content)
    assert result.exit_code == 0
    assert "warning unreachable: Nothing leads to “lonely”." in result.stdout
    assert "1 warning." in result.stdout


def test_content_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path, tmp_path / "nowhere", tmp_path / "file"):
        result = advisor("check", "--content", folder)
        assert result.exit_code == 2
        assert "There is no folder “dialogues” here. Name a folder that has one." in result.stderr


def test_content_that_is_no_text(content: Path) -> None:
    (content / "dialogues/size.yaml").write_bytes(b"title: caf\xe9\n")
    result = advisor("check", "--content", content)
    assert result.exit_code == 2
    assert (
        "dialogues/size.yaml:1:1: error not-text: The file cannot be read as UTF-8 text. Save it again as UTF-8." in result.stderr
    )


def process(content: Path, *arguments: str, given: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("ADVISOR_", "SLACK_"))}
    database = f"sqlite:///{content.parent / 'advisor.db'}"
    variables = clean | {"ADVISOR_CONTENT": str(content), "ADVISOR_DATABASE_URL": database, "PYTHONUTF8": "1"} | environment
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments], cwd=ROOT, input=given, env=variables, capture_output=True, check=False
    )


def test_as_a_process_with_answers_from_standard_input(content: Path) -> None:
    done = process(content, "run", "visit", "--answers", "-", given=ANSWERS.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"Care for home care\n")
    assert process(content, "run", "visit", "--answers", "-", given=b"need: \xff\xfe").returncode == 2


def test_a_chat_as_a_process_ends_with_its_input_and_is_resumed(content: Path) -> None:
    first = process(content, "chat", "visit", given="home care 👍\n\xa0\n".encode() + b"\xff\n")
    assert first.returncode == 0
    assert b"Traceback" not in first.stderr
    second = process(content, "chat", given=b"answers\n").stdout.decode()
    assert "Which service?  →  home care 👍" in second


def test_a_database_that_cannot_be_opened_is_one_line(content: Path) -> None:
    done = process(content, "chat", "visit", ADVISOR_DATABASE_URL="nonsense")
    assert done.returncode == 2
    assert done.stderr.decode().startswith("The database at ADVISOR_DATABASE_URL cannot be opened:")
    assert len(done.stderr.splitlines()) == 1
