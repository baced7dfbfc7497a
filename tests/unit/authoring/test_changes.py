"""What an edit means is told before it is live: outcomes, questions, words, sources, and rows that fail."""

import json
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.main import app
from tests.support.good_library import GOOD

ROWS = """dialogue: care
about: Whether care is needed.
otherwise: {service: home care, other.q: a}
rows:
  - {row: It is needed, answers: {need: yes}, outcome: needed, ours: We say so.}
  - {row: It is not, answers: {need: no}, outcome: not_needed, ours: We say so.}
"""


def written(folder: Path, *edits: tuple[str, str, str]) -> Path:
    """The good library with its table in a folder, after edits."""
    texts = GOOD | {"tests/decisions/care.yaml": ROWS}
    for path, old, new in edits:
        assert texts[path].count(old) == 1, old
        texts[path] = texts[path].replace(old, new)
    for path, text in texts.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def told(*words: str) -> Result:
    return CliRunner().invoke(app, ["diff", *words])


CARE = "dialogues/care.yaml"
EDITS = [
    (CARE, 'need == "yes" and', 'need == "no" and'),
    (CARE, '      - {id: no, label: "No", next: not_needed}\n', '      - {id: no, label: "No"}\n'),
    (CARE, '    because: ["{{ other.title }}"]\n', '    because: [{say: "{{ other.title }}", cite: ["doc:two"]}]\n'),
    ("knowledge/sources.yaml", "sources:\n", 'sources:\n  - {id: "doc:two", document: A Document, locator: Part two}\n'),
]


def test_outcomes_that_change_are_told_with_an_example_and_so_are_rows_that_fail(tmp_path: Path) -> None:
    old, new = written(tmp_path / "old"), written(tmp_path / "new", *EDITS)
    page = told(str(old), str(new)).output
    assert "**the outcome changes**" in page
    assert "`needed` → `not_needed`" in page
    assert "`not_needed` → `needed`" in page
    assert "need: no" in page
    assert "**A row of the table of decisions fails now:** tests/decisions/care.yaml:5: “It is needed”" in page
    assert "- Sources new: `doc:two`" in page
    assert "`other`" not in page  # which was not edited


def test_sources_and_words_are_counted_where_the_outcome_stays(tmp_path: Path) -> None:
    old = written(tmp_path / "old")
    new = written(tmp_path / "new", (CARE, "Nothing to do.", "There is nothing to do."), *EDITS[2:])
    (change,) = json.loads(told(str(old), str(new), "--format", "json").output)["dialogues"]
    assert (change["dialogue"], change["outcomes"], change["rows_that_fail"]) == ("care", [], [])
    assert change["words"]["not_needed"] > 0
    assert change["sources"] == {"+doc:two": change["tried"] - change["words"]["not_needed"]}


def test_a_question_more_and_a_dialogue_that_is_new_are_told(tmp_path: Path) -> None:
    old, new = (
        written(tmp_path / "old"),
        written(tmp_path / "new", (CARE, "  need:\n", "  how: {ask: How?, type: text}\n  need:\n")),
    )
    (new / "dialogues/more.yaml").write_text(GOOD["dialogues/other.yaml"].replace("title: Other", "title: More"))
    page = told(str(old), str(new)).output
    assert "- Questions asked now: `how`" in page
    assert "## `more`\n\nThis dialogue is new." in page


def test_nothing_changes_for_anybody_by_itself(tmp_path: Path) -> None:
    assert "Nothing changes for anybody." in told(str(written(tmp_path / "old")), str(written(tmp_path / "new"))).output


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository that holds the content in a folder of its own."""
    content = written(tmp_path / "all" / "ours")
    for words in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@b.invalid", "commit", "-q", "-m", "First"],
    ):
        subprocess.run(["git", "-C", str(tmp_path / "all"), *words], check=True)
    return content


def test_a_revision_of_git_is_compared_with_the_files_as_they_are(repository: Path) -> None:
    care = repository / CARE
    care.write_text(care.read_text().replace("Nothing to do.", "There is nothing to do."))
    assert "Other words on the first screen: `not_needed`" in told("HEAD", "--content", str(repository)).output
    assert (repository / CARE).read_text() == care.read_text()


@pytest.mark.parametrize("name", ["nowhere", "--output=x", "HEAD:dialogues"])
def test_what_is_no_folder_and_no_revision_is_told(repository: Path, name: str) -> None:
    result = told("--content", str(repository), "--", name)
    assert (result.exit_code, "is no folder here, and no revision" in result.output) == (2, True)


def test_another_answer_is_tried_beside_the_one_that_was_given() -> None:
    words = ["what-if", "managed", "--answers", "-", "--change", "left_alone=would_happen"]
    answers = "service: home care\nleft_alone: would_not\nrecognised: agreed\nstakes: [unmet]\n"
    output = CliRunner().invoke(app, words, input=answers).output
    assert "— As said: must_be_managed —" in output
    assert "— With left_alone=would_happen: " in output
