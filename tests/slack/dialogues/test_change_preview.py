"""Before an earlier answer is changed: what would follow, and a choice."""

import pytest

from tests.support.slack.office import Talk
from tests.support.slack.words import shown


@pytest.fixture
def changing(talk: Talk) -> Talk:
    """At the question for the soil, once more; what is built on it stands."""
    talk.start("What shall we plant?")
    talk.fill("the yard")
    talk.click("All day")
    talk.choose("Clay")
    talk.choose("April")
    talk.person.mention(talk.channel, "change 3", thread=talk.last.thread)
    assert "What is the soil like?" in shown(talk.last)
    talk.choose("Rubble")
    return talk


def test_what_would_follow_is_said_first(changing: Talk) -> None:
    assert "When do you want to begin?" in changing.whispers[-1]
    assert "What is the soil like?" in shown(changing.last)


@pytest.mark.parametrize("where", ["beside", "below"])
def test_it_is_changed_or_left_as_it_was(changing: Talk, where: str) -> None:
    told = changing.person.sees(changing.channel)[-1] if where == "beside" else changing.last
    changing.person.click(told, changing.phrase("action_keep"))
    assert changing.phrase("left_as_it_was") in shown(changing.last)
    assert "Which tools do you have?" in shown(changing.last)


def test_it_is_changed(changing: Talk) -> None:
    changing.press("action_confirm")
    assert "Which tools do you have?" not in shown(changing.last)
    assert "Rubble" in shown(changing.said[-2])


def test_the_same_can_be_picked_again_when_what_was_said_beside_it_is_gone(changing: Talk) -> None:
    before = len(changing.whispers)
    changing.choose("Rubble")
    assert len(changing.whispers) == before + 1


def test_an_old_yes_agrees_to_nothing_new(changing: Talk) -> None:
    told = changing.person.sees(changing.channel)[-1]
    changing.press("action_keep")
    changing.person.click(told, changing.phrase("action_confirm"))
    assert "Which tools do you have?" in shown(changing.last)
