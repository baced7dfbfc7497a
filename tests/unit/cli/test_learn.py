"""`advisor learn`: the verb, its documents and its mistakes."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from bot.core.loading.files import COURSE
from bot.services.content import read_texts, shipped_content


def test_the_verb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{tmp_path / 'advisor.db'}")
    first = CliRunner().invoke(app, ["learn", "--as-of", "2027-01-05T09:00"], input="2\n")
    assert "Lesson 1 of 23" in first.output
    assert "on Wednesday 6 January at 09:30" in first.output
    again = CliRunner().invoke(app, ["learn", "--as-of", "2027-01-06T12:00"])
    assert "Lesson 2 of 23" in again.output


def test_the_verb_answers_what_is_asked_in_between(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{tmp_path / 'advisor.db'}")
    asked = "what is a market position statement?\nwho won the football world cup in 1966?\n"
    shown = CliRunner().invoke(app, ["learn"], input=asked).output
    assert "an analytical document" in shown
    assert "I have nothing on that" in shown
    assert "\n1. " not in shown.partition("I have nothing on that")[2]  # a number would answer the check


def test_the_documents_are_saved_in_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{tmp_path / 'advisor.db'}")
    CliRunner().invoke(app, ["learn"], input="1\n")
    brief, summary = tmp_path / "brief.md", tmp_path / "summary.md"
    for file in (brief, summary):
        told = CliRunner().invoke(app, ["learn", file.stem, "--save-as", str(file)])
        assert (told.exit_code, told.output) == (0, f"Saved in {file}.\n")
    assert brief.read_text().startswith("# First commissioning brief: ")
    assert "Where you wavered" in summary.read_text()


@pytest.mark.parametrize(("words", "file"), [("status", "status.md"), ("", "what.md"), ("brief", "no/such/folder.md")])
def test_what_cannot_be_saved_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, file: str) -> None:
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{tmp_path / 'advisor.db'}")
    told = CliRunner().invoke(app, ["learn", *words.split(), "--save-as", str(tmp_path / file)])
    assert told.exit_code == 2
    assert ("cannot be written" if "/" in file else "--save-as FILE") in told.output
    assert not (tmp_path / file).exists()


def test_without_a_course_it_says_what_to_do(tmp_path: Path) -> None:
    for path, text in read_texts(shipped_content()).items():
        if path != COURSE:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)
    result = CliRunner().invoke(app, ["learn", "--content", str(tmp_path)])
    assert result.exit_code == 2
    assert "knowledge/course.yaml" in result.output
