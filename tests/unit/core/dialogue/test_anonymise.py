"""A person taken out of what others keep: their name and their words go, what they chose stays."""

from bot.core.content.library import Library
from bot.core.dialogue import intents
from bot.core.dialogue.anonymise import without_person
from bot.core.dialogue.conversation import Answer, Conversation
from bot.core.dialogue.turn import take_turn
from bot.core.dialogue.turn_context import Speaker
from bot.core.templating.values import UNSURE
from tests.support.small_library import SHIPPED_PHRASES, TODAY, small_library

PLAN = """
questions:
  service: {ask: Which service?, type: text, unsure: true}
  change: {ask: Must it change?, options: [{id: yes, label: "Yes"}, {id: no, label: "No"}]}
  money: {ask: How much?, type: number}
  who: {ask: Who?, type: list}
  pairs:
    ask: Who with whom?
    type: list
    fields:
      name: {ask: Who?}
      how: {ask: How?, options: [{id: often, label: Often}, {id: seldom, label: Seldom}]}
    next: end
outcomes:
  end: {title: "{{ service }}", say: "{{ who }}"}
"""
REMOVED = "words that were taken out"
SAID = ("home care", "yes", "12", "Mrs Miller", "done", "Mr Smith; often", "done")


def said_by(library: Library, who: str) -> Conversation:
    conversation = Conversation("c1", "plan", library.editions["plan"])
    for words in SAID:
        conversation = take_turn(library, conversation, intents.Say(words), TODAY, Speaker(who)).conversation
    return conversation


def values(conversation: Conversation) -> list[object]:
    return [answer.value for answer in conversation.answers.values()]


def test_what_was_chosen_stays_and_words_go() -> None:
    library = small_library(plan=PLAN)
    left = without_person(library, said_by(library, "ann"), "ann")
    assert values(left) == [REMOVED, "yes", 12, [REMOVED], [{"name": REMOVED, "how": "often"}]]
    assert {answer.by for answer in left.answers.values()} == {""}
    assert f"{REMOVED}" in SHIPPED_PHRASES
    assert "Miller" not in str(left.as_data())


def test_what_others_said_stays_as_it_is() -> None:
    library = small_library(plan=PLAN)
    conversation = said_by(library, "bob")
    assert without_person(library, conversation, "ann") == conversation


def test_an_answer_that_waits_for_a_yes_goes_too() -> None:
    library = small_library(plan=PLAN)
    waiting = Conversation("c1", "plan", reopened="plan.service", proposed=Answer("Mrs Miller", "ann"))
    assert without_person(library, waiting, "ann").proposed == Answer(REMOVED)


def test_not_knowing_is_no_word_of_theirs() -> None:
    library = small_library(plan=PLAN)
    conversation = Conversation("c1", "plan", answers={"plan.service": Answer(UNSURE, "ann")})
    assert values(without_person(library, conversation, "ann")) == [UNSURE]


def test_an_answer_to_a_question_that_is_gone_goes_whole() -> None:
    library = small_library(plan=PLAN)
    conversation = Conversation("c1", "plan", answers={"plan.gone": Answer("Mrs Miller", "ann")})
    assert without_person(library, conversation, "ann").answers == {}
