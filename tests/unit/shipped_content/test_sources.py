"""Every place of the documents that may be cited is cited, so that nothing a commissioner can use is out of reach."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from bot.core.content.dialogue import Dialogue
from bot.core.content.dialogue_texts import sections_in
from bot.core.content.library import Library
from bot.core.content.topic import MOST_SOURCES

CATALOGUE = Path(__file__).parents[3] / "../shared/source-catalogue.yaml"


def cited_by_dialogue(dialogue: Dialogue) -> Iterator[str]:
    yield from dialogue.cite
    for question in dialogue.asked.values():
        yield from question.cite
    for _, section in sections_in(dialogue):
        yield from section.cite
    for outcome in dialogue.outcomes.values():
        yield from outcome.cite
        for entry in (*outcome.because, *outcome.do):
            yield from entry.cite


def test_every_source_is_cited(library: Library) -> None:
    cited = {id_ for topic in library.topics.values() for id_ in topic.cite}
    cited |= {id_ for dialogue in library.dialogues.values() for id_ in cited_by_dialogue(dialogue)}
    assert sorted(set(library.sources) - cited) == []


def test_a_topic_cites_few_sources(library: Library) -> None:
    """So that a right answer cannot be had by citing everything."""
    assert {id_: len(topic.cite) for id_, topic in library.topics.items() if len(topic.cite) > MOST_SOURCES} == {}


@pytest.mark.skipif(not CATALOGUE.exists(), reason="the catalogue that the sources were taken from is not on this machine")
def test_the_sources_are_those_of_the_catalogue(library: Library) -> None:
    catalogue = yaml.safe_load(CATALOGUE.read_text())
    assert {source["id"]: source["locator"] for source in catalogue["sources"]} == {
        id_: source.locator for id_, source in library.sources.items()
    }
