"""Words in modals: opened in time, with what is wrong said in the modal itself."""

from bot.fake_slack.client.user import UserClient
from tests.support.slack.office import Talk
from tests.support.slack.words import shown


def waiting_for_words(talk: Talk) -> UserClient:
    """A conversation at its first question, which is for words."""
    talk.start("What shall we plant?")
    return talk.person


def test_an_error_is_said_in_the_modal_and_the_words_can_be_mended(talk: Talk) -> None:
    ann = waiting_for_words(talk)
    assert talk.fill("ab") == {"value": talk.phrase("too_short", length=2, least=3)}
    assert ann.modal is not None
    assert ann.modal.errors == (("value", talk.phrase("too_short", length=2, least=3)),)
    assert ann.submit({"value": "the yard"}) == {}
    assert ann.modal is None
    assert "How much sun does the yard get?" in shown(talk.last)
    assert talk.whispers == []


def test_the_same_wrong_words_again_are_still_wrong(talk: Talk) -> None:
    ann = waiting_for_words(talk)
    assert talk.fill("ab") == ann.submit({"value": "ab"}) != {}
    assert ann.submit({"value": "the yard"}) == {}


def test_submitted_twice_it_is_one_answer(talk: Talk) -> None:
    ann = waiting_for_words(talk)
    ann.click(talk.last, talk.phrase("action_answer"))
    view = ann.modal
    assert view is not None
    assert ann.submit({"value": "the yard"}) == {}
    before = talk.said
    assert ann.submit({"value": "the yard"}, view) == {}
    assert talk.said == before


def test_a_modal_left_open_while_the_question_was_answered_says_so(talk: Talk) -> None:
    ann = waiting_for_words(talk)
    ann.click(talk.last, talk.phrase("action_answer"))
    ann.post(talk.channel, "the typed yard", thread=talk.last.thread)
    answered = talk.phrase("already_answered", question="Which garden is it about?", answer="the typed yard")
    assert ann.submit({"value": "the yard"}) == {"value": answered}


def test_an_error_in_a_modal_is_plain_words(talk: Talk) -> None:
    ann = waiting_for_words(talk)
    ann.click(talk.last, talk.phrase("action_answer"))
    ann.post(talk.channel, "a <b> *c* 5.0", thread=talk.last.thread)
    assert "“a <b> *c* 5.0”" in ann.submit({"value": "the yard"})["value"]


def test_the_modals_button_can_be_pressed_again_after_closing(talk: Talk) -> None:
    ann = waiting_for_words(talk)
    ann.click(talk.last, talk.phrase("action_answer"))
    assert ann.modal is not None
    ann.close(ann.modal)
    assert talk.fill("the yard") == {}


def test_a_trigger_that_is_too_old_leaves_the_button_and_says_so(talk: Talk) -> None:
    ann = waiting_for_words(talk)
    talk.office.slack.faults.refuse("expired_trigger_id", method="views.open")
    ann.click(talk.last, talk.phrase("action_answer"))
    assert ann.modal is None
    assert talk.whispers == [talk.phrase("try_again")]


def at_the_list(talk: Talk) -> None:
    talk.person.mention(talk.channel, "What shall we plant?")
    talk.fill("the yard")
    talk.click("All day")
    talk.choose("Clay")
    talk.choose("April")
    talk.tick("A rake", "A spade")
    talk.press("action_give_all")
    talk.fill("1")
    talk.fill("2026-04-30")
    talk.click("3")


def test_a_number_that_is_none_and_one_out_of_range(talk: Talk) -> None:
    talk.person.mention(talk.channel, "What shall we plant?")
    talk.fill("the yard")
    talk.click("All day")
    talk.choose("Clay")
    talk.choose("April")
    talk.tick("A rake", "A spade")
    talk.press("action_give_all")
    for wrong in ("many", "nan", "1e999", "0", "501", "1.5"):
        assert "value" in talk.fill(wrong), wrong
    assert talk.fill("500") == {}


def test_entries_of_a_list_are_added_changed_and_removed(talk: Talk) -> None:
    at_the_list(talk)
    for name in ("Bo", "Cy", "Di"):
        assert talk.fill(name, "daily", button="action_add") == {}
    assert [name in shown(talk.last) for name in ("1. Bo", "2. Cy", "3. Di")] == [True] * 3
    talk.person.choose(talk.last, talk.phrase("action_edit"))
    assert talk.person.modal is not None
    assert talk.person.submit({"name": "Bea"}) == {}
    assert "1. Bea, Every day" in shown(talk.last)
    talk.choose(talk.phrase("action_remove"))
    assert "Bea" not in shown(talk.last)
    talk.press("action_done")
    assert "Ask Cy Di to help." in shown(talk.last)


def test_a_full_list_takes_no_more_and_says_so(talk: Talk) -> None:
    at_the_list(talk)
    for name in ("Bo", "Cy", "Di"):
        talk.fill(name, "daily", button="action_add")
    assert talk.fill("Ed", "daily", button="action_add") == {"name": talk.phrase("list_is_full", most=3, item="helper")}
