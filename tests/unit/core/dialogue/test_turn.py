"""One turn after another: answers, words that do not fit, asides, old buttons."""

import pytest

from bot.core.content.library import Library
from bot.core.dialogue import intents
from bot.core.dialogue.conversation import Conversation
from tests.support.small_library import VISIT, CoreTalk, finished, small_library


@pytest.fixture(scope="module")
def visit() -> Library:
    return small_library(visit=VISIT)


@pytest.fixture
def talk(visit: Library) -> CoreTalk:
    return CoreTalk(visit, "visit")


def test_from_the_first_question_to_the_guidance(talk: CoreTalk) -> None:
    assert (talk.asked, talk.asks.progress) == ("service", "Question 1 of 4 at most")
    assert talk.say("home care").settled[0].answer == "home care"
    assert (talk.asks.text, talk.asks.progress) == ("Must home care change?", "Question 2 of 4 at most")
    assert talk.say("1").settled[0].guidance == "Then see about money, as of 1 January 2027."
    talk.say("£1,500", "31/3/2027")
    assert talk.said == {"service": "home care", "change": "yes", "money": 1500, "when": "2027-03-31"}
    assert talk.reply.guidance
    assert (talk.reply.guidance.title, talk.reply.guidance.lead) == (
        "Change home care",
        "You said that it must change, and that there is 1500.",
    )
    assert {answer.by for answer in talk.conversation.answers.values()} == {"ann"}


def test_not_knowing_is_an_answer_with_a_way_to_find_out(talk: CoreTalk) -> None:
    line = talk.say("home care", "I don't know").settled[0]
    assert (line.answer, line.guidance, talk.asked) == ("I don't know", "Ask two people.", "money")


@pytest.mark.parametrize("words", ["", "  ", "x" * 41, "\x00", "unsure"])
def test_words_that_do_not_fit_leave_everything_as_it_stood(talk: CoreTalk, words: str) -> None:
    before = talk.conversation
    reply = talk.say(words)
    assert reply.trouble
    assert reply.aside
    assert talk.conversation == before
    assert talk.asked == "service"


def test_a_near_miss_is_suggested(visit: Library) -> None:
    talk = CoreTalk(visit, "visit")
    talk.say("home care")
    reply = talk.say("yess")
    assert "Did you mean “1. Yes”?" in reply.trouble
    assert [option.value for option in reply.suggestions] == ["yes"]
    assert talk.asked == "change"


def test_the_numbers_beside_near_options_mean_what_typing_them_means() -> None:
    options = """
    questions:
      alone:
        ask: Will it happen alone?
        options:
          - {id: yes, label: "Yes, it is happening already"}
          - {id: no, label: "No, it would not"}
          - {id: some, label: "Only some of it, or too slowly"}
        next: rest
    outcomes:
      rest: {title: Rest, say: Nothing to do.}
    """
    talk = CoreTalk(small_library(alone=options), "alone")
    reply = talk.say("no it would nto")
    assert "Did you mean one of these: 2. No, it would not; 1. Yes, it is happening already" in reply.trouble
    talk.say("2")
    assert talk.said == {"alone": "no"}


def test_asides_leave_everything_as_it_stands(talk: CoreTalk) -> None:
    talk.say("home care")
    before = talk.conversation
    assert talk.say("why").notes == ("The answer shapes the advice at the end.",)
    assert [line.answer for line in talk.say("answers").answers] == ["home care"]
    assert "start again" in talk.say("help").notes[0]
    assert talk.say("more").notes == ("That is all there is on this.",)
    assert talk.conversation == before
    assert talk.reply.aside
    assert talk.asked == "change"


def test_why_tells_the_reason(talk: CoreTalk) -> None:
    assert talk.say("why?").notes == ("The advice names it.",)
    assert talk.say("answers").notes == ("You have not answered anything yet.",)


def test_more_shows_the_further_parts_one_by_one(talk: CoreTalk) -> None:
    finished(talk)
    titles = [reply.section.title for _ in range(2) if (reply := talk.say("more")).section]
    assert titles == ["First", "Second"]
    [all_] = talk.say("more").notes
    assert all_.startswith("That is all there is on this. You can read any of the 2 parts again")
    assert talk.take(intents.More(1)).section == talk.take(intents.More(1)).section
    assert talk.take(intents.More(99)).section is None


def test_words_after_the_end(talk: CoreTalk) -> None:
    before = finished(talk).conversation
    assert "This decision is finished" in talk.say("and now?").trouble
    assert talk.conversation == before


def test_an_old_button_explains_itself_and_changes_nothing(talk: CoreTalk) -> None:
    talk.say("home care", "yes")
    before = talk.conversation
    assert "You have already answered “Must home care change?” with “Yes”" in talk.give("visit.change", "no").trouble
    assert [choice.intent for choice in talk.reply.choices] == [intents.Change("visit.change")]
    assert "That is what you answered already: “Yes”" in talk.give("visit.change", "yes").trouble
    assert "That is what you answered already" in talk.give("visit.service", " home care ").trouble
    for key in ("visit.when", "visit.nothing", "nowhere.at_all", "", "*bold*"):
        assert "is not a question on your way" in talk.give(key, "x").trouble
    assert "\\*bold\\*" in talk.reply.trouble
    assert talk.conversation == before


def test_a_click_that_does_not_fit_the_open_question(talk: CoreTalk) -> None:
    talk.say("home care")
    before = talk.conversation
    for value in ("maybe", None, ["yes"], {"yes": 1}, 3):
        assert "is not one of the answers here" in talk.give("visit.change", value).trouble
    assert talk.conversation == before


def test_the_version_counts_what_changed(talk: CoreTalk) -> None:
    versions = [talk.conversation.version]
    for words in ("home care", "why", "zebra", "yes", "back", "stop"):
        talk.say(words)
        versions.append(talk.conversation.version)
    assert versions == [0, 1, 1, 1, 2, 3, 4]


def test_a_conversation_at_rest_is_the_same_conversation(talk: CoreTalk) -> None:
    finished(talk).say("change 2")
    stored = Conversation.from_data(talk.conversation.as_data())
    assert stored == talk.conversation
