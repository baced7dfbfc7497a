"""Quick answers in Slack: what refers to the one before, whose thread it is, and a form that fits on a screen."""

from tests.support.slack.office import Office, Talk
from tests.support.slack.words import labels, shown


def test_more_in_a_direct_message_goes_on_with_what_was_said(private: Talk) -> None:
    private.person.write("what do hedgehogs eat?")
    private.person.write("more")
    assert "Hedgehogs in the garden" in shown(private.last)


def test_more_with_nothing_said_before_is_no_question(private: Talk) -> None:
    private.person.write("more")
    assert "Hedgehogs" not in shown(private.last)


def test_a_single_word_in_a_direct_message_is_explained(private: Talk) -> None:
    private.person.write("hedgehogs")
    assert "Hedgehogs in the garden" in shown(private.last)


def test_in_a_channel_the_asker_goes_on_without_a_mention_and_colleagues_talk_stays_unanswered(office: Office) -> None:
    ann, ben = office.person("Ann"), office.person("Ben")
    talk = Talk(office, ann, office.channel(ann, ben))
    ann.mention(talk.channel, "what do hedgehogs eat?")
    thread, said = talk.last.thread, len(talk.said)
    ben.post(talk.channel, "more", thread)
    ann.post(talk.channel, "I see", thread)
    assert len(talk.said) == said
    ann.post(talk.channel, "more", thread)
    assert len(talk.said) == said + 1


def test_an_answer_has_a_pair_of_opinions_and_few_buttons(private: Talk) -> None:
    private.person.write("what do hedgehogs eat?")
    blocks = private.last.blocks
    assert [block["type"] for block in blocks].count("context_actions") == 1
    assert private.phrase("action_helpful") not in labels(private.last)
    private.press("action_helpful")
    assert private.phrase("thanks") in (*private.whispers, shown(private.last))


def test_whoever_is_forgotten_leaves_no_question_behind(private: Talk) -> None:
    private.person.write("what do hedgehogs eat?")
    private.person.write("forget me")
    private.press("action_forget")
    private.person.write("more")
    assert "Hedgehogs" not in shown(private.last)
