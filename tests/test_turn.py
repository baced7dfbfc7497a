"""One turn after another: answers, going back, changing, commands, old buttons, and words that do not fit."""

import pytest

from bot.core import messages as say
from bot.core.conversation import Conversation
from bot.core.library import Library
from tests.small import Talk, small_library

VISIT = """
questions:
  service: {ask: Which service?, type: text, most: 40, why: The advice names it.}
  change:
    ask: Must {{ service }} change?
    options:
      - {id: yes, label: "Yes", phrase: it must change, guidance: "Then see about money, as of {{ today }}."}
      - {id: no, label: "No", next: rest}
    unsure: Ask two people.
  money: {ask: How much is there?, type: number, unit: "£", least: 0}
  when: {ask: By when?, type: date, next: act}
outcomes:
  act:
    title: Change {{ service }}
    say: You said that {{ change }}, and that there is {{ money }}.
    more:
      - {title: First, say: One.}
      - {title: Second, say: Two.}
  rest: {title: "Leave {{ service }}", say: Nothing to do.}
"""


@pytest.fixture(scope="module")
def visit() -> Library:
    return small_library(visit=VISIT)


@pytest.fixture
def talk(visit: Library) -> Talk:
    return Talk(visit, "visit")


def at_the_end(talk: Talk) -> Talk:
    talk.say("home care", "yes", "£1,500", "31 March 2027")
    assert talk.outcome == "act"
    return talk


def test_from_the_first_question_to_the_guidance(talk: Talk) -> None:
    assert (talk.asked, talk.asks.progress) == ("service", "Question 1 of about 3")
    assert talk.say("home care").settled[0].answer == "home care"
    assert (talk.asks.text, talk.asks.progress) == ("Must home care change?", "Question 2 of about 3")
    assert talk.say("1").settled[0].guidance == "Then see about money, as of 1 January 2027."
    talk.say("£1,500", "31/3/2027")
    assert talk.said == {"service": "home care", "change": "yes", "money": 1500, "when": "2027-03-31"}
    assert talk.reply.guidance
    assert (talk.reply.guidance.title, talk.reply.guidance.lead) == (
        "Change home care",
        "You said that it must change, and that there is 1500.",
    )
    assert {answer.by for answer in talk.conversation.answers.values()} == {"ann"}


def test_not_knowing_is_an_answer_with_a_way_to_find_out(talk: Talk) -> None:
    line = talk.say("home care", "I don't know").settled[0]
    assert (line.answer, line.guidance, talk.asked) == ("I don't know", "Ask two people.", "money")


@pytest.mark.parametrize("words", ["", "  ", "x" * 41, "\x00", "unsure"])
def test_words_that_do_not_fit_leave_everything_as_it_stood(talk: Talk, words: str) -> None:
    before = talk.conversation
    reply = talk.say(words)
    assert reply.trouble
    assert reply.aside
    assert talk.conversation == before
    assert talk.asked == "service"


def test_a_near_miss_is_suggested(visit: Library) -> None:
    talk = Talk(visit, "visit")
    talk.say("home care")
    reply = talk.say("yess")
    assert "Did you mean “Yes”?" in reply.trouble
    assert [option.value for option in reply.suggestions] == ["yes"]
    assert talk.asked == "change"


def test_back_asks_again_and_shows_the_answer_so_far(talk: Talk) -> None:
    talk.say("home care", "yes", "100")
    talk.say("back")
    assert (talk.asked, talk.asks.before) == ("money", "£100")
    talk.say("back")
    assert (talk.asked, [option.value for option in talk.asks.options if option.chosen]) == ("change", ["yes"])
    talk.say("1")
    assert talk.asked == "when"  # what was answered after it still stands
    assert talk.said["money"] == 100


def test_back_at_the_first_question(talk: Talk) -> None:
    assert "nothing to go back to" in talk.say("back").notes[0]
    talk.say("home care", "back")
    assert "nothing to go back to" in talk.say("back").notes[0]
    assert talk.asked == "service"


@pytest.mark.parametrize("wish", ["change 2", "change change", "change visit.change", "Change must home care change", "CHANGE 2"])
def test_change_by_number_id_or_words(talk: Talk, wish: str) -> None:
    at_the_end(talk).say(wish)
    assert talk.asked == "change"
    assert "your earlier answer stays" in talk.reply.notes[0]
    assert talk.said["change"] == "yes"


@pytest.mark.parametrize("wish", ["change 9", "change zebra", "change ²", "change " + "9" * 5000])
def test_a_wish_to_change_what_was_not_asked(talk: Talk, wish: str) -> None:
    before = at_the_end(talk).conversation
    assert "is not a question on your way" in talk.say(wish).trouble
    assert talk.conversation == before


def test_a_text_may_begin_with_change(talk: Talk) -> None:
    talk.say("change management")
    assert talk.said == {"service": "change management"}


def test_answers_that_no_longer_count_are_said_to_be_put_aside_and_come_back(talk: Talk) -> None:
    at_the_end(talk).say("change 2")
    assert "How much is there? · By when?" in talk.say("no").notes[0]
    assert talk.said["money"] == 1500, "nothing changes before the yes"
    reply = talk.say("yes")
    assert talk.outcome == "rest"
    assert reply.notes == ("2 earlier answers no longer matter here, so I have put them aside: How much is there? · By when?",)
    assert set(talk.said) == {"service", "change"}
    reply = talk.say("change 2", "yes")
    assert talk.outcome == "act"
    assert reply.notes == ("2 of your earlier answers count again here: How much is there? · By when?",)
    assert talk.said["money"] == 1500


