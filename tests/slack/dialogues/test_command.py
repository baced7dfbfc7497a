"""`/advisor`: answered privately, and where a decision begins from it."""

import pytest

from bot.fake_slack.state.workspace import Message
from tests.support.slack.office import Talk
from tests.support.slack.words import shown


def whispered(talk: Talk) -> Message:
    """The last message that this person alone sees."""
    return next(message for message in reversed(talk.person.sees(talk.channel)) if message.only_for)


def in_private(talk: Talk) -> Talk:
    """The same person in the direct message."""
    return Talk(talk.office, talk.person, talk.person.dm)


def test_the_menu_is_for_the_one_who_asked(talk: Talk) -> None:
    talk.person.command(talk.channel)
    assert talk.said == []
    assert talk.phrase("menu_title") in talk.whispers[0]


def test_a_named_decision_starts_in_the_direct_message(talk: Talk) -> None:
    talk.person.command(talk.channel, "start water")
    assert talk.whispers == [talk.phrase("started_in_private")]
    assert "Which garden is it about?" in shown(in_private(talk).last)
    assert talk.said == []


def test_chosen_from_the_menu_it_starts_in_private_unless_told_otherwise(talk: Talk) -> None:
    talk.person.command(talk.channel)
    talk.person.choose(whispered(talk), "water")
    assert "Which garden is it about?" in shown(in_private(talk).last)
    assert talk.said == []
    [menu] = talk.whispers
    assert menu.splitlines().count(talk.phrase("started_in_private")) == 1


def test_the_same_entry_can_be_chosen_again_in_a_menu_that_one_person_sees(talk: Talk) -> None:
    talk.person.command(talk.channel)
    talk.person.choose(whispered(talk), "fence")
    begun = len(in_private(talk).said)
    talk.person.choose(whispered(talk), "fence")
    assert len(in_private(talk).said) == begun + 1 == 2
    assert len(talk.whispers) == 1


def test_the_same_entry_can_be_chosen_again_in_a_menu_that_all_see(talk: Talk) -> None:
    talk.person.mention(talk.channel)
    menu = talk.last
    talk.person.choose(menu, "fence")
    again = next(message for message in talk.said if message.ts == menu.ts)
    talk.person.choose(again, "fence")
    assert [talk.phrase("menu_title") in shown(message) for message in talk.said] == [True, False, False]


def test_it_may_start_in_a_new_thread_of_the_channel(talk: Talk) -> None:
    talk.person.command(talk.channel)
    talk.person.choose(whispered(talk), talk.phrase("in_a_thread"))
    talk.person.choose(whispered(talk), "fence")
    root = talk.last
    assert "Are there rabbits?" in shown(root)
    assert not root.thread
    talk.click("Many rabbits")
    assert talk.last.thread == root.ts
    talk.person.post(talk.channel, "plenty of wood", thread=root.ts)
    assert "Which colour should it have?" in shown(talk.last)
    assert talk.last.thread == root.ts


def test_without_the_state_of_its_radio_buttons_the_menu_means_what_it_shows(talk: Talk) -> None:
    """Slack leaves the state out of some payloads of messages that one person alone sees."""
    talk.person.command(talk.channel)
    menu = whispered(talk)
    block = menu.blocks[-1]
    chosen = {"selected_option": {"text": {"type": "plain_text", "text": "x"}, "value": "water"}}
    action = {"type": "static_select", "action_id": "start", "block_id": block["block_id"], **chosen}
    payload = talk.person.payloads.click(talk.person.user, menu, {}, action, "")
    talk.office.slack.deliveries.send("interactive", {key: value for key, value in payload.items() if key != "state"})
    assert "Which garden is it about?" in shown(in_private(talk).last)
    assert talk.said == []


def test_in_the_direct_message_it_starts_there(private: Talk) -> None:
    private.person.command(private.channel)
    private.person.choose(whispered(private), "fence")
    assert "Are there rabbits?" in shown(private.last)


def test_it_works_in_a_channel_that_the_app_is_not_in(talk: Talk) -> None:
    elsewhere = Talk(talk.office, talk.person, talk.office.channel(talk.person, with_us=False))
    elsewhere.person.command(elsewhere.channel)
    elsewhere.person.choose(whispered(elsewhere), "fence")
    assert "Are there rabbits?" in shown(in_private(talk).last)


def test_unknown_words_are_answered(talk: Talk) -> None:
    talk.person.command(talk.channel, "start zebras")
    assert talk.whispers == [talk.phrase("no_such_command", said="zebras", near="")]


