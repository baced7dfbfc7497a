"""Going back, changing an earlier answer, starting again, stopping and coming back."""

import pytest

from bot.core.content.library import Library
from bot.core.dialogue import intents
from tests.support.small_library import VISIT, CoreTalk, finished, small_library


@pytest.fixture(scope="module")
def visit() -> Library:
    return small_library(visit=VISIT)


@pytest.fixture
def talk(visit: Library) -> CoreTalk:
    return CoreTalk(visit, "visit")


def test_back_asks_again_and_shows_the_answer_so_far(talk: CoreTalk) -> None:
    talk.say("home care", "yes", "100")
    talk.say("back")
    assert (talk.asked, talk.asks.before) == ("money", "£100")
    talk.say("back")
    assert (talk.asked, [option.value for option in talk.asks.options if option.chosen]) == ("change", ["yes"])
    talk.say("1")
    assert talk.asked == "when"  # what was answered after it still stands
    assert talk.said["money"] == 100


def test_back_at_the_first_question(talk: CoreTalk) -> None:
    assert "nothing to go back to" in talk.say("back").notes[0]
    talk.say("home care", "back")
    assert "nothing to go back to" in talk.say("back").notes[0]
    assert talk.asked == "service"


@pytest.mark.parametrize("wish", ["change 2", "change change", "change visit.change", "Change must home care change", "CHANGE 2"])
def test_change_by_number_id_or_words(talk: CoreTalk, wish: str) -> None:
    finished(talk).say(wish)
    assert talk.asked == "change"
    assert "your earlier answer stays" in talk.reply.notes[0]
    assert talk.said["change"] == "yes"


@pytest.mark.parametrize("wish", ["change 9", "change zebra", "change ²", "change " + "9" * 5000])
def test_a_wish_to_change_what_was_not_asked(talk: CoreTalk, wish: str) -> None:
    before = finished(talk).conversation
    assert "is not a question on your way" in talk.say(wish).trouble
    assert talk.conversation == before


def test_a_text_may_begin_with_change(talk: CoreTalk) -> None:
    talk.say("change management")
    assert talk.said == {"service": "change management"}


def test_answers_that_no_longer_count_are_said_to_be_put_aside_and_come_back(talk: CoreTalk) -> None:
    finished(talk).say("change 2")
    assert "How much is there? · By when?" in talk.say("no").notes[0]
    assert talk.said["money"] == 1500, "nothing changes before the yes"
    reply = talk.say("yes")
    assert talk.outcome == "rest"
    stored = "2 earlier answers are not asked for now. I have kept them, in case they are asked again"
    assert reply.notes == (f"{stored}: How much is there? · By when?",)
    assert set(talk.said) == {"service", "change"}
    reply = talk.say("change 2", "yes")
    assert talk.outcome == "act"
    assert reply.notes == ("2 of your earlier answers count again here: How much is there? · By when?",)
    assert talk.said["money"] == 1500


def test_start_again(talk: CoreTalk) -> None:
    finished(talk).say("start again")
    assert (talk.asked, talk.said, dict(talk.conversation.answers)) == ("service", {}, {})


def test_stop_keeps_the_answers_and_show_resumes(talk: CoreTalk) -> None:
    talk.say("home care")
    assert talk.say("stop").asks is None
    assert talk.conversation.stopped
    reply = talk.take(intents.Show())
    assert reply.notes == ("Welcome back. Here is where we were.",)
    assert (talk.asked, talk.conversation.stopped) == ("change", False)
    assert talk.take(intents.Show()).notes == ()


def test_whoever_answers_after_stopping_goes_on(talk: CoreTalk) -> None:
    talk.say("home care", "stop")
    talk.give("visit.change", "yes")
    assert (talk.asked, talk.conversation.stopped) == ("money", False)
    talk.say("stop")
    talk.say("not a number")  # which changes nothing
    assert talk.conversation.stopped


def test_a_change_that_moves_the_advice_is_previewed_and_may_be_left(talk: CoreTalk) -> None:
    finished(talk)
    version, said = talk.conversation.version, dict(talk.said)
    reply = talk.say("change 2", "no")
    assert reply.aside
    assert [choice.label for choice in reply.choices] == ["Change it", "Leave it as it was"]
    assert "would move from" in reply.notes[0]
    assert talk.say("keep").notes == ("I left it as it was.",)
    assert (dict(talk.said), talk.outcome) == (said, "act")
    assert talk.conversation.version > version


def test_what_was_proposed_is_kept_with_the_conversation(talk: CoreTalk) -> None:
    finished(talk).say("change 2", "no")
    assert type(talk.conversation).from_data(talk.conversation.as_data()) == talk.conversation


def test_yes_after_the_question_was_shown_again_is_an_answer_not_a_consent(talk: CoreTalk) -> None:
    finished(talk).say("change 2", "no", "stop")
    talk.take(intents.Show())
    assert talk.asked == "change"
    talk.say("yes")
    assert (talk.said["change"], talk.outcome) == ("yes", "act")


def test_yes_without_a_proposal_is_an_answer(talk: CoreTalk) -> None:
    talk.say("home care", "yes")
    assert talk.said["change"] == "yes"
