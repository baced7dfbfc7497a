"""A dialogue that its author edits while people are in it: what still fits stands, the rest is asked again, nothing
breaks."""

import pytest

from bot.core.dialogue import intents
from bot.core.dialogue.intents import Command
from bot.core.dialogue.turn import take_turn
from bot.core.problems import LibraryError
from tests.support.small_library import TODAY, CoreTalk, small_library

PLAN = """
questions:
  name: {ask: Which plan?, type: text}
  kind: {ask: What kind?, options: [{id: old, label: Old}, {id: new, label: New}]}
  levers: {ask: Which levers?, type: choices, options: [{id: a, label: A}, {id: b, label: B}, {id: c, label: C}]}
  people: {ask: Who?, type: list, fields: {who: {ask: Who?}, role: {ask: What?, options: [{id: lead, label: Leads}]}}}
  amount: {ask: How much?, type: number, next: end}
outcomes:
  end: {title: "{{ name }}", say: "{{ kind }}, {{ levers }}, {{ amount }}"}
"""


def edited(talk: CoreTalk, *edits: tuple[str, str]) -> CoreTalk:
    """The same conversation after edits of the file."""
    text = PLAN
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    talk.library = small_library(plan=text)
    return talk


@pytest.fixture
def talk() -> CoreTalk:
    talk = CoreTalk(small_library(plan=PLAN), "plan")
    talk.say("Ours", "old", "1, 3", "Ann; 1", "done", "7")
    assert talk.outcome == "end"
    return talk


def test_other_words_leave_every_answer_standing_and_say_so(talk: CoreTalk) -> None:
    before = talk.conversation
    reply = edited(talk, ("What kind?", "Which kind is it?")).take(intents.Show())
    assert reply.notes == ("The questions were updated since you began. Your answers still stand.",)
    assert (talk.outcome, talk.conversation.answers, talk.conversation.version) == ("end", before.answers, before.version + 1)
    assert talk.take(intents.Show()).notes == ()  # said once


def test_an_option_that_is_gone_is_asked_again_and_the_rest_stands(talk: CoreTalk) -> None:
    reply = edited(talk, ("{id: old, label: Old}", "{id: older, label: Older}")).take(intents.Show())
    assert "will ask what is new" in reply.notes[0]
    assert talk.asked == "kind"
    talk.say("older")
    assert talk.outcome == "end"


def test_a_new_question_is_asked_and_a_question_that_is_gone_is_forgotten(talk: CoreTalk) -> None:
    edited(
        talk,
        ("  amount:", "  extra: {ask: Extra?, type: text}\n  amount:"),
        ("  name: {ask: Which plan?, type: text}\n", ""),
        ('"{{ name }}"', "T"),
    )
    talk.take(intents.Show())
    assert talk.asked == "extra"
    assert "name" not in talk.said


def test_options_in_another_order_keep_the_ticks(talk: CoreTalk) -> None:
    edited(
        talk,
        ("{id: a, label: A}, {id: b, label: B}, {id: c, label: C}", "{id: c, label: C}, {id: b, label: B}, {id: a, label: A}"),
    )
    talk.take(intents.Show())
    assert talk.outcome == "end"


@pytest.mark.parametrize(
    "edit",
    [
        ("who: {ask: Who?}, ", ""),
        ("who: {ask: Who?}, ", "who: {ask: Who?}, why: {ask: Why?}, "),
        ("{id: lead, label: Leads}", "{id: led, label: Led}"),
        (", fields: {who: {ask: Who?}, role: {ask: What?, options: [{id: lead, label: Leads}]}}", ""),
        ("type: list, fields: {who: {ask: Who?}, role: {ask: What?, options: [{id: lead, label: Leads}]}}", "type: date"),
        ("type: list, fields: {who: {ask: Who?}, role: {ask: What?, options: [{id: lead, label: Leads}]}}", "type: text"),
    ],
)
def test_a_list_whose_fields_or_type_changed_is_asked_again_open_or_not(talk: CoreTalk, edit: tuple[str, str]) -> None:
    talk.say("change people", "Bob; 1")  # a draft in the old form
    reopened = talk.conversation
    edited(talk, edit).take(intents.Show())
    assert (talk.asked, talk.asks.entries, talk.asks.before) == ("people", (), "")
    for message in (
        intents.Add("plan.people", "x"),
        intents.Remove("plan.people", 1),
        intents.Done("plan.people"),
        Command.SHOW_ANSWERS,
        Command.BACK,
    ):
        take_turn(talk.library, reopened, message, TODAY)


