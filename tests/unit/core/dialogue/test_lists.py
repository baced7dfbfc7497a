"""A list, entry by entry: adding, editing, removing, its limits, and what words mean while it is open."""

import pytest

from bot.core.content.library import Library
from bot.core.dialogue import intents
from tests.support.small_library import CoreTalk, small_library

TEAM = """
questions:
  name: {ask: Which team?, type: text}
  people:
    ask: Who is in {{ name }}?
    type: list
    item: person
    most: 3
    unsure: true
    fields:
      who: {ask: Who is it?, most: 20}
      role: {ask: What do they do?, options: [{id: lead, label: Leads}, {id: help, label: Helps}]}
  plans: {ask: What are the plans?, type: list, item: plan, least: 0, next: end}
outcomes:
  end:
    title: "{{ name }}"
    say: >-
      {% if people is unsure %}Nobody yet. {% else %}{% for one in people %} {{ one.who }}: {{ one.role }}.{% endfor %}{% endif %}
      {{ plans | count }} plans.
"""


@pytest.fixture(scope="module")
def team() -> Library:
    return small_library(team=TEAM)


@pytest.fixture
def talk(team: Library) -> CoreTalk:
    talk = CoreTalk(team, "team")
    talk.say("Us")
    return talk


def test_entries_are_added_one_by_one_and_kept_until_the_list_is_done(talk: CoreTalk) -> None:
    talk.say("Ann; 1")
    assert (talk.asked, talk.asks.entries) == ("people", ("Ann, Leads",))
    talk.take(intents.Add("team.people", {"who": "Bob*", "role": "help"}))
    assert talk.asks.entries == ("Ann, Leads", "Bob\\*, Helps")
    assert "people" not in talk.said
    talk.say("done", "none")
    assert talk.reply.guidance
    assert talk.reply.guidance.lead == "Ann: Leads. Bob\\*: Helps. 0 plans."


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        ("Ann", "I need 2 things for each person"),
        ("Ann; leads; more", "I need 2 things"),
        ("Ann; zebra", "“zebra” is not one of the answers"),
        ("; leads", "There was nothing in that answer"),
        ("A very long name indeed; leads", "the most I can keep here is 20"),
        ("remove 1", "The list is empty so far"),
        ("edit 1 Ann; leads", "The list is empty so far"),
        ("done", "Add at least 1"),
        ("", "There was nothing in that answer"),
        ("change zebra", "I need 2 things"),
    ],
)
def test_what_does_not_fit_leaves_the_list_as_it_was(talk: CoreTalk, words: str, trouble: str) -> None:
    before = talk.conversation
    assert trouble in talk.say(words).trouble.replace("\\", "")
    assert talk.conversation == before
    assert talk.reply.asks


def test_editing_and_removing(talk: CoreTalk) -> None:
    talk.say("Ann; 1", "Bob; 2", "edit 1 Anna; helps", "remove 2")
    assert talk.asks.entries == ("Anna, Helps",)
    for message in (
        intents.Remove("team.people", 2),
        intents.Remove("team.people", 0),
        intents.Remove("team.people", -1),
        intents.Edit("team.people", 2, {}),
    ):
        assert "There is no number" in talk.take(message).trouble
    assert talk.asks.entries == ("Anna, Helps",)


def test_the_most_entries(talk: CoreTalk) -> None:
    talk.say("A; 1", "B; 1", "C; 1")
    assert "This list is full (3)" in talk.say("D; 1").trouble
    assert len(talk.asks.entries) == 3


def test_not_knowing_and_leaving_a_list_empty(talk: CoreTalk) -> None:
    talk.say("A; 1", "I don't know")
    assert (talk.said["people"], talk.asked) == ("unsure", "plans")
    assert talk.say("done").guidance


def test_a_list_of_words(talk: CoreTalk) -> None:
    talk.say("?", "change the opening hours", "edit the plan", "edit 2")
    assert talk.asks.entries == ("change the opening hours", "edit the plan")
    talk.say("edit 2 close", "That's all.")
    assert talk.said["plans"] == ["change the opening hours", "close"]


def test_a_list_that_is_looked_at_again_begins_with_its_entries(talk: CoreTalk) -> None:
    talk.say("Ann; 1", "done", "one plan", "done", "change 2")
    assert talk.asks.entries == ("Ann, Leads",)
    talk.say("Bob; 2")
    assert talk.said["people"] == [{"who": "Ann", "role": "lead"}]  # until the list is done
    talk.say("done")
    assert len(talk.said["people"]) == 2
    assert talk.outcome == "end"


def test_a_draft_outlasts_going_back(talk: CoreTalk) -> None:
    talk.say("Ann; 1", "back", "Them")
    assert (talk.asked, talk.asks.text, talk.asks.entries) == ("people", "Who is in Them?", ("Ann, Leads",))


def test_clicks_on_a_list_that_is_not_open(talk: CoreTalk) -> None:
    talk.say("Ann; 1", "done")
    before = talk.conversation
    assert "already answered" in talk.take(intents.Add("team.people", {"who": "Bob", "role": "help"})).trouble
    assert "already answered" in talk.take(intents.Remove("team.people", 1)).trouble
    assert "That is what you answered already" in talk.take(intents.Done("team.people")).trouble
    assert "is not a question on your way" in talk.take(intents.Add("team.zebra", "x")).trouble
    assert "already answered" in talk.take(intents.Done("team.name")).trouble
    assert talk.conversation == before
