"""Content that was checked once: as good as checked again, and never trusted when it is not the same."""

from pathlib import Path

import pytest

from bot.authoring.author_checks import author_checks
from bot.core.content.library import Library
from bot.core.loading.checks.dialogues import problems_between
from bot.core.loading.file_reader import read_files
from bot.core.loading.files import Files
from bot.core.loading.loader import Check
from bot.core.problems import LibraryError, Problem
from bot.services.check_cache import earlier_problems
from bot.services.content import library_at, read_texts
from tests.support.good_library import GOOD


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small content folder, and a data folder of its own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    for path, text in GOOD.items():
        (tmp_path / "content" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / path).write_text(text)
    return tmp_path / "content"


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often a library was checked."""
    made: list[int] = []

    def counted(files: Files) -> list[Problem]:
        made.append(1)
        return list(problems_between(files))

    monkeypatch.setattr("bot.core.loading.loader.problems_between", counted)
    return made


def stored(content: Path) -> list[Path]:
    return sorted((content.parent / "data").rglob("checked/*.json"))


def told(library: Library) -> tuple[object, ...]:
    return (dict(library.dialogues), dict(library.topics), library.phrases, library.editions, library.warnings)


def test_what_was_checked_is_the_same_library_without_a_second_check(content: Path, checks: list[int]) -> None:
    first = library_at(content)
    second = library_at(content)
    assert checks == [1]
    assert told(second) == told(first)


def test_an_edit_is_checked(content: Path, checks: list[int]) -> None:
    library_at(content)
    dialogue = next((content / "dialogues").glob("*.yaml"))
    dialogue.write_text(dialogue.read_text() + "\nnonsense: true\n")
    with pytest.raises(LibraryError, match="nonsense"):
        library_at(content)
    with pytest.raises(LibraryError, match="nonsense"):
        library_at(content)


def test_half_a_file_is_checked_anew(content: Path, checks: list[int]) -> None:
    library_at(content)
    [file] = stored(content)
    file.write_text(file.read_text()[:100])
    library_at(content)
    library_at(content)
    assert len(checks) == 2


def test_only_the_last_few_are_kept(content: Path) -> None:
    dialogue = next((content / "dialogues").glob("*.yaml"))
    for number in range(12):
        dialogue.write_text(f"{dialogue.read_text()}\n# {number}\n")
        library_at(content)
    assert len(stored(content)) == 8


def test_what_is_used_is_not_forgotten_for_what_is_tried_beside_it(content: Path, checks: list[int]) -> None:
    library_at(content)
    dialogue = next((content / "dialogues").glob("*.yaml"))
    text = dialogue.read_text()
    for number in range(12):
        dialogue.write_text(f"{text}\n# {number}\n")
        library_at(content)
        dialogue.write_text(text)
        library_at(content)
    assert len(checks) == 13


def test_where_nothing_can_be_written_nothing_is_kept(content: Path) -> None:
    (content.parent / "data").write_text("no folder")
    assert library_at(content).dialogues


def test_after_an_edit_only_the_dialogue_and_those_that_call_it_are_looked_at_again(content: Path) -> None:
    library_at(content, author_checks)
    other = content / "dialogues" / "other.yaml"
    text = other.read_text()
    other.write_text(text + "# An edit.\n")
    assert looked_at_again(content, author_checks) == {"care", "other"}  # care calls other
    care = content / "dialogues" / "care.yaml"
    care.write_text(care.read_text() + "# An edit.\n")
    assert looked_at_again(content, author_checks) == {"care"}


def test_what_was_found_in_a_dialogue_is_told_again(content: Path) -> None:
    care = content / "dialogues" / "care.yaml"
    care.write_text(care.read_text().replace("You said that {{ need }}.", "You said that {{ ned }}."))
    told = [error_of(content) for _ in range(2)]
    assert told[0] == told[1]
    assert "ned" in told[0]


def error_of(content: Path) -> str:
    with pytest.raises(LibraryError) as error:
        library_at(content, author_checks)
    return str(error.value)


def looked_at_again(content: Path, check: Check) -> set[str]:
    """The dialogues of which nothing was known."""
    before = earlier_problems(content)
    library_at(content, check)
    files = read_files(read_texts(content))
    return {id_ for id_ in files.dialogues if f"routes {files.edition(id_)}" not in before.known}
