"""The Home tab, the agent's prompts, and the shortcuts."""

from bot.fake_slack.state.views import View
from tests.support.slack.office import Talk
from tests.support.slack.words import shown_blocks


def home(talk: Talk) -> View:
    """The person's Home tab."""
    talk.person.open_app()
    talk.office.settled()
    return talk.office.slack.views.homes[talk.person.id]


def test_the_home_tab_shows_what_can_be_decided_and_starts_it_in_private(private: Talk) -> None:
    tab = home(private)
    assert private.phrase("menu_title") in shown_blocks(tab.content["blocks"])
    private.person.click(tab, "Does it need a fence?")
    assert "Are there rabbits?" in shown_blocks(private.last.blocks)


def test_the_home_tab_shows_what_is_going_on_and_goes_on_with_it(private: Talk) -> None:
    private.person.write("fence")
    private.person.write("many rabbits")
    tab = home(private)
    before = len(private.said)
    private.person.click(tab, private.phrase("action_resume"))
    assert len(private.said) == before + 1
    assert "Do you have wood?" in shown_blocks(private.last.blocks)


def test_going_on_with_what_is_elsewhere_says_where(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    talk.click("Many rabbits")
    tab = home(talk)
    assert "Does it need a fence? — Many rabbits" in shown_blocks(tab.content["blocks"])
    talk.person.click(tab, talk.phrase("action_resume"))
    assert talk.person.modal is not None
    assert f"at the end of that conversation in #{talk.channel.name}." in shown_blocks(talk.person.modal.content["blocks"])


def test_reminders_are_switched_off_and_on(private: Talk) -> None:
    private.person.click(home(private), private.phrase("reminders_off"))
    private.person.click(home(private), private.phrase("reminders_on"))
    assert private.phrase("reminders_are_on") in shown_blocks(home(private).content["blocks"])


def test_forget_me_forgets(private: Talk) -> None:
    private.person.write("fence")
    private.click("Many rabbits")
    old = private.last
    answered = "Does it need a fence? — Many rabbits"
    assert answered in shown_blocks(home(private).content["blocks"])
    private.person.click(home(private), private.phrase("action_forget"))
    assert answered not in shown_blocks(home(private).content["blocks"])
    private.person.click(old, "Plenty of wood")
    assert private.whispers[-1].startswith(private.phrase("gone_on"))
    told = private.person.sees(private.channel)[-1]
    private.person.choose(told, "fence")
    assert "Are there rabbits?" in shown_blocks(private.last.blocks), "what to do instead stands below"


def test_opening_the_messages_suggests_what_to_say(private: Talk) -> None:
    private.person.open_app("messages")
    private.office.settled()
    prompts = private.office.slack.prompts[private.channel.id]["prompts"]
    assert prompts
    private.person.write(prompts[0]["message"])
    assert private.said


def test_the_global_shortcut_shows_the_menu_in_private(private: Talk) -> None:
    private.person.shortcut("start_a_decision")
    assert private.phrase("menu_title") in shown_blocks(private.last.blocks)


def test_the_shortcut_on_a_message_answers_in_a_modal(talk: Talk) -> None:
    message = talk.person.post(talk.channel, "what is a *fence*?")
    talk.person.message_shortcut(message, "ask_about_this")
    assert talk.person.modal is not None
    assert talk.said == []


def test_a_button_that_nobody_knows_is_answered(talk: Talk) -> None:
    asked = talk.start("Does it need a fence?")
    action = {"type": "button", "action_id": "of_an_older_version", "block_id": "b1", "value": "anything"}
    talk.office.slack.deliveries.send("interactive", talk.person.payloads.click(talk.person.user, asked, {}, action, ""), 20)
    assert talk.whispers[-1].startswith(talk.phrase("gone_on"))


def test_what_nobody_waits_for_is_acknowledged(talk: Talk) -> None:
    event = talk.person.payloads.event({"type": "reaction_added", "user": talk.person.id, "reaction": "tada"})
    delivery = talk.office.slack.deliveries.send("events_api", event)
    assert delivery.acknowledged
    assert talk.person.shortcut("of_an_older_version").acknowledged


def test_an_app_without_an_agent_view_talks_all_the_same(private: Talk) -> None:
    private.office.slack.faults.refuse("unknown_method", 99, method="assistant.threads.setSuggestedPrompts")
    private.person.open_app("messages")
    private.person.write("hello")
    assert private.phrase("menu_title") in shown_blocks(private.last.blocks)
    private.office.slack.faults.clear()


def test_a_home_tab_that_slack_refuses_is_shown_at_the_next_look(private: Talk) -> None:
    private.office.slack.faults.refuse("of_tomorrow", method="views.publish")
    private.person.open_app()
    private.office.settled()
    assert private.office.slack.faults.coming == 0
    assert private.person.id not in private.office.slack.views.homes
    assert home(private).content["blocks"]
