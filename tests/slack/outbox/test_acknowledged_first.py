"""Commit, acknowledge, then speak: while nobody speaks, everything is taken, and Slack is asked next to nothing."""

from bot.fake_slack.state.workspace import TEAM
from bot.slack.outbox.worker import Sender
from bot.storage.tables import WORKSPACES
from tests.support.slack.fixtures import OpenOffice
from tests.support.slack.office import Talk
from tests.support.slack.words import shown

# A modal's trigger lives three seconds; a name is asked for once, and done without where Slack takes too long.
AT_ONCE = {"views.open", "users.info", "conversations.info"}


def test_slack_is_asked_nothing_before_it_is_acknowledged(open_office: OpenOffice) -> None:
    silent = open_office()
    ann, bo = silent.person("Ann"), silent.person("Bo")
    channel, away = silent.channel(ann, bo), silent.channel(ann, with_us=False)
    with silent.store.transaction(0.0) as transaction:
        transaction.choose(WORKSPACES, TEAM, colleagues=channel.id)
    talk = Talk(silent, ann, channel)
    question, menu = talk.start("What shall we plant?"), talk.said[0]
    end = Talk(silent, ann, silent.channel(ann))
    end.start("Does it need a fence?")
    outcome = end.click("Many rabbits", "Plenty of wood", "Green")
    ann.open_app()
    silent.settled()
    silent.sender.stop()
    before, sent = len(silent.slack.calls), len(silent.slack.deliveries.all)
    ann.mention(channel)
    ann.mention(channel, "anything about hedgehogs?")
    bo.click(question, talk.phrase("action_answer"))
    bo.mention(channel, "many rabbits", thread=question.thread)
    ann.choose(menu, "fence")
    ann.click(question, talk.phrase("action_answer"))
    ann.submit({"value": "the yard"})
    ann.click(outcome, end.phrase("action_helpful"))
    ann.click(outcome, end.phrase("action_colleague"))
    ann.command(away, "start water")
    ann.command(away, "ask about hedgehogs")
    ann.command(away, "my decisions")
    ann.command(away, "resume")
    ann.shortcut("start_a_decision")
    ann.message_shortcut(ann.post(away, "hedgehogs?"), "ask_about_this")
    ann.open_app()
    ann.open_app("messages")
    home = silent.slack.views.homes[ann.id]
    ann.click(home, talk.phrase("reminders_off"))
    ann.click(home, "Does it need a fence?")
    asked = {call.method for call in silent.slack.calls[before:]}
    assert asked <= AT_ONCE, asked
    assert all(delivery.acknowledged for delivery in silent.slack.deliveries.all[sent:])
    silent.sender = Sender(silent.advisor, silent.workspaces)
    silent.sender.start()
    assert sum("Are there rabbits?" in shown(message) for message in Talk(silent, ann, ann.dm).said) == 1
    assert any("would like a second opinion" in shown(message) for message in talk.said)