def test_start_again(talk: Talk) -> None:
    at_the_end(talk).say("start again")
    assert (talk.asked, talk.said, dict(talk.conversation.answers)) == ("service", {}, {})


def test_stop_keeps_the_answers_and_show_resumes(talk: Talk) -> None:
    talk.say("home care")
    assert talk.say("stop").asks is None
    assert talk.conversation.stopped
    reply = talk.take(say.Show())
    assert reply.notes == ("Welcome back. Here is where we were.",)
    assert (talk.asked, talk.conversation.stopped) == ("change", False)
    assert talk.take(say.Show()).notes == ()


def test_whoever_answers_after_stopping_goes_on(talk: Talk) -> None:
    talk.say("home care", "stop")
    talk.give("visit.change", "yes")
    assert (talk.asked, talk.conversation.stopped) == ("money", False)
    talk.say("stop")
    talk.say("not a number")  # which changes nothing
    assert talk.conversation.stopped


def test_asides_leave_everything_as_it_stands(talk: Talk) -> None:
    talk.say("home care")
    before = talk.conversation
    assert talk.say("why").notes == ("The answer shapes the advice at the end.",)
    assert [line.answer for line in talk.say("answers").answers] == ["home care"]
    assert "start again" in talk.say("help").notes[0]
    assert talk.say("more").notes == ("That is all there is on this.",)
    assert talk.conversation == before
    assert talk.reply.aside
    assert talk.asked == "change"


def test_why_tells_the_reason(talk: Talk) -> None:
    assert talk.say("why?").notes == ("The advice names it.",)
    assert talk.say("answers").notes == ("You have not answered anything yet.",)


def test_more_shows_the_further_parts_one_by_one(talk: Talk) -> None:
    at_the_end(talk)
    titles = [reply.section.title for _ in range(2) if (reply := talk.say("more")).section]
    assert titles == ["First", "Second"]
    assert talk.say("more").notes == ("That is all there is on this.",)
    assert talk.take(say.More(1)).section == talk.take(say.More(1)).section
    assert talk.take(say.More(99)).section is None


def test_words_after_the_end(talk: Talk) -> None:
    before = at_the_end(talk).conversation
    assert "This decision is finished" in talk.say("and now?").trouble
    assert talk.conversation == before


def test_an_old_button_explains_itself_and_changes_nothing(talk: Talk) -> None:
    talk.say("home care", "yes")
    before = talk.conversation
    assert "You have already answered “Must home care change?” with “Yes”" in talk.give("visit.change", "no").trouble
    assert [choice.message for choice in talk.reply.choices] == [say.Change("visit.change")]
    assert "That is what you answered already: “Yes”" in talk.give("visit.change", "yes").trouble
    assert "That is what you answered already" in talk.give("visit.service", " home care ").trouble
    for key in ("visit.when", "visit.nothing", "nowhere.at_all", "", "*bold*"):
        assert "is not a question on your way" in talk.give(key, "x").trouble
    assert "\\*bold\\*" in talk.reply.trouble
    assert talk.conversation == before


def test_a_click_that_does_not_fit_the_open_question(talk: Talk) -> None:
    talk.say("home care")
    before = talk.conversation
    for value in ("maybe", None, ["yes"], {"yes": 1}, 3):
        assert "is not one of the answers here" in talk.give("visit.change", value).trouble
    assert talk.conversation == before


def test_the_version_counts_what_changed(talk: Talk) -> None:
    versions = [talk.conversation.version]
    for words in ("home care", "why", "zebra", "yes", "back", "stop"):
        talk.say(words)
        versions.append(talk.conversation.version)
    assert versions == [0, 1, 1, 1, 2, 3, 4]


def test_a_conversation_at_rest_is_the_same_conversation(talk: Talk) -> None:
    at_the_end(talk).say("change 2")
    kept = Conversation.from_data(talk.conversation.as_data())
    assert kept == talk.conversation


def test_a_change_that_moves_the_advice_is_previewed_and_may_be_left(talk: Talk) -> None:
    at_the_end(talk)
    version, said = talk.conversation.version, dict(talk.said)
    reply = talk.say("change 2", "no")
    assert reply.aside
    assert [choice.label for choice in reply.choices] == ["Change it", "Leave it as it was"]
    assert "would move from" in reply.notes[0]
    assert talk.say("keep").notes == ("I left it as it was.",)
    assert (dict(talk.said), talk.outcome) == (said, "act")
    assert talk.conversation.version > version


def test_what_was_proposed_is_kept_with_the_conversation(talk: Talk) -> None:
    at_the_end(talk).say("change 2", "no")
    assert type(talk.conversation).from_data(talk.conversation.as_data()) == talk.conversation


def test_yes_after_the_question_was_shown_again_is_an_answer_not_a_consent(talk: Talk) -> None:
    at_the_end(talk).say("change 2", "no", "stop")
    talk.take(say.Show())
    assert talk.asked == "change"
    talk.say("yes")
    assert (talk.said["change"], talk.outcome) == ("yes", "act")


def test_yes_without_a_proposal_is_an_answer(talk: Talk) -> None:
    talk.say("home care", "yes")
    assert talk.said["change"] == "yes"
