"""A dialogue as Mermaid text and as a picture: everything of it is there, one way is thick, nothing lies on anything
else."""

import re
from itertools import combinations
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from bot.authoring.diagram.graph import Graph, graph_of
from bot.authoring.diagram.mermaid import mermaid
from bot.authoring.diagram.picture import png, svg
from bot.cli.main import app
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Answer, Conversation
from bot.core.dialogue.position import walk
from bot.core.loading.loader import load_library
from tests.support.good_library import GOOD

BOX = "{http://www.w3.org/2000/svg}rect"


@pytest.fixture(scope="module")
def care() -> Library:
    return load_library(GOOD)


def graph(library: Library) -> Graph:
    answers = {"care.service": Answer("home care"), "other.q": Answer("a"), "care.need": Answer("no")}
    path = walk(library, Conversation("c", "care", answers=answers))
    return graph_of(library, "care", [path], path)


def test_everything_of_the_dialogue_is_there_and_what_it_calls_is_folded(care: Library) -> None:
    drawn = graph(care)
    assert [(node.id, node.kind, node.text) for node in drawn.nodes] == [
        ("service", "question", "Which service?"),
        ("other", "call", "Other"),
        ("need", "question", "Is [service] needed?"),
        ("needed", "outcome", "Go on with [service]"),
        ("not_needed", "outcome", "Stop"),
    ]
    assert {(edge.source, edge.target) for edge in drawn.edges} == {
        ("service", "other"), ("other", "need"), ("need", "needed"), ("need", "not_needed"),
    }  # fmt: skip


def test_the_way_of_the_answers_and_what_no_test_visits_can_be_told(care: Library) -> None:
    text = mermaid(graph(care))
    assert '  n2 -->|"No · otherwise"| n4' in text
    assert "  n2 -.->" in text
    assert "  class n3 untested" in text
    assert "  class n4 path" in text
    assert 'n1[["Other"]]:::call' in text


def test_words_of_an_author_draw_nothing_by_themselves(care: Library) -> None:
    odd = GOOD | {"dialogues/other.yaml": GOOD["dialogues/other.yaml"].replace("title: Fine", "title: '<b>\"]; x --> y'")}
    drawn = graph_of(load_library(odd), "other")
    assert "#lt;b#gt;#quot;]; x --#gt; y" in mermaid(drawn)
    assert ElementTree.fromstring(svg(drawn)).tag.endswith("svg")


@pytest.mark.parametrize("dialogue", ["commission", "intervention", "case_study_send"])
def test_no_box_lies_on_another(library: Library, dialogue: str) -> None:
    drawn = svg(graph_of(library, dialogue))
    boxes = [box.attrib for box in ElementTree.fromstring(drawn).iter(BOX) if "x" in box.attrib]
    for one, other in combinations(boxes, 2):
        apart = [abs(float(one[at]) - float(other[at])) >= float(one[size]) for at, size in (("x", "width"), ("y", "height"))]
        assert any(apart), (one, other)
    assert len(boxes) == len(graph_of(library, dialogue).nodes)
    assert not re.search(r"nan|inf", drawn.split("<text")[0])


def test_a_picture_is_a_png(care: Library) -> None:
    assert png(graph(care)).startswith(b"\x89PNG")


def test_answers_that_do_not_fit_are_told(tmp_path: pytest.TempPathFactory) -> None:
    result = CliRunner().invoke(app, ["diagram", "managed", "--answers", "-"], input="left_alone: never\n")
    assert (result.exit_code, "not one of the answers" in result.output) == (2, True)
