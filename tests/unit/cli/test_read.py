"""`advisor read`: every topic can be read, with its tables."""

import pytest
from typer.testing import CliRunner

from bot.cli.ask import topic_lines, topic_text
from bot.cli.main import app
from bot.core.content.library import Library


def test_every_topic_is_read_with_its_tables_and_sources(library: Library) -> None:
    for id_, topic in library.topics.items():
        text = topic_text(library, id_)
        assert topic.title in text
        assert all(library.tables[name].title in text for name in topic.tables)
        assert all(library.sources[source].book in text for source in topic.cite)


def test_all_topics_are_listed(library: Library) -> None:
    assert len(topic_lines(library)) == len(library.topics)


@pytest.mark.parametrize(
    ("words", "told"), [("market-situation", "Did you mean “market-situations”?"), ("zebra", "`advisor read` lists them")]
)
def test_a_topic_that_is_not_there(words: str, told: str) -> None:
    result = CliRunner().invoke(app, ["read", words])
    assert (result.exit_code, told in result.output) == (2, True)
