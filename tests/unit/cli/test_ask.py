"""`advisor ask` and the embeddings it needs."""

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from bot.cli.ask import Answer
from bot.cli.main import app
from bot.core.quick_answers.memory import Said
from bot.core.quick_answers.reply import Reply
from bot.core.quick_answers.thread import Thread
from bot.core.search.semantic import Vectors
from bot.services.content import knowledge_at, shipped_content
from bot.services.embeddings import Embedder
from bot.services.search import index_of

KEYS = ["question", "status", "results", "text"]


class CountingModel:
    """A model whose vectors follow from a text's letters, and that counts how many it made."""

    def __init__(self) -> None:
        self.made = 0

    def query(self, texts: list[str]) -> Vectors:
        self.made += len(texts)
        counts = [[text.count(chr(97 + place % 26)) + 0.1 + place % 7 for place in range(384)] for text in texts]
        vectors = np.array(counts, dtype=np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))


def run(*args: str, typed: str = "") -> list[Answer]:
    told = CliRunner().invoke(app, ["ask", "--json", *args], input=typed)
    assert told.exit_code == 0, told.output
    return [json.loads(line) for line in told.stdout.splitlines()]


def test_a_question_is_answered_with_its_sources() -> None:
    (answer,) = run("what", "is", "a", "market", "position", "statement")
    assert list(answer) == KEYS
    assert answer["status"] == "answered"
    best = answer["results"][0]  # type: ignore[index]
    assert list(best) == ["topic", "title", "score", "sources"]
    assert best["topic"] == "market-position-statement"
    assert best["sources"][0] == "chapter:mps"
    assert "Why, When and How to Commission" in str(answer["text"])


def test_every_line_of_standard_input_has_its_line_of_answer() -> None:
    answers = run(typed="what is decommissioning\n\nhow do I book annual leave\n")
    assert [answer["question"] for answer in answers] == ["what is decommissioning", "", "how do I book annual leave"]
    assert [answer["status"] for answer in answers] == ["answered", "vague", "nothing"]


def test_an_answer_for_people_is_text() -> None:
    told = CliRunner().invoke(app, ["ask", "what is decommissioning"])
    assert told.exit_code == 0
    assert "Source" in told.stdout
    assert "{" not in told.stdout


def test_a_failure_is_told_with_a_number_and_the_next_question_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = Thread.reply

    def failing(thread: Thread, typed: str, said: Said | None = None) -> Reply:
        if typed == "boom":
            raise ZeroDivisionError
        return answered(thread, typed, said)

    monkeypatch.setattr(Thread, "reply", failing)
    broken, fine = run(typed="boom\nwhat is decommissioning\n")
    assert broken["status"] == "error"
    assert broken["results"] == []
    assert any(character.isdigit() or character.isalpha() for character in str(broken["text"]).split()[-1])
    assert fine["status"] == "answered"


def test_a_folder_without_knowledge_is_told_in_one_line(tmp_path: Path) -> None:
    told = CliRunner().invoke(app, ["ask", "--content", str(tmp_path), "anything"])
    assert told.exit_code == 2
    assert "There is no folder" in told.stderr


def test_embeddings_are_worked_out_once_and_kept(tmp_path: Path) -> None:
    knowledge, first, again = knowledge_at(shipped_content()), CountingModel(), CountingModel()
    index_of(knowledge, tmp_path, tmp_path / "data", first)
    index_of(knowledge, tmp_path, tmp_path / "data", again)
    assert first.made > 1000
    assert again.made == 0


def test_a_changed_text_is_the_only_one_worked_out_again(tmp_path: Path) -> None:
    model = CountingModel()
    Embedder(model).keep(["one", "two"], tmp_path / "kept.npz")
    stored = Embedder(model, [tmp_path / "kept.npz"])
    assert stored.missing(["one", "three", "two"]) == ["three"]
    assert np.allclose(stored(["one"]), model.query(["one"]), atol=0.01)


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "data").write_text("a file, not a folder")
    index_of(knowledge_at(shipped_content()), tmp_path, tmp_path / "data", CountingModel())
    assert "could not be kept" in caplog.text
