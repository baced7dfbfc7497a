"""A decision in the direct message, by typed words as well as by clicks."""

import pytest

from tests.support.slack.office import Office, Talk
from tests.support.slack.words import shown


def test_a_greeting_opens_the_menu(private: Talk) -> None:
    private.person.write("hello")
    assert private.phrase("menu_title") in shown(private.last)
    assert not private.last.thread


def test_a_decision_from_its_name_to_its_outcome_typed(private: Talk) -> None:
    for words in ("What shall we plant?", "the school yard", "half a day", "3", "april", "1, 3", "none"):
        private.person.write(words)
    assert "How large is it?" in shown(private.last)
    for words in ("120", "30 April 2026", "5", "Bo; every day", "Cy; once a week", "done"):
        private.person.write(words)
    assert "Plant beans in the school yard" in shown(private.last)
    assert "The soil is Clay, and you have A spade and A rake." in shown(private.last)


def test_an_answer_may_be_a_name_that_a_dialogue_has(private: Talk) -> None:
    private.person.write("What shall we plant?")
    private.person.write("fence")
    assert "How much sun does fence get?" in shown(private.last)
    private.person.write("Does it need a fence?")
    assert "Are there rabbits?" in shown(private.last)


def test_an_answer_that_does_not_fit_is_said_and_nothing_moves(private: Talk) -> None:
    private.person.write("fence")
    private.person.write("zebras")
    assert shown(private.last) == private.phrase("not_an_option", said="zebras")
    private.person.write("many rabbits")
    assert "Do you have wood?" in shown(private.last)


def test_an_answer_that_nearly_fits_is_offered_as_a_button(private: Talk) -> None:
    private.person.write("fence")
    private.person.write("many rabits")
    private.person.click(private.last, "Many rabbits")
    assert "Do you have wood?" in shown(private.last)


def test_words_that_come_near_an_answer_are_asked_about_and_a_question_is_answered(private: Talk) -> None:
    private.person.write("fence")
    private.person.write("many rabbits, and hedgehogs")
    assert shown(private.last).startswith(private.phrase("nearly", options=["1. Many rabbits", "2. No rabbits"]))
    private.person.write("what about hedgehogs and many rabbits")
    assert "Hedgehogs eat slugs" in shown(private.last)


@pytest.mark.parametrize("words", ["", "\u202e", "👍", "x" * 4000])
def test_odd_words_are_answered_and_nothing_moves(private: Talk, words: str) -> None:
    private.person.write("fence")
    before = len(private.said)
    private.person.write(words)
    assert len(private.said) == before + 1
    private.person.write("1")
    assert "Do you have wood?" in shown(private.last)


def test_commands_are_understood(private: Talk) -> None:
    private.person.write("fence")
    private.person.write("why")
    assert shown(private.last) == "Rabbits eat everything."
    private.person.write("1")
    private.person.write("change 1")
    assert "Are there rabbits?" in shown(private.last)
    private.person.write("2")
    private.person.write("answers")
    assert "No rabbits" in shown(private.last)
    private.person.write("back")
    assert "Are there rabbits?" in shown(private.last)


@pytest.mark.parametrize("words", ["back", "change 1"])
def test_an_earlier_question_is_asked_again_where_the_person_types(private: Talk, words: str) -> None:
    private.person.write("fence")
    private.person.write("1")
    before = [message.ts for message in private.said]
    line = before[-2]
    private.person.write(words)
    assert "Are there rabbits?" in shown(private.last)
    assert [message.ts for message in private.said][:-1] == before, "one new message, below the words"
    [again] = [message for message in private.said if message.ts == line]
    assert private.phrase("asked_again_below") in shown(again), "the line does not read as the answer that counts"
    private.person.write("2")
    assert "No rabbits" in shown(private.said[-2])
    assert "Many rabbits" not in shown(private.last)


