"""`/advisor`: answered privately, and where a decision begins from it."""

from bot.surfaces.playground.workspace import Message
from tests.slack.office import Talk
from tests.slack.words import shown


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
    assert talk.whispers[-1] == talk.phrase("started_in_private")


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
    payload = talk.person.shapes.click(talk.person.user, menu, {}, action, "")
    talk.office.slack.deliveries.send("interactive", {key: value for key, value in payload.items() if key != "state"})
    assert "Which garden is it about?" in shown(in_private(talk).last)
    assert talk.said == []


def test_in_the_direct_message_it_starts_there(private: Talk) -> None:
    private.person.command(private.channel)
    private.person.choose(whispered(private), "fence")
    assert "Are there rabbits?" in shown(private.last)


def test_it_works_in_a_channel_that_the_app_is_not_in(talk: Talk) -> None:
    elsewhere = Talk(talk.office, talk.person, talk.office.channel(talk.person, with_us=False))
    talk.office.refusals = {"not_in_channel"}  # of a word beside the menu
    elsewhere.person.command(elsewhere.channel)
    elsewhere.person.choose(whispered(elsewhere), "fence")
    assert "Are there rabbits?" in shown(in_private(talk).last)


def test_unknown_words_are_answered(talk: Talk) -> None:
    talk.person.command(talk.channel, "start zebras")
    assert len(talk.whispers) == 1
