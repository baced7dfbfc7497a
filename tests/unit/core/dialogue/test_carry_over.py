"""Answers that are used again: in an offered dialogue, in a called one, and between questions that share a name."""

import pytest

from bot.core.content.library import Library
from bot.core.dialogue import intents
from tests.support.small_library import CoreTalk, small_library

NEED = """
questions:
  service: {ask: Which service?, type: text, shares: service}
  need:
    ask: Is {{ service }} needed?
    options: [{id: yes, label: "Yes", phrase: it is needed}, {id: no, label: "No", next: none_needed}]
  budget: {ask: What is the budget?, type: number, shares: budget, next: some_needed}
values:
  rich: budget is defined and budget > 1000
outcomes:
  some_needed: {title: "{{ service }} is needed", say: S., offers: [plan]}
  none_needed: {title: Not needed, say: N.}
"""
WHOLE = """
questions:
  need: {call: need, next: [{when: need.outcome == "none_needed", to: stop}]}
  service: {ask: And which service?, type: text, shares: service}
  size:
    ask: How large is {{ service }}, as {{ need.title }} and {{ need.need }}?
    type: scale
    least: 1
    most: 3
    next: [{when: need.rich, to: large}, {to: small}]
outcomes:
  large: {title: Large, say: "Budget {{ need.budget }}."}
  small: {title: Small, say: S.}
  stop: {title: Stop, say: "You said {{ need.need | label }}."}
"""
PLAN = """
questions:
  about: {ask: A plan for what?, type: text, shares: service}
  who: {ask: Who writes it?, type: text}
  money: {ask: With what money?, type: number, shares: budget}
  done: {ask: Is it done?, options: [{id: yes, label: "Yes"}], next: end}
outcomes:
  end: {title: "Plan for {{ about }}", say: "{{ who }} has {{ money }}."}
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return small_library(need=NEED, whole=WHOLE, plan=PLAN)


def test_a_called_dialogue_returns_its_answers_its_end_and_its_values(library: Library) -> None:
    talk = CoreTalk(library, "whole")
    assert (talk.asks.key, talk.asks.progress) == ("need.service", "Question 1 of 5 at most")
    talk.say("home care", "yes", "2000")
    assert talk.asks.text == "How large is home care, as home care is needed and it is needed?"
    talk.say("2")
    assert talk.outcome == "large"


def test_what_is_shared_is_asked_once_and_changed_where_it_was_asked(library: Library) -> None:
    talk = CoreTalk(library, "whole")
    talk.say("home care", "yes", "10")
    assert talk.asks.key == "whole.size"
    assert [line.question for line in talk.say("answers").answers] == [
        "Which service?",
        "Is home care needed?",
        "What is the budget?",
    ]
    assert "is not a question on your way" in talk.take(intents.Change("whole.service")).trouble
    talk.say("change service", "day care")
    assert (talk.asks.key, talk.asks.text[:24]) == ("whole.size", "How large is day care, a")


def test_a_called_dialogue_may_end_the_caller(library: Library) -> None:
    talk = CoreTalk(library, "whole")
    talk.say("home care", "no")
    assert (talk.outcome, talk.reply.guidance and talk.reply.guidance.lead) == ("stop", "You said No.")
    talk.say("back", "yes", "10")
    assert talk.asks.key == "whole.size"


def offered(library: Library) -> CoreTalk:
    first = CoreTalk(library, "need", by="bob")
    first.say("home care", "yes", "10")
    assert first.reply.guidance
    assert [offer.id for offer in first.reply.guidance.offers] == ["plan"]
    return CoreTalk(library, "plan", earlier=first.conversation)


def test_an_offered_dialogue_takes_over_what_it_can_use_and_says_whence(library: Library) -> None:
    talk = offered(library)
    assert talk.asked == "who"
    assert talk.reply.notes == ("You told me this before, so I won't ask again. You can change it.",)
    (line,) = talk.reply.settled
    assert (line.question, line.answer) == ("A plan for what?", "home care")
    assert (line.whence, line.by, line.day) == ("A small decision", "bob", "1 January 2027")


def test_what_is_carried_over_further_on_is_shown_when_its_turn_comes(library: Library) -> None:
    talk = offered(library)
    reply = talk.say("Ann")
    assert [(line.question, line.answer, line.whence) for line in reply.settled] == [
        ("Who writes it?", "Ann", ""),
        ("With what money?", "10", "A small decision"),
    ]
    assert reply.notes == ("You told me this before, so I won't ask again. You can change it.",)
    assert talk.asked == "done"


def test_what_was_carried_over_can_be_changed_and_then_is_ones_own(library: Library) -> None:
    talk = offered(library)
    talk.say("change 1", "day care")
    answer = talk.conversation.answers["plan.about"]
    assert (answer.value, answer.by, answer.carried) == ("day care", "ann", "")
    assert talk.asked == "who"


def test_started_alone_it_asks(library: Library) -> None:
    talk = CoreTalk(library, "plan")
    assert (talk.asked, talk.reply.settled, talk.reply.notes) == ("about", (), ())


def test_answers_that_did_not_count_are_not_carried_over(library: Library) -> None:
    first = CoreTalk(library, "need")
    first.say("home care", "yes", "10", "change 2", "no", "yes")
    talk = CoreTalk(library, "plan", earlier=first.conversation)
    assert set(talk.conversation.answers) == {"plan.about"}


def test_what_is_carried_over_keeps_its_first_origin(library: Library) -> None:
    second = offered(library)
    second.say("Ann", "yes")
    third = CoreTalk(library, "whole", earlier=second.conversation)
    assert third.conversation.answers["need.service"].carried == "need"
    assert third.asks.key == "need.need"


def test_an_answer_that_does_not_fit_a_question_that_shares_its_name_is_asked_for() -> None:
    short = "questions:\n  s: {ask: Short?, type: text, most: 5, shares: service, next: e}\noutcomes:\n  e: {title: E, say: E.}\n"
    library = small_library(need=NEED, plan=PLAN, short=short)
    first = CoreTalk(library, "need")
    first.say("home care")
    assert CoreTalk(library, "short", earlier=first.conversation).asked == "s"


def test_not_knowing_is_shared_only_where_it_is_an_answer() -> None:
    text = """
    questions:
      one: {ask: One?, type: text, unsure: true, shares: x}
      two: {ask: Two?, type: text, shares: x}
      three: {ask: Three?, type: text, shares: x, next: end}
    outcomes:
      end: {title: E, say: "{{ one }}, {{ two }}, {{ three }}"}
    """
    talk = CoreTalk(small_library(d=text), "d")
    talk.say("?")
    assert talk.asked == "two"
    talk.say("now I do")
    assert talk.reply.guidance
    assert talk.reply.guidance.lead == "you don't know yet, now I do, now I do"
