"""Several people in one thread."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.storage.tables import METADATA
from tests.support.slack.office import Office, Talk
from tests.support.slack.words import shown


@pytest.fixture
def two(office: Office) -> tuple[Talk, Talk]:
    """Ann and Bo in one channel."""
    ann, bo = office.person("Ann"), office.person("Bo")
    channel = office.channel(ann, bo)
    return Talk(office, ann, channel), Talk(office, bo, channel)


def test_anothers_click_is_refused_to_them_alone(two: tuple[Talk, Talk]) -> None:
    ann, bo = two
    asked = ann.start("Does it need a fence?")
    bo.person.click(asked, "Many rabbits")
    assert bo.whispers == [bo.phrase("may_not_answer")]
    assert ann.whispers == []
    assert ann.last == asked
    ann.click("Many rabbits")
    assert "Do you have wood?" in shown(ann.last)


def test_another_cannot_open_the_modal(two: tuple[Talk, Talk]) -> None:
    ann, bo = two
    asked = ann.start("What shall we plant?")
    bo.person.click(asked, bo.phrase("action_answer"))
    assert bo.person.modal is None
    assert bo.whispers == [bo.phrase("may_not_answer")]


def test_anyone_here_may_answer_when_it_was_started_so(two: tuple[Talk, Talk]) -> None:
    ann, bo = two
    ann.person.mention(ann.channel)
    ann.choose(ann.phrase("anyone_here"))
    ann.choose("Does it need a fence?")
    bo.click("Many rabbits")
    assert f"answered by {bo.person.user.name}" in shown(bo.said[-2]), "who answered is shown, and pings nobody"
    assert "Do you have wood?" in shown(bo.last)
    bo.person.post(bo.channel, "plenty of wood", thread=bo.last.thread)
    assert "Which colour should it have?" in shown(ann.last)
    ann.click("Green")
    bo.click("How shall we water it?")
    ann.person.click(ann.last, ann.phrase("action_answer"))
    assert ann.person.modal is not None, "the next decision is for anyone here, too"


def test_anyone_here_means_those_who_are_there(two: tuple[Talk, Talk]) -> None:
    ann, bo = two
    ann.person.mention(ann.channel)
    ann.choose(ann.phrase("anyone_here"))
    ann.choose("What shall we plant?")
    elsewhere = replace(ann.last, channel=ann.office.channel(bo.person).id, thread="")
    bo.person.click(elsewhere, bo.phrase("action_answer"))
    assert bo.person.modal is None


def test_colleagues_talk_is_left_alone(two: tuple[Talk, Talk]) -> None:
    ann, bo = two
    asked = ann.start("Does it need a fence?")
    for words in ("I think there are rabbits", "why", "what about moles?"):
        ann.person.post(ann.channel, words, thread=asked.thread)
    for words in ("not many rabbits", "yes", "@here many rabbits"):
        bo.person.post(bo.channel, words, thread=asked.thread)
    assert ann.last == asked
    assert (ann.whispers, bo.whispers) == ([], [])
    ann.person.post(ann.channel, "many rabbits", thread=asked.thread)
    assert "Do you have wood?" in shown(ann.last)


def test_another_who_types_an_answer_is_told_once(two: tuple[Talk, Talk]) -> None:
    ann, bo = two
    asked = ann.start("Does it need a fence?")
    for words in ("many rabbits", "2", "no rabbits"):
        bo.person.post(bo.channel, words, thread=asked.thread)
    assert ann.last == asked
    assert (ann.whispers, bo.whispers) == ([], [bo.phrase("may_not_answer")])


def test_anybody_may_ask_a_question_beside_anothers_decision(two: tuple[Talk, Talk]) -> None:
    ann, bo = two
    asked = ann.start("Does it need a fence?")
    bo.person.mention(bo.channel, "what is a swallow's airspeed?", thread=asked.thread)
    assert bo.phrase("ask_nothing", pass_on=True) in shown(bo.last)
    bo.person.mention(bo.channel, "?", thread=asked.thread)
    bo.person.mention(bo.channel, "many rabbits", thread=asked.thread)
    assert bo.whispers == [bo.phrase("may_not_answer")] * 2
    ann.person.click(asked, "Many rabbits")
    assert "Do you have wood?" in shown(ann.last)


def test_words_for_somebody_else_are_no_answer(two: tuple[Talk, Talk]) -> None:
    ann, bo = two
    asked = ann.start("What shall we plant?")
    ann.person.post(ann.channel, f"@{bo.person.user.name} which one do you mean?", thread=asked.thread)
    assert ann.last == asked
    ann.person.post(ann.channel, "the yard", thread=asked.thread)
    assert "How much sun does the yard get?" in shown(ann.last)


def test_where_anyone_may_answer_only_the_starters_words_are_taken_for_one(two: tuple[Talk, Talk]) -> None:
    ann, bo = two
    ann.person.mention(ann.channel)
    ann.choose(ann.phrase("anyone_here"))
    asked = ann.choose("What shall we plant?")
    bo.person.post(bo.channel, "nice day, is it not", thread=asked.thread)
    assert ann.last == asked
    bo.person.mention(bo.channel, "the yard", thread=asked.thread)
    assert "How much sun does the yard get?" in shown(ann.last)


def test_another_may_start_a_decision_of_their_own_in_the_same_thread(two: tuple[Talk, Talk]) -> None:
    ann, bo = two
    asked = ann.start("Does it need a fence?")
    bo.person.mention(bo.channel, "water", thread=asked.thread)
    assert "Which garden is it about?" in shown(bo.last)
    bo.person.post(bo.channel, "the yard", thread=asked.thread)
    assert "Does it rain enough on the yard?" in shown(bo.last)
    ann.person.post(ann.channel, "many rabbits", thread=asked.thread)
    assert "Do you have wood?" in shown(ann.last)


def test_another_who_mentions_the_app_in_the_thread_is_told_or_shown_the_menu(two: tuple[Talk, Talk]) -> None:
    ann, bo = two
    asked = ann.start("Does it need a fence?")
    bo.person.mention(bo.channel, "many rabbits", thread=asked.thread)
    assert bo.whispers == [bo.phrase("may_not_answer")]
    bo.person.mention(bo.channel, thread=asked.thread)
    assert bo.phrase("menu_title") in shown(bo.last)


def test_two_clicks_at_once_are_one_turn(two: tuple[Talk, Talk]) -> None:
    ann, bo = two
    ann.person.mention(ann.channel)
    ann.choose(ann.phrase("anyone_here"))
    asked = ann.choose("Does it need a fence?")
    for person in (ann.person, bo.person):
        person.patience = 0  # they do not wait for each other
    ann.person.click(asked, "Many rabbits")
    bo.person.click(asked, "No rabbits")
    ann.office.slack.wait_until(lambda: not ann.office.slack.deliveries.open)
    questions = [shown(message) for message in ann.said if "Do you have wood?" in shown(message)]
    assert len(questions) == 1
    assert len(ann.whispers + bo.whispers) == 1


def forget(talk: Talk) -> str:
    """Forget this person; what they are told."""
    talk.person.command(talk.channel, "forget me")
    told = next(message for message in reversed(talk.person.sees(talk.channel)) if message.only_for)
    talk.person.click(told, talk.phrase("action_forget"))
    return talk.whispers[-1]


def test_whoever_is_forgotten_leaves_no_name_and_no_words_with_the_team(two: tuple[Talk, Talk]) -> None:
    ann, bo = two
    ann.person.mention(ann.channel)
    ann.choose(ann.phrase("anyone_here"))
    asked = ann.choose("What shall we plant?")
    bo.person.mention(bo.channel, "the yard of Mrs Miller", thread=asked.thread)
    bo.click("Half a day")
    assert forget(bo) == bo.phrase("forgotten", count=0, course=False, elsewhere=1)
    stored = ann.office.advisor.latest(f"slack:T0TEAM:{ann.channel.id}:{asked.thread}")
    assert stored
    assert {answer.by for answer in stored.conversation.answers.values()} == {""}
    assert [answer.value for answer in stored.conversation.answers.values()] == [ann.phrase("words_removed"), "half"]
    ann.person.post(ann.channel, "3", thread=asked.thread)
    ann.person.mention(ann.channel, "answers", thread=asked.thread)
    assert "Which garden is it about? words that were taken out" in ann.whispers[-1]


def test_no_trace_of_whoever_is_forgotten_is_left(two: tuple[Talk, Talk]) -> None:
    ann, bo = two
    ann.person.mention(ann.channel)
    ann.choose(ann.phrase("anyone_here"))
    ann.choose("Does it need a fence?")
    bo.click("Many rabbits")
    bo.person.write("fence")
    bo.person.write("1")
    forget(bo)
    bo.office.settled()
    with bo.office.store.engine.connect() as connection:
        stored = {table.name: [str(row) for row in connection.execute(select(table))] for table in METADATA.tables.values()}
    assert {name for name, rows in stored.items() if any(bo.person.id in row for row in rows)} == set()
