"""The message that a thread hangs on is deleted: Slack puts what answers it at the top of the channel, alone."""

from bot.fake_slack.state.workspace import Message
from tests.support.slack.office import Talk
from tests.support.slack.words import shown


def in_private(talk: Talk) -> Talk:
    return Talk(talk.office, talk.person, talk.person.dm)


def mentioned_and_deleted(talk: Talk) -> Message:
    """A mention whose writer deletes it before the first reply arrives."""
    talk.office.refusals = {"thread_not_found"}
    talk.office.slack.faults.rate_limit(1, method="chat.postMessage")
    mention = talk.person.mention(talk.channel, "fence")
    talk.office.slack.workspace.delete(mention)
    talk.office.settled()
    return mention


def test_it_goes_on_in_private_which_is_said_once(talk: Talk) -> None:
    mentioned_and_deleted(talk)
    [told, question] = in_private(talk).said
    assert shown(told) == talk.phrase("thread_gone")
    assert "Are there rabbits?" in shown(question)
    assert talk.said == [], "nothing is left alone at the top of the channel"
    talk.person.write("many rabbits")
    in_private(talk).click("Plenty of wood")
    assert len([one for one in in_private(talk).said if shown(one) == talk.phrase("thread_gone")]) == 1


def test_so_it_does_when_the_thread_is_emptied_later(talk: Talk) -> None:
    mention = talk.person.mention(talk.channel, "fence")
    question = talk.last
    talk.office.slack.workspace.delete(question)
    talk.office.slack.workspace.delete(mention)
    talk.office.refusals = {"message_not_found", "thread_not_found"}
    talk.person.click(question, "Many rabbits")  # which still stands on their phone
    talk.office.settled()
    assert "Do you have wood?" in shown(in_private(talk).last)
    talk.person.write("no wood")
    assert "Which colour should it have?" in shown(in_private(talk).last)


def test_what_anyone_may_answer_goes_on_below_the_message_that_stands_alone(talk: Talk) -> None:
    bo = talk.office.person("Bo")
    talk.office.slack.workspace.change_channel(talk.channel.id, members=talk.channel.members | {bo.id})
    talk.person.mention(talk.channel)
    talk.choose(talk.phrase("anyone_here"))
    menu = talk.last
    talk.choose("Does it need a fence?")
    asked = talk.last
    for message in [one for one in talk.person.sees(talk.channel) if one.thread == asked.thread]:
        talk.office.slack.workspace.delete(message)
    talk.office.slack.workspace.delete(talk.office.slack.workspace.find(talk.channel.id, menu.thread))
    talk.office.refusals = {"message_not_found", "thread_not_found"}
    bo.click(asked, "Many rabbits")
    root = talk.last
    assert ("Do you have wood?" in shown(root), root.thread) == (True, "")
    bo.post(talk.channel, "no wood", thread=root.ts)
    assert "Which colour should it have?" in shown(talk.last)
    assert talk.last.thread == root.ts
