"""`advisor check` for people, for programs and for GitHub, and `advisor test` over tests that are broken themselves."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.main import app
from tests.support.good_library import GOOD


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small content folder."""
    for path, text in GOOD.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def checked(content: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["check", "--content", str(content), *options])


def broken(content: Path) -> Path:
    care = content / "dialogues/care.yaml"
    care.write_text(care.read_text().replace("You said that {{ need }}.", "You said that {{ ned }}, 100%."))
    return content


def test_problems_are_told_to_a_program(content: Path) -> None:
    assert json.loads(checked(content, "--json").output) == {"problems": []}
    result = checked(broken(content), "--json")
    assert result.exit_code == 2
    (problem,) = json.loads(result.output)["problems"]
    assert (problem["file"], problem["line"], problem["code"], problem["severity"]) == (
        "dialogues/care.yaml", 27, "unknown-name", "error",
    )  # fmt: skip


def test_problems_are_notes_on_a_pull_request(content: Path) -> None:
    (content / "dialogues/draft.yml").write_text("title: 100%")
    result = checked(broken(content), "--format", "github")
    assert (
        "::error file=dialogues/care.yaml,line=27,col=5,title=unknown-name::“ned” is not asked or worked out here."
        in result.output
    )
    assert "::warning file=dialogues/draft.yml,line=1,col=1,title=not-read::" in result.output


def test_one_mistake_with_many_places_is_told_once(content: Path) -> None:
    care = content / "dialogues/care.yaml"
    care.write_text(care.read_text().replace("  need:\n", "  wanted:\n"))
    result = checked(content, "--json")
    (problem,) = [one for one in json.loads(result.output)["problems"] if one["code"] == "unknown-name"]
    assert len(problem["also"]) == 3


def test_a_warning_that_is_accepted_with_a_reason_is_not_told(content: Path) -> None:
    care = content / "dialogues/care.yaml"
    care.write_text(care.read_text().replace("say: Nothing to do.", "say: Nothing <b>at all</b> to do."))
    assert "html" in checked(content).output
    care.write_text(care.read_text().replace("  not_needed: {title", "  # accepted html: an example\n  not_needed: {title"))
    assert "0 warnings" in checked(content).output
    care.write_text(care.read_text().replace("accepted html: an example", "accepted html"))
    assert "accepted without a reason" in checked(content).output


def test_rules_are_looked_at_though_a_table_is_broken(content: Path) -> None:
    (content / "tests/decisions").mkdir(parents=True)
    (content / "tests/decisions/care.yaml").write_text("dialogue: care\nabout: [\n")
    result = CliRunner().invoke(app, ["test", "--rules", "--content", str(content)])
    assert result.exit_code == 2
    assert not isinstance(result.exception, ValueError)
    assert "tests/decisions/care.yaml:3:1" in result.output


def test_too_many_ways_to_try_out_are_told_and_no_traceback(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.authoring.paths.explorer.MOST_FORKS", 0)
    care = content / "dialogues/care.yaml"
    care.write_text(care.read_text().replace("not_needed: {title", "not_needed: {ours: We say so., title"))
    result = CliRunner().invoke(app, ["test", "--rules", "--content", str(content)])
    assert "cannot be told" in result.output
