"""The words are our own: no eight words in a row stand in the documents too, but for titles, terms and marked
quotations."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.content.library import Library
from bot.core.loading.yaml_reader import read_yaml

ROOT = Path(__file__).parents[3]
SOURCES = ROOT / "../shared/sources"
RUN = 8


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower().replace("’", "'").replace("'", ""))


def runs(text: str) -> Iterator[str]:
    said = words(text)
    return (" ".join(said[start : start + RUN]) for start in range(len(said) - RUN + 1))


def without_quotations(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(">"))


def texts_of(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a YAML file by its path; a quotation in a cell begins with “>”."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_of(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts_of(inner, f"{path}.{number}")
    elif isinstance(value, str):
        yield path, value


def all_texts() -> Iterator[tuple[str, str]]:
    for file in sorted([*ROOT.glob("dialogues/*.yaml"), *ROOT.glob("knowledge/**/*.yaml")]):
        if file.name != "sources.yaml":
            for path, text in texts_of(read_yaml(file.read_text(), file.name).value):
                yield f"{file.name}{path}", text
    for file in sorted(ROOT.glob("knowledge/topics/*.md")):
        head, _, body = file.read_text().removeprefix("---\n").partition("\n---\n")
        for path, text in texts_of(read_yaml(head, file.name).value):
            yield f"{file.name}{path}", text
        for number, paragraph in enumerate(body.split("\n\n")):
            yield f"{file.name}:paragraph {number}", paragraph


def document_runs() -> set[str]:
    return {run for file in sorted(SOURCES.iterdir()) for run in runs(file.read_text())}


def is_title(run: str, library: Library) -> bool:
    titles = " | ".join(" ".join(words(f"{source.document} {source.locator}")) for source in library.sources.values())
    return run in titles


@pytest.mark.skipif(not SOURCES.exists(), reason="the documents themselves are not on this machine")
def test_no_sentence_is_taken_from_the_documents(library: Library) -> None:
    taken = document_runs()
    found = {
        place: run
        for place, text in all_texts()
        for run in runs(without_quotations(text))
        if run in taken and not is_title(run, library)
    }
    assert found == {}


def test_a_taken_sentence_would_be_noticed() -> None:
    assert list(runs("One two three four five six seven, eight.")) == ["one two three four five six seven eight"]
    assert without_quotations("> quoted\nown") == "own"
