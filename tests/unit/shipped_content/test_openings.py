"""Sentences that people begin with: which dialogue, which service, which answers."""

import json

import pytest
from typer.testing import CliRunner

from bot.cli.main import app
from bot.core.loading.loader import load_library
from bot.core.openings.recogniser import Recogniser, texts_compared
from bot.core.openings.said import SaidReader
from bot.core.openings.service_phrase import ServiceReader
from bot.core.problems import LibraryError
from bot.services.content import library_at, shipped_content
from bot.services.embeddings import VECTORS, Embedder, model_here
from bot.services.openings import OPENING_VECTORS
from tests.evaluate_openings import figures, shipped_recogniser
from tests.support.small_library import small_library, small_texts

needs_model = pytest.mark.skipif(model_here() is None, reason="the model is not made for this platform")

DOOR = """
openings: [should we commission home care?]
questions:
  known:
    ask: What do you know?
    options:
      - {id: little, label: Very little, said: [have no data]}
      - {id: enough, label: Enough, said: [good data]}
    next: end
outcomes:
  end: {title: The end, say: It is over.}
"""


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return shipped_recogniser()


def test_openings_are_shown_as_they_stand_so_they_hold_no_names() -> None:
    wrong = DOOR.replace("should we commission home care?", '"{{ known }}"').replace("have no data", '"{{ known }}"')

    with pytest.raises(LibraryError) as told:
        load_library(small_texts(door=wrong))

    places = [(problem.code, problem.line) for problem in told.value.problems]
    assert places == [("no-names-here", 5), ("no-names-here", 10)]


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("we have no data", "little"),
        ("There is no useful data.", "little"),
        ("We have good data; nobody reads it", "enough"),
        ("we have no good data", "little"),
        ("good data would be nice", "enough"),
        ("should we have good data?", None),
        ("we do not have good data", None),
        ("if there is no data, what then?", None),
        ("nothing of the kind", None),
    ],
)
def test_only_what_is_said_is_taken_for_an_answer(sentence: str, answer: str | None) -> None:
    own, _ = SaidReader(small_library(door=DOOR)).read("door", sentence)

    assert own == ({"door.known": answer} if answer else {})


@pytest.mark.parametrize(
    ("sentence", "service"),
    [
        ("our supported living contract ends in March", "supported living"),
        ("I want to move money from hospital to community for older people", "older people"),
        ("plan next year's work of our day centre", "day centre"),
        ("to support carers of people with dementia", "carers of people with dementia"),
        ("an approach to support for carers", "support for carers"),
        ("what should we do first?", None),
        ("", None),
    ],
)
def test_the_service_is_in_their_own_words(sentence: str, service: str | None) -> None:
    found = ServiceReader(library_at(shipped_content()).service_words).read(sentence)

    assert (found.text if found else None) == service


@needs_model
def test_openings_are_understood_as_well_as_they_were(recogniser: Recogniser) -> None:
    for half in figures(recogniser).values():
        assert half.dialogue >= 0.85
        assert half.service >= 0.80
        assert not half.claimed


def test_without_a_model_words_alone_are_understood() -> None:
    by_words = Recogniser(library_at(shipped_content()), None)

    assert by_words.read("should we pool budgets with the NHS for continuing care?").dialogue == "joint_approach"
    assert by_words.read("xyzzy").dialogue == ""


@needs_model
@pytest.mark.parametrize("sentence", ["", "?", "🙂", "a" * 5000, "hello there", "what does MPS stand for"])
def test_what_opens_nothing_opens_nothing(recogniser: Recogniser, sentence: str) -> None:
    assert recogniser.read(sentence).dialogue == ""


@needs_model
def test_the_command_says_it_as_json_line_by_line() -> None:
    lines = "our supported living contract ends in March and I have no data\nhello there\n"

    told = CliRunner().invoke(app, ["begin", "--json"], input=lines)

    first, second = map(json.loads, told.stdout.splitlines())
    assert first["dialogue"] == first["offers"][0] == "intervention"
    assert first["service"] == "supported living"
    assert first["answers"] == {"knowledge": "little"}
    assert second == {"dialogue": None, "offers": [], "service": None, "answers": {}}


def test_the_embeddings_of_the_openings_come_with_the_content() -> None:
    class NoModel:
        def query(self, texts: list[str]) -> object:
            raise AssertionError(f"not kept: {texts}")

    content = shipped_content()
    embedder = Embedder(NoModel(), [content / VECTORS, content / OPENING_VECTORS])  # type: ignore[arg-type]

    assert not embedder.missing(texts_compared(library_at(content)))
