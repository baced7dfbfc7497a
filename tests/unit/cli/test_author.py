"""The `advisor` command as its reader sees it: what it prints, and how it exits."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.command_line import ANSWERS, SIZE, advisor, written
from tests.support.small_library import small_texts

ROOT = Path(__file__).parents[3]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return written(tmp_path)


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
    assert "problems; mend them and try again." in result.stderr
    assert "Traceback" not in result.stderr
    visit.write_text(visit.read_text().replace("typ: text,", "type: text,").replace("next: gone", "next: go"))
    result = advisor("check", "--content", content)
    assert "1 problem; mend it and try again." in result.stderr
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


def test_a_pipe_among_the_dialogues_does_not_keep_the_check_waiting(content: Path) -> None:
    os.mkfifo(content / "dialogues/pipe.yaml")
    (content / "dialogues/folder.yaml").mkdir()
    result = advisor("check", "--content", content)
    assert result.exit_code == 2
    assert result.stderr.count("error not-a-file: This is no file with text in it.") == 2


def test_files_that_are_not_read_are_named(content: Path) -> None:
    for name in ("market.yml", "market.yaml.txt", "more/market.yaml", "Market.YAML", "notes.md", "README.md"):
        (content / "dialogues" / name).parent.mkdir(exist_ok=True)
        (content / "dialogues" / name).write_text("title: T")
    result = advisor("check", "--content", content)
    assert result.exit_code == 0
    assert result.stdout.count("warning not-read: ") == 5
    assert (
        "market.yml:1:1: warning not-read: Only files that end in “.yaml” are read here. Call it “market.yaml”" in result.stdout
    )
    assert "more/market.yaml:1:1: warning not-read: Files in a folder inside this one are not read." in result.stdout


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
