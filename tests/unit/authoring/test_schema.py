"""The JSON Schema that editors use: as the models are, and right about what is written."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from bot.authoring.schema import KINDS, schemas
from bot.core.loading.yaml_reader import read_yaml
from bot.services.content import CONVERSATIONS, DECISIONS, read_tests, read_texts, shipped_content

SCHEMA = Path(__file__).parents[3] / "docs" / "schema"
FILES = read_texts(shipped_content()) | {
    path: text for kind in (CONVERSATIONS, DECISIONS) for path, text in read_tests(shipped_content(), kind).items()
}


def kind_of(path: str) -> str:
    folder = {"dialogues": "dialogue", "tables": "table", "conversations": "conversation", "decisions": "decisions"}
    return folder.get(Path(path).parent.name, Path(path).stem)


def faults(kind: str, value: Any) -> list[str]:
    schema = json.loads((SCHEMA / f"{kind}.json").read_text(encoding="utf-8"))
    return [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(value)]


def test_the_schema_is_as_the_models_are() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in SCHEMA.glob("*.json")}
    assert written == schemas(), "run `make schema`"
    assert set(written) == {f"{kind}.json" for kind in (*KINDS, "phrases")}


@pytest.mark.parametrize("kind", [*KINDS, "phrases"])
def test_what_is_shipped_fits_its_schema(kind: str) -> None:
    for path, text in FILES.items():
        if path.endswith(".yaml") and kind_of(path) == kind:
            assert (path, faults(kind, read_yaml(text, path).value)) == (path, [])


SMALL = {
    "title": "T",
    "summary": "S",
    "questions": {"q": {"ask": "Q", "options": [{"id": "a", "label": "A", "next": "o"}], "next": [{"to": "o", "when": "x"}]}},
    "outcomes": {"o": {"title": "O", "say": "S", "because": ["x", {"say": "y", "when": "z"}], "offers": ["other"]}},
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"titel": "T"},
        {"title": 1},
        {"questions": {"q": {"ask": "Q", "type": "txet"}}},
        {"questions": {"q": {"ask": "Q", "options": [{"id": "No way", "label": "A"}]}}},
        {"outcomes": {"o": {"title": "O"}}},
        {"outcomes": {"o": {"title": "O", "say": "S", "because": [{"sya": "x"}]}}},
    ],
)
def test_a_dialogue_with_a_mistake_does_not(wrong: dict[str, Any]) -> None:
    assert faults("dialogue", SMALL) == []
    assert faults("dialogue", SMALL | wrong)
