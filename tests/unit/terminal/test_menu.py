"""The menu in a terminal: a sentence begins a case, cases come first, and finished advice is read again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.openings.opening import Opening, Understand
from bot.services.conversations import Advisor
from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.scripted import talk
from tests.unit.core.cases.test_cases import library

UNDERSTOOD = Opening("first", ("first", "second"), "home care", {"first.fit": "good"})


@pytest.fixture
def advisor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Advisor]:
    monkeypatch.chdir(tmp_path)
    advisor = Advisor(library(), Store(open_database(f"sqlite:///{tmp_path / 'advisor.db'}")))
    yield advisor
    advisor.store.close()


def understanding(words: str) -> Opening:
    return UNDERSTOOD if "home care" in words else Opening()


def said(advisor: Advisor, *typed: str, understand: Understand = understanding) -> str:
    return talk(advisor, *typed, dialogue="", understand=understand)


def test_a_sentence_begins_a_case_and_nothing_it_says_is_asked(advisor: Advisor) -> None:
    shown = said(advisor, "our home care is fine", "yes")

    assert "This is about home care. You said that Good." in " ".join(shown.split())
    assert "Which service?\n" not in shown.replace("✓", "")
    assert "Take home care" in shown


@pytest.mark.parametrize("no", ["no", "I meant something quite different"])
def test_what_was_understood_wrongly_begins_nothing(advisor: Advisor, no: str) -> None:
    shown = said(advisor, "our home care is fine", no)

    assert "Then say it in other words" in shown
    assert "Take home care" not in shown


def test_another_place_to_begin_is_a_number_away(advisor: Advisor) -> None:
    assert "How large?" in said(advisor, "our home care is fine", "2")


def test_whoever_comes_back_sees_where_they_stand_and_goes_on(advisor: Advisor) -> None:
    said(advisor, "our home care is fine", "yes", "stop")

    shown = said(advisor, "a", "7")

    assert "a. home care — Take home care" in shown
    assert "✓ A small decision Take home care" in " ".join(shown.split())
    assert "home care is 7" in shown


def test_a_finished_decision_is_read_again_and_can_be_changed(advisor: Advisor) -> None:
    said(advisor, "our home care is fine", "yes", "stop")

    shown = said(advisor, "first", "change fit", "bad", "yes")

    assert "Take home care" in shown
    assert "Stop home care" in shown


def test_where_am_i_and_the_record_in_mid_decision(advisor: Advisor, tmp_path: Path) -> None:
    shown = said(
        advisor, "our home care is fine", "yes", "second", "where am I?", "how do I show this to my manager?", "7", "save"
    )

    assert "The road: home care" in shown
    assert "home-care.md" in shown
    record = (tmp_path / "home-care.md").read_text(encoding="utf-8")
    assert record.startswith("# home care\n")
    assert "home care is 7" in record


def test_nothing_to_show_is_said(advisor: Advisor) -> None:
    shown = said(advisor, "where am i", "no such thing at all", "zebra")

    assert "You have no piece of work yet" in shown
    assert "I cannot tell which decision that begins" in shown
    assert "I have no decision called “zebra”" in shown


def test_the_menu_fits_a_screen(advisor: Advisor) -> None:
    assert len(said(advisor).splitlines()) <= 24
