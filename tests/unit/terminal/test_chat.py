"""The chat in a terminal: the menu, words that do not fit, resuming, offers, lists."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.content.library import Library
from bot.services.conversations import Advisor
from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.scripted import CREW, PLAN, VISIT, Interrupted, talk
from tests.support.small_library import small_library


@pytest.fixture(scope="module")
def small() -> Library:
    return small_library(visit=VISIT, plan=PLAN, crew=CREW)


@pytest.fixture
def advisor(small: Library, tmp_path: Path) -> Iterator[Advisor]:
    advisor = Advisor(small, Store(open_database(f"sqlite:///{tmp_path / 'advisor.db'}")))
    yield advisor
    advisor.store.close()


def test_asides_and_words_that_do_not_fit_leave_the_question_open(advisor: Advisor) -> None:
    shown = talk(advisor, "why", "home care", "answers", "zebra", "yess", "", "help", "\x1b[31m", "2")
    for words in (
        "The advice names it.",
        "  1. Which service?  →  home care",
        "“zebra” is not one of the answers here.",
        "Did you mean “1. Yes”?",
        "There was nothing in that answer.",
        "You can say back, change and the number of a question",
        "  ✓ No",
    ):
        assert words in shown
    assert "\x1b" not in shown.replace("> \x1b[31m", "")
    assert shown.count("Question 2 of 4") == 1


@pytest.mark.parametrize("end", [[], [Interrupted("^C")], ["stop"], ["quit"]], ids=["end of input", "Ctrl-C", "stop", "quit"])
def test_what_was_said_is_kept_and_resumed(advisor: Advisor, end: list[str]) -> None:
    shown = talk(advisor, "home care", *end)
    assert shown.rstrip().endswith("Stopped. Your answers are kept, and you can come back whenever you like.")
    shown = talk(advisor, "answers", dialogue="")
    assert "Is home care needed?" in shown
    assert "Which service?  →  home care" in shown
    assert "What would you like to decide?" not in shown


def test_a_list_that_was_begun_is_resumed_even_when_nothing_else_was_answered(advisor: Advisor) -> None:
    talk(advisor, "Ann", "Bob", dialogue="crew")
    assert "2. Bob" in talk(advisor, dialogue="")


def test_a_finished_conversation_is_not_resumed(advisor: Advisor) -> None:
    for last in ("stop", "answers"):
        talk(advisor, "x", "?", "none", "done", last)
        assert "Question 1 of 4" in talk(advisor)


def test_nothing_said_is_nothing_to_resume(advisor: Advisor) -> None:
    talk(advisor)
    assert "What would you like to decide?" in talk(advisor, dialogue="")


@pytest.mark.parametrize("words", ["visit", "3", " VISIT "])
def test_the_menu_by_number_or_name(advisor: Advisor, words: str) -> None:
    shown = talk(advisor, "0", "99999999999", "²", "", "zebra", "vist", words, dialogue="")
    assert shown.count("I have no decision called") == 6
    assert "I have no decision called “vist”. Did you mean “visit”?" in shown
    assert "Question 1 of 4" in shown


def test_the_menu_is_a_word_away_from_any_place_and_what_was_begun_is_kept(advisor: Advisor) -> None:
    talk(advisor, "home care")
    shown = talk(advisor, "menu", "crew", "Ann", "Menu", "visit", "answers", dialogue="")
    assert "For another decision, type menu; this one is kept." in shown
    assert shown.count("What would you like to decide?") == 2
    assert "1. Ann" in shown
    assert "Which service?  →  home care" in shown
    assert shown.count("Is home care needed?") == 2


def test_the_menu_at_the_end_and_leaving_it_again(advisor: Advisor) -> None:
    shown = talk(advisor, "x", "?", "none", "done", "menu", "stop")
    assert "menu for another decision" in " ".join(shown.split())
    assert shown.rstrip().endswith("come back whenever you like.")


def test_leaving_the_menu(advisor: Advisor) -> None:
    assert "Question" not in talk(advisor, "exit", dialogue="")


def test_an_offer_is_taken_after_other_words_too_but_only_where_it_is_offered(advisor: Advisor) -> None:
    shown = talk(advisor, "plan", "1", "none", "done", "why", "more", "more", "plan")
    assert "✓ plan" in shown  # the first time it was an answer
    assert "Shall it break?" in shown
    assert "no decision called" not in shown


def test_a_text_that_cannot_be_filled_in_is_told_plainly_and_the_conversation_goes_on(advisor: Advisor) -> None:
    shown = talk(advisor, "x", "1", "2", dialogue="plan")
    assert "I cannot go on from here, because a text or a condition of this decision" in shown
    assert "Traceback" not in shown
    assert "A fine plan" in shown


def test_a_list_entry_by_its_fields(advisor: Advisor) -> None:
    lists = ("Ann; zebra", "Ann", "9", "Ann", "2", "edit 1 Cat; 1", "remove 2", "remove 1", "done")
    shown = talk(advisor, "x", "?", "none", *lists)
    assert "“zebra” is not one of the answers here." in shown
    assert "“9” is not one of the answers here." in shown
    assert "1. Cat, Leads" in shown
    assert "The list goes from 1 to 1." in shown
    assert "✓ None of these" in shown