def test_half_a_command_is_helped_on(talk: Talk) -> None:
    talk.person.command(talk.channel, "start")
    assert talk.phrase("menu_title") in talk.whispers[-1]
    talk.person.command(talk.channel, "ask")
    assert talk.whispers[-1] == talk.phrase("ask_vague")


def test_help_says_what_can_be_typed(talk: Talk) -> None:
    talk.person.command(talk.channel, "help")
    assert talk.whispers == [talk.phrase("slack_help")]


def test_resume_goes_on_where_it_was_left(talk: Talk) -> None:
    talk.person.command(talk.channel, "resume")
    assert talk.whispers == [talk.phrase("nothing_to_resume")]
    talk.start("Does it need a fence?")
    elsewhere = Talk(talk.office, talk.person, talk.office.channel(talk.person))
    elsewhere.person.command(elsewhere.channel, "resume")
    where = {"private": False, "channel": f"#{talk.channel.name}"}
    assert elsewhere.whispers == [talk.phrase("resumed_there", title="Does it need a fence?", **where)]
    assert ["Are there rabbits?" in shown(message) for message in talk.said] == [False, True, True]
    talk.click("Many rabbits")
    assert "Do you have wood?" in shown(talk.last)


def test_ones_decisions_are_listed_with_a_way_on(talk: Talk) -> None:
    talk.person.command(talk.channel, "my decisions")
    assert talk.whispers == [talk.phrase("no_decisions")]
    talk.start("Does it need a fence?")
    talk.click("Many rabbits", "Plenty of wood", "Green")
    outcome = talk.last
    talk.person.command(talk.channel, "my decisions")
    assert talk.phrase("finished_ones") in talk.whispers[-1]
    talk.person.click(whispered(talk), talk.phrase("action_show"))
    assert shown(talk.last) == shown(outcome)


def test_forget_me_forgets_when_it_was_meant(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    talk.person.command(talk.channel, "forget me")
    talk.person.click(whispered(talk), talk.phrase("action_forget"))
    assert talk.whispers[-1] == talk.phrase("forgotten", count=1, course=False, elsewhere=0)
    talk.person.command(talk.channel, "my decisions")
    assert talk.whispers[-1] == talk.phrase("no_decisions")


# The same words, typed to the app


def test_in_the_direct_message_they_work_as_they_are(private: Talk) -> None:
    for words, phrase in (("help", "slack_help"), ("my decisions", "no_decisions"), ("Resume!", "nothing_to_resume")):
        private.person.write(words)
        assert private.phrase(phrase) in shown(private.last)
    private.person.write("ask about hedgehogs")
    assert "Hedgehogs in the garden" in shown(private.last)
    private.person.write("start fence")
    assert "Are there rabbits?" in shown(private.last)


def test_forget_me_asks_first_even_where_words_are_waited_for(private: Talk) -> None:
    private.person.write("water")
    asked = private.last
    private.person.write("forget me")
    assert shown(private.last) == private.phrase("forget_lead")
    assert private.office.advisor.latest(f"slack:T0TEAM:{private.channel.id}:"), "nothing is gone yet"
    private.person.click(private.last, private.phrase("action_forget"))
    assert private.whispers[-1] == private.phrase("forgotten", count=1, course=False, elsewhere=0)
    private.person.click(asked, private.phrase("action_answer"))
    assert private.whispers[-1].startswith(private.phrase("gone_on"))


def test_after_a_mention_what_is_private_is_told_alone(talk: Talk) -> None:
    talk.person.mention(talk.channel, "my decisions")
    talk.person.mention(talk.channel, "forget me")
    assert talk.whispers == [talk.phrase("no_decisions"), talk.phrase("forget_lead")]
    assert talk.said == []
    talk.person.mention(talk.channel, "help")
    assert talk.phrase("slack_help").splitlines()[0] in shown(talk.last)
    talk.person.mention(talk.channel, "start fence")
    assert "Are there rabbits?" in shown(talk.last)
    assert talk.last.thread


@pytest.mark.parametrize("words", ["1", "1,4", "2.", "1 and 3", "I don't know", "back", "change 2", "why", "yes"])
def test_an_answer_where_nothing_is_asked_is_met_kindly(private: Talk, words: str) -> None:
    private.person.write(words)
    assert private.phrase("nothing_open", said=words) in shown(private.last)
    private.person.choose(private.last, "fence")
    assert "Are there rabbits?" in shown(private.last)