@pytest.mark.parametrize("type_", ["number", "date", "text", "scale, least: 1, most: 5"])
def test_a_question_of_another_type_is_asked_again_even_while_it_is_looked_at(talk: CoreTalk, type_: str) -> None:
    talk.say("change levers")
    options = "type: choices, options: [{id: a, label: A}, {id: b, label: B}, {id: c, label: C}]"
    edited(talk, (options, f"type: {type_}")).take(intents.Show())
    assert (talk.asked, talk.asks.before, talk.asks.entries) == ("levers", "", ())


def test_a_question_that_was_looked_at_again_and_is_gone(talk: CoreTalk) -> None:
    talk.say("change 1")
    edited(talk, ("  name: {ask: Which plan?, type: text}\n", ""), ('"{{ name }}"', "T")).take(intents.Show())
    assert talk.outcome == "end"


def test_an_old_button_of_a_question_that_is_gone(talk: CoreTalk) -> None:
    edited(talk, ("  name: {ask: Which plan?, type: text}\n", ""), ('"{{ name }}"', "T"))
    assert "“name” is not a question on your way" in talk.give("plan.name", "Theirs").trouble.replace("\\", "")


RENAMED = (
    ("  name: {ask: Which plan?", "  plan: {formerly: [name], ask: Which plan?"),
    ('"{{ name }}"', '"{{ plan }}"'),
    ("{id: old, label: Old}", "{id: older, formerly: [old], label: Old}"),
    ("{id: a, label: A}", "{id: alpha, formerly: [a], label: A}"),
    ("{id: lead, label: Leads}", "{id: leads, formerly: [lead], label: Leads}"),
    ("  amount: {ask", "  budget: {formerly: [amount, money], ask"),
    ("{{ amount }}", "{{ budget }}"),
)


def test_questions_and_options_that_say_what_they_were_called_keep_their_answers(talk: CoreTalk) -> None:
    reply = edited(talk, *RENAMED).take(intents.Show())
    assert reply.notes == ("The questions were updated since you began. Your answers still stand.",)
    assert talk.outcome == "end"
    assert talk.said == {
        "plan": "Ours", "kind": "older", "levers": ["alpha", "c"], "people": [{"who": "Ann", "role": "leads"}], "budget": 7,
    }  # fmt: skip


def test_a_list_that_was_not_done_keeps_its_entries_over_a_renaming() -> None:
    talk = CoreTalk(small_library(plan=PLAN), "plan")
    talk.say("Ours", "old", "1, 3", "Ann; 1")
    edited(talk, ("  people: {ask: Who?", "  team: {formerly: [people], ask: Who?"))
    talk.say("done")
    assert talk.said["team"] == [{"who": "Ann", "role": "lead"}]


def test_what_is_said_under_todays_name_counts_more_than_what_was_said_before(talk: CoreTalk) -> None:
    edited(talk, ("  amount: {ask", "  budget: {formerly: [amount], ask"), ("{{ amount }}", "{{ budget }}"))
    talk.say("change how much", "9")
    assert talk.said["budget"] == 9


def test_a_name_of_before_is_no_name_of_today() -> None:
    with pytest.raises(LibraryError, match="“kind” is, or was, the id of a question here"):
        small_library(plan=PLAN.replace("  amount: {ask", "  amount: {formerly: [kind], ask"))
    with pytest.raises(LibraryError, match="“new” is, or was, the id of an option here"):
        small_library(plan=PLAN.replace("{id: old, label", "{id: old, formerly: [new], label"))
