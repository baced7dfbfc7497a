"""From nothing: what `advisor new` writes passes the check, can be talked to, is found, and is tested."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.main import app


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The folder of a new organisation."""
    assert ran("new", "content", str(tmp_path / "ours")).exit_code == 0
    return tmp_path / "ours"


def ran(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def test_a_new_organisation_passes_the_check_and_its_test(content: Path) -> None:
    assert "1 dialogue, 3 topics, 0 tables: no errors, 0 warnings." in ran("check", "--content", str(content)).output
    assert "1 conversations were played" in ran("test", "--content", str(content)).output
    assert "advisor check --content ." in (content / "README.md").read_text()


def test_it_answers_what_its_topics_say_and_nothing_else(content: Path) -> None:
    assert "Half a page is enough" in ran("ask", "--content", str(content), "do we need a record of what everybody said").output
    assert "I have nothing on that" in ran("ask", "--content", str(content), "who won the world cup").output


def test_a_new_dialogue_and_topic_pass_the_check_at_once(content: Path) -> None:
    made = ran("new", "dialogue", "which_room", "--content", str(content))
    assert "advisor chat which_room" in made.output
    assert ran("new", "topic", "room-booking", "--content", str(content)).exit_code == 0
    assert "2 dialogues, 4 topics, 0 tables: no errors, 0 warnings." in ran("check", "--content", str(content)).output
    assert "2 conversations were played" in ran("test", "--content", str(content)).output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("dialogue", "Which room"), "cannot be a dialogue's id"),
        (("dialogue", "need_a_meeting"), "there already"),
        (("topic", "Room_booking"), "cannot be a topic's id"),
        (("topic", "minutes"), "there already"),
    ],
)
def test_what_cannot_be_begun_is_said_and_nothing_is_written(content: Path, words: tuple[str, str], said: str) -> None:
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    result = ran("new", *words, "--content", str(content))
    assert (result.exit_code, said in result.output) == (2, True)
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


def test_a_folder_with_something_in_it_is_left_alone(content: Path) -> None:
    assert "not empty" in ran("new", "content", str(content)).output


def test_a_conversation_that_is_recorded_is_a_test(content: Path) -> None:
    file = content / "tests/conversations/recorded.yaml"
    words = "the summer timetable\n3\n"
    command = ["chat", "need_a_meeting", "--record", str(file), "--content", str(content)]
    assert "Written to" in CliRunner().invoke(app, command, input=words).output
    assert "outcome: write" in file.read_text()
    assert "2 conversations were played" in ran("test", "--content", str(content)).output
    assert "there already" in CliRunner().invoke(app, command, input=words).output


def test_a_conversation_that_aged_is_updated(content: Path) -> None:
    file = content / "tests/conversations/need_a_meeting.yaml"
    file.write_text(file.read_text().replace("outcome: write", "outcome: meet"))
    assert "the outcome is write, not meet" in ran("test", "--content", str(content)).output
    assert ran("play", "--update", str(file), "--content", str(content)).exit_code == 0
    assert "All as told" in ran("test", "--content", str(content)).output