def test_a_clicked_back_is_one_update_and_no_new_message(private: Talk) -> None:
    private.person.write("fence")
    private.click("Many rabbits")
    before = {message.ts: message.edits for message in private.said}
    private.press("action_back")
    after = {message.ts: message.edits for message in private.said}
    assert after == before | {private.last.ts: before[private.last.ts] + 1}
    private.click("No rabbits")
    assert "No rabbits" in shown(private.said[-2])


def test_the_same_wish_twice_is_answered_twice(private: Talk) -> None:
    private.person.write("fence")
    private.person.write("1")
    for _ in range(2):
        before = len(private.said)
        private.person.write("change 1")
        assert len(private.said) == before + 1
        assert "Are there rabbits?" in shown(private.last)


def test_an_entry_typed_into_a_list_shows_the_list_where_the_person_types(private: Talk) -> None:
    for words in ("What shall we plant?", "the yard", "half a day", "3", "april", "1, 3", "none", "120", "30 April 2026", "5"):
        private.person.write(words)
    before = len(private.said)
    private.person.write("Bo; every day")
    assert "1. Bo, every day" in shown(private.last).replace("Every", "every")
    assert len(private.said) == before + 1


def test_a_finished_decision_still_takes_commands(private: Talk) -> None:
    for words in ("fence", "1", "1", "2"):
        private.person.write(words)
    assert "Build the fence in White" in shown(private.last)
    private.person.write("answers")
    assert "Plenty of wood" in shown(private.last)
    private.person.write("change 3")
    assert "Which colour should it have?" in shown(private.last)
    private.person.write("green")
    assert "Build the fence in Green" in shown(private.last)


def test_a_stopped_decision_is_resumed_by_its_word(private: Talk) -> None:
    private.person.write("fence")
    private.person.write("stop")
    assert shown(private.last) == private.phrase("stopped")
    private.person.write("hello")
    assert private.phrase("menu_title") in shown(private.last)
    private.person.write("resume")
    assert "Are there rabbits?" in shown(private.last)


def test_typing_in_a_thread_of_the_direct_message_answers_too(private: Talk) -> None:
    private.person.write("fence")
    private.person.write("many rabbits", thread=private.last.ts)
    assert "Do you have wood?" in shown(private.last)


def test_an_edited_or_deleted_message_is_no_new_answer(private: Talk) -> None:
    private.person.write("fence")
    asked = private.last
    message = private.person.payloads.message(asked, private.channel)
    changed = {"type": "message", "subtype": "message_changed", "channel": private.channel.id, "message": message["event"]}
    private.office.slack.deliveries.send("events_api", private.person.payloads.event(changed | {"ts": asked.ts}))
    assert private.last == asked


def test_resumed_in_another_chat_it_goes_on_there(private: Talk) -> None:
    older, newer = (private.office.slack.workspace.post(private.channel.id, private.person.id, "hello") for _ in range(2))
    private.person.write("fence", thread=older.ts)
    assert "Are there rabbits?" in shown(private.last)
    private.person.write("resume", thread=newer.ts)
    assert ("Are there rabbits?" in shown(private.last), private.last.thread) == (True, newer.ts)
    assert not any("I have put the open question" in shown(one) for one in private.said)
    private.person.write("many rabbits", thread=newer.ts)
    assert ("Do you have wood?" in shown(private.last), private.last.thread) == (True, newer.ts)
    private.click("No wood")
    assert private.last.thread == newer.ts


def test_resumed_from_elsewhere_it_says_that_it_is_in_the_chat_where_it_was_begun(private: Talk, office: Office) -> None:
    chat = private.office.slack.workspace.post(private.channel.id, private.person.id, "hello")
    private.person.write("fence", thread=chat.ts)
    elsewhere = Talk(office, private.person, office.channel(private.person))
    elsewhere.person.command(elsewhere.channel, "resume")
    where = {"channel": "", "private": True, "chat": True}
    assert elsewhere.whispers == [private.phrase("resumed_there", title="Does it need a fence?", **where)]
    assert private.last.thread == chat.ts
