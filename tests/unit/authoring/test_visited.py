"""The shortest conversation to each outcome, and what the tests of a dialogue do not visit."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.authoring.conversation_tests import play, read_conversation
from bot.authoring.export_test import copied
from bot.authoring.paths.shortest import shortest_conversations
from bot.cli.main import app
from tests.support.good_library import GOOD
from tests.support.small_library import VISIT, small_library


def test_the_shortest_conversation_to_each_outcome_is_ready_to_paste() -> None:
    library = small_library(visit=VISIT)
    found = shortest_conversations(library, "visit")
    assert {name: len(one.answers) for name, one in found.items()} == {"act": 4, "rest": 2}
    for name, one in found.items():
        told = play(library, read_conversation(copied(library, one), "pasted"))
        assert (told.failures, told.replies[-1].guidance and told.replies[-1].guidance.outcome) == ([], name)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A small content folder with one conversation."""
    for path, text in GOOD.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    tests = tmp_path / "tests/conversations"
    tests.mkdir(parents=True)
    (tests / "care.yaml").write_text(
        "title: T\ndialogue: care\nconversation:\n  - user: home care\n  - user: {other.q: a}\n  - user: {need: no}\n"
    )
    return tmp_path


def test_what_no_test_visits_is_told_with_its_line(content: Path) -> None:
    result = CliRunner().invoke(app, ["test", "care", "--content", str(content)])
    assert result.output.splitlines()[:-1] == [
        "dialogues/care.yaml:17: no test goes from “need” to “needed”",
        "dialogues/care.yaml:25: no test ends in “needed”",
    ]
    paths = CliRunner().invoke(app, ["paths", "care", "--content", str(content)]).output
    assert "# dialogues/care.yaml:25: no test ends in “needed”" in paths
    assert "# needed: 3 questions\ntitle: Is care needed?\n" in paths
    line = CliRunner().invoke(app, ["paths", "--content", str(content)]).output.splitlines()[0]
    assert line.split(None, 1) == ["care", "2 of 2 outcomes, after 3 to 3 questions at least; 2 not visited"]


def test_a_dialogue_that_is_called_is_visited_by_those_who_call_it(content: Path) -> None:
    result = CliRunner().invoke(app, ["test", "other", "--content", str(content)])
    assert "no test" not in result.output
