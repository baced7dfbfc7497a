"""A decision in the thread of a channel, by clicks alone."""

from tests.support.slack.office import Talk
from tests.support.slack.words import labels, shown


def test_a_mention_opens_the_menu_in_its_thread(talk: Talk) -> None:
    mention = talk.person.mention(talk.channel)
    assert [message.thread for message in talk.said] == [mention.ts]
    assert talk.phrase("menu_title") in shown(talk.last)


def test_a_mention_arrives_twice_in_any_order_and_is_answered_once(talk: Talk) -> None:
    for mention_first in (True, False):
        talk.person.mention(talk.channel, "water", mention_first=mention_first)
    assert [message.text for message in talk.said] == ["Which garden is it about?"] * 2


def test_naming_a_decision_starts_it(talk: Talk) -> None:
    talk.person.mention(talk.channel, "Does it need a fence?")
    assert "Are there rabbits?" in shown(talk.last)


def test_a_decision_from_mention_to_outcome(talk: Talk) -> None:
    talk.start("What shall we plant?")
    assert talk.fill("the school yard") == {}
    assert "How much sun does the school yard get?" in shown(talk.last)
    assert labels(talk.last) == [
        "All day",
        "Half a day",
        "None at all",
        *(talk.phrase(name) for name in ("dont_know", "action_why", "action_back")),
    ]
    talk.click("All day")
    talk.choose("Clay")
    talk.choose("April")
    talk.tick("A rake", "A spade")
    talk.tick("Frogs", "Wrens")
    assert talk.fill("120") == {}
    assert talk.fill("2026-04-30") == {}
    talk.click("5: very much")
    assert talk.fill("Bo", "weekly", button="action_add") == {}
    assert talk.fill("Cy", "daily", button="action_add") == {}
    talk.press("action_done")
    assert shown(talk.last).startswith("Plant beans in the school yard\nBeans will do.")
    assert "The soil is Clay, and you have A spade and A rake." in shown(talk.last)
    assert "Sow in April." in shown(talk.last)
    assert "Ask Bo Cy to help." in shown(talk.last)
    assert "The almanac, page 3" in shown(talk.last)


def test_an_answered_question_becomes_one_line_and_the_next_is_one_new_message(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    talk.click("Many rabbits")
    *_, answered, asked = talk.said
    assert (answered.edits, asked.edits) == (1, 0)
    assert shown(answered) == "Are there rabbits?\nMany rabbits"
    assert labels(answered) == [talk.phrase("action_change")]
    assert "Do you have wood?" in shown(asked)
    assert len(talk.said) == 3  # the menu, the answered question and the open one


def test_everything_is_said_in_the_thread(talk: Talk) -> None:
    mention = talk.person.mention(talk.channel, "fence")
    talk.click("Many rabbits", "Plenty of wood", "Green")
    assert {message.thread for message in talk.said} == {mention.ts}


def test_more_is_read_part_by_part(talk: Talk) -> None:
    talk.start("What shall we plant?")
    talk.fill("yard")
    talk.click("None at all")
    assert "Plant nothing in yard" in shown(talk.last)
    assert talk.phrase("action_more") not in labels(talk.last)


def test_back_asks_the_question_before_again_in_the_same_message(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    talk.click("Many rabbits")
    before = len(talk.said)
    talk.press("action_back")
    assert len(talk.said) == before
    assert "Are there rabbits?" in shown(talk.last)
    assert talk.phrase("answered_before", answer="Many rabbits") in shown(talk.last)
    talk.click("No rabbits")
    assert "Do you have wood?" in shown(talk.last)


def test_the_same_answer_can_be_given_again_after_back(talk: Talk) -> None:
    talk.start("What shall we plant?")
    talk.fill("yard")
    talk.click("All day")
    talk.choose("Clay")
    talk.press("action_back")
    assert "What is the soil like?" in shown(talk.last)
    assert talk.person.choose(talk.last, "Clay"), "Slack sends nothing for what is chosen already"
    assert "When do you want to begin?" in shown(talk.last)


def test_an_earlier_answer_can_be_changed(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    talk.click("Many rabbits", "Plenty of wood")
    line = next(message for message in talk.said if shown(message).startswith("Are there rabbits?"))
    talk.person.click(line, talk.phrase("action_change"))
    assert "Are there rabbits?" in shown(talk.last)
    talk.click("No rabbits")
    assert "Which colour should it have?" in shown(talk.last)
    assert "No rabbits" in shown(talk.said[-2])


def test_why_is_told_to_the_person_alone_and_nothing_moves(talk: Talk) -> None:
    asked = talk.start("Does it need a fence?")
    talk.press("action_why")
    assert talk.whispers == ["Rabbits eat everything."]
    assert talk.last == asked


def test_i_dont_know_is_an_answer(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    talk.press("dont_know")
    assert "Look for holes." in shown(talk.said[-2])
    assert "Do you have wood?" in shown(talk.last)


def test_an_old_button_says_what_was_answered_and_offers_to_change_it(talk: Talk) -> None:
    first = talk.start("Does it need a fence?")
    talk.click("Many rabbits", "Plenty of wood")
    before = talk.said
    talk.person.click(first, "No rabbits")
    assert talk.said == before
    assert talk.whispers == [
        "You have already answered “Are there rabbits?” with “Many rabbits”. I left it as it is. You can change it."
    ]
    whisper = talk.person.sees(talk.channel)[-1]
    talk.person.click(whisper, talk.phrase("action_change"))
    assert "Are there rabbits?" in shown(talk.last)


def test_an_old_button_of_a_finished_decision_answers_too(talk: Talk) -> None:
    first = talk.start("Does it need a fence?")
    talk.click("Many rabbits", "Plenty of wood", "Green")
    talk.person.click(first, "Many rabbits")
    assert talk.whispers == [talk.phrase("already_so", answer="Many rabbits")]


def test_the_next_decision_takes_the_answers_along(talk: Talk) -> None:
    talk.start("What shall we plant?")
    talk.fill("the school yard")
    talk.press("dont_know")
    talk.choose("Clay")
    talk.choose("April")
    talk.tick("A rake", "A spade")
    talk.press("action_give_all")
    talk.fill("1")
    talk.fill("2026-04-30")
    talk.click("3")
    talk.fill("Bo", "weekly", button="action_add")
    talk.press("action_done")
    talk.click("How shall we water it?")
    assert "Does it rain enough on the school yard?" in shown(talk.last)


def test_too_few_ticks_are_said_and_can_be_mended(talk: Talk) -> None:
    talk.start("What shall we plant?")
    talk.fill("yard")
    talk.click("All day")
    talk.choose("Clay")
    talk.choose("April")
    talk.tick("A rake")
    assert talk.whispers == [talk.phrase("too_few_ticked", least=2)]
    talk.tick("A rake", "A hoe")
    assert "Whom would you welcome?" in shown(talk.last)
