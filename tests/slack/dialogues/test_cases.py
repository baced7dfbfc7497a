"""Pieces of work in Slack: begun with a sentence, listed on Home, and where they stand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.openings.opening import Opening
from tests.support.slack.office import Office, Talk
from tests.support.slack.words import shown_blocks
from tests.unit.core.cases.test_cases import library


@pytest.fixture
def ann(tmp_path: Path) -> Iterator[Talk]:
    """Ann in her direct message with an app that has a road."""
    office = Office(library(), tmp_path / "advisor.db").open()
    office.advisor.understand = lambda words: (
        Opening("first", ("first", "second"), "home care", {"first.fit": "good"}) if "home care" in words else Opening()
    )
    person = office.person()
    yield Talk(office, person, person.dm)
    office.close()


def home(talk: Talk) -> str:
    talk.person.open_app()
    talk.office.settled()
    return shown_blocks(talk.office.slack.views.homes[talk.person.id].content["blocks"])


def test_a_sentence_is_understood_and_begins_where_its_button_says(ann: Talk) -> None:
    ann.person.write("our home care is fine")
    ann.office.settled()
    understood = ann.last
    assert "This is about home care. You said that Good." in shown_blocks(understood.blocks)

    ann.person.click(understood, "A small decision")
    ann.office.settled()

    assert "Take home care" in shown_blocks(ann.last.blocks)
    assert "home care" in home(ann)
    assert "Take home care" in home(ann)


def test_what_nobody_agreed_to_is_no_piece_of_work(ann: Talk) -> None:
    ann.person.write("our home care is fine")
    ann.office.settled()

    assert "home care" not in home(ann)


def test_where_am_i_shows_the_road_with_what_is_done(ann: Talk) -> None:
    ann.person.write("our home care is fine")
    ann.office.settled()
    ann.person.click(ann.last, "A small decision")
    ann.office.settled()

    ann.person.write("where am I?")
    ann.office.settled()

    road = shown_blocks(ann.last.blocks)
    assert "The road: home care" in road
    assert "Take home care" in road
    assert "It comes next." in road


def test_advice_that_no_longer_counts_is_struck_out_and_points_to_what_counts(ann: Talk) -> None:
    ann.person.write("our home care is fine")
    ann.office.settled()
    ann.person.click(ann.last, "A small decision")
    ann.office.settled()
    first = ann.last
    assert "Take home care" in shown_blocks(first.blocks)

    ann.person.write("change fit")
    ann.office.settled()
    ann.person.click(ann.last, "Bad")
    ann.office.settled()

    assert "Stop home care" in shown_blocks(ann.last.blocks)
    [struck] = [message for message in ann.person.sees(ann.channel) if message.ts == first.ts]
    words = shown_blocks(struck.blocks)
    assert struck.blocks[0]["text"]["text"] == "~Take home care~"
    assert ann.phrase("outcome_struck") in words
    assert ann.phrase("outcome_newest") in words


def begun_and_finished(ann: Talk) -> None:
    ann.person.write("our home care is fine")
    ann.office.settled()
    ann.person.click(ann.last, "A small decision")
    ann.office.settled()


@pytest.mark.parametrize("words", ["record", "save", "export", "share it", "how do I show this to my manager?"])
def test_the_record_comes_as_a_file_whatever_it_is_called(ann: Talk, words: str) -> None:
    begun_and_finished(ann)

    ann.person.write(words)
    ann.office.settled()

    [file] = [ann.office.slack.workspace.files[id_] for message in ann.said for id_ in message.files]
    assert file.name == "home-care.md"
    assert "Take home care" in str(file.content)


def test_another_dialogues_name_keeps_the_case(ann: Talk) -> None:
    begun_and_finished(ann)

    ann.person.write("second")
    ann.office.settled()

    assert "How large?" in shown_blocks(ann.last.blocks)  # the service is known


def test_a_new_piece_of_work_begins_with_a_sentence(ann: Talk) -> None:
    begun_and_finished(ann)

    ann.person.write("something else")
    ann.office.settled()

    assert ann.phrase("case_begin_new") in ann.last.text or "A new piece of work" in shown_blocks(ann.last.blocks)
