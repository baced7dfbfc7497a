"""While nothing can be kept nothing is acknowledged as if it were: people are told, and do it again or need not."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.core.content.library import Library
from tests.support.slack.http_office import HttpOffice
from tests.support.slack.office import Office, Talk
from tests.support.slack.words import shown

Away = Callable[[], "Iterator[None]"]


@pytest.fixture(params=[Office, HttpOffice], ids=["socket", "http"])
def talk(request: pytest.FixtureRequest, garden: Library, tmp_path: Path) -> Iterator[Talk]:
    """Ann in a channel, over each transport."""
    office = request.param(garden, tmp_path / "advisor.db").open()
    ann = office.person()
    yield Talk(office, ann, office.channel(ann))
    office.close()


@contextmanager
def away(talk: Talk) -> Iterator[None]:
    """The table of conversations and that of deliveries are gone, and come back."""
    talk.office.settled()
    file = talk.office.store.engine.url.database
    assert file
    tables = ("conversations", "deliveries")
    with sqlite3.connect(file) as database:
        for table in tables:
            database.execute(f"ALTER TABLE {table} RENAME TO {table}_gone")
    yield
    with sqlite3.connect(file) as database:
        for table in tables:
            database.execute(f"ALTER TABLE {table}_gone RENAME TO {table}")


def told(talk: Talk) -> list[str]:
    return [shown(one) for one in talk.person.sees(talk.channel) if one.only_for == talk.person.id]


def test_a_click_that_is_not_kept_says_so_and_counts_when_it_is_pressed_again(talk: Talk) -> None:
    question = talk.start("Does it need a fence?")
    with away(talk):
        talk.person.click(question, "Many rabbits")
        assert told(talk) == [talk.phrase("not_kept_click")]
    assert "Do you have wood?" in shown(talk.click("Many rabbits"))


def test_a_message_that_is_not_kept_is_brought_again_and_is_told_once(talk: Talk) -> None:
    talk.person.patience = 0.5  # no acknowledgement comes while the tables are away
    with away(talk):
        mention = talk.person.mention(talk.channel, "fence")
        delivery = next(one for one in reversed(talk.office.slack.deliveries.all) if "app_mention" in str(one.payload))
        talk.office.slack.wait_until(lambda: told(talk))
        assert not delivery.acknowledged
        talk.office.slack.deliveries.again(delivery, wait=0.5)
        assert told(talk) == [talk.phrase("not_kept_said")]
    talk.office.slack.deliveries.again(delivery)
    assert delivery.acknowledged
    assert mention.ts == talk.last.thread


def test_a_form_that_is_not_kept_keeps_its_words(talk: Talk) -> None:
    talk.start("What shall we plant?")
    talk.person.click(talk.last, talk.phrase("action_answer"))
    modal = talk.office.slack.wait_until(lambda: talk.person.modal)
    field = modal.content["blocks"][0]["block_id"]
    with away(talk):
        assert talk.person.submit({field: "the park"}) == {field: talk.phrase("not_kept_form")}
    assert talk.person.submit({field: "the park"}) == {}


def test_a_command_that_is_not_kept_says_so(talk: Talk) -> None:
    with away(talk):
        talk.person.command(talk.channel, "fence")
        assert told(talk) == [talk.phrase("not_kept_command")]


def test_what_goes_wrong_is_logged_in_a_line_with_its_cause(talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    question = talk.start("Does it need a fence?")
    with away(talk):
        talk.person.click(question, "Many rabbits")
    said = [record for record in caplog.records if record.levelname == "ERROR"]
    assert {record.getMessage() for record in said if "kept" in record.getMessage()} == {
        "What somebody did could not be kept: its tables are those of another release"
    }
    assert not any(record.exc_info for record in said)
