"""The welcome: in channels that an administrator chose, a newcomer is told once, and alone, that there is a course."""

import pytest

from bot.fake_slack.client.user import UserClient
from bot.fake_slack.state.workspace import BOT_USER, Channel, User
from tests.support.slack.course_place import Learner, Place, invited, without_a_course
from tests.support.slack.office import Talk


@pytest.fixture
def max_(place: Place) -> Learner:
    """An administrator."""
    return Learner(place, UserClient(place.slack, "Max", user=place.slack.workspace.add_user("Max", admin=True)))


def channel(place: Place, *people: Learner, kind: str = "channel") -> Channel:
    return place.office.channel(*(one.person for one in people), kind=kind)


def chosen(max_: Learner, *channels: Channel) -> None:
    """The administrator chooses these on the Home tab."""
    max_.person.pick(max_.home, *(one.id for one in channels))
    max_.place.office.settled()


def joins(learner: Learner, where: Channel) -> list[str]:
    """Somebody joins a channel; what is told to them alone there."""
    learner.person.bring(where, learner.person.user)
    return Talk(learner.place.office, learner.person, where).whispers


@pytest.mark.parametrize("kind", ["channel", "private"])
def test_a_newcomer_is_told_once_and_begins(place: Place, max_: Learner, ada: Learner, kind: str) -> None:
    here, there = channel(place, max_, kind=kind), channel(place, max_)
    chosen(max_, here, there)
    (welcome,) = joins(ada, here)
    assert "A small course" in welcome
    assert "/advisor onboard" in welcome
    assert (Talk(place.office, max_.person, here).whispers, Talk(place.office, max_.person, here).said) == ([], [])
    assert ada.talk.said == []  # and nothing in their direct message
    assert joins(ada, there) == []
    place.slack.workspace.change_channel(here.id, members=frozenset({BOT_USER}))
    assert len(joins(ada, place.slack.workspace.channels[here.id])) == 1

    told = next(one for one in ada.person.sees(here) if one.only_for)
    ada.person.click(told, ada.talk.phrase("course_action_start"))
    assert "What is alpha?" in ada.texts[-1]
    assert Talk(place.office, ada.person, here).whispers[-1] == ada.talk.phrase("course_in_private")


def test_a_delivery_that_comes_again_is_no_second_welcome(place: Place, max_: Learner, ada: Learner) -> None:
    here = channel(place, max_)
    chosen(max_, here)
    joins(ada, here)
    place.slack.deliveries.again(place.slack.deliveries.all[-1])
    assert len(Talk(place.office, ada.person, here).whispers) == 1


def test_by_default_nobody_is_told(place: Place, max_: Learner, ada: Learner) -> None:
    here, other = channel(place, max_), channel(place, max_)
    assert joins(ada, here) == []
    chosen(max_, other)
    ben = place.somebody("Ben")
    assert joins(ben, here) == []
    chosen(max_)  # none any more
    assert joins(ben, other) == []


def test_only_administrators_choose(place: Place, max_: Learner, ada: Learner) -> None:
    held = ["multi_conversations_select" in str(one.home.content) for one in (max_, ada)]
    assert held == [True, False]


def test_what_was_chosen_stands_on_the_home_tab(place: Place, max_: Learner) -> None:
    here = channel(place, max_)
    chosen(max_, here)
    assert f"'initial_conversations': ['{here.id}']" in str(max_.home.content)
    place.restart(without_a_course())
    assert "multi_conversations_select" not in str(max_.home.content)


def test_who_has_begun_was_invited_or_said_no_is_left_alone(place: Place, max_: Learner, ada: Learner) -> None:
    here = channel(place, max_)
    chosen(max_, here)
    ada.starts()
    ben, cleo = place.somebody("Ben"), place.somebody("Cleo")
    for one in (ben, cleo):
        invited(place, max_, one)
    cleo.presses("course_action_decline")
    assert [joins(one, here) for one in (ada, ben, cleo)] == [[], [], []]


def test_a_welcome_takes_the_place_of_no_invitation(place: Place, max_: Learner, ada: Learner) -> None:
    here = channel(place, max_)
    chosen(max_, here)
    assert len(joins(ada, here)) == 1
    invited(place, max_, ada)
    assert "Max invites you" in ada.texts[-1]


def test_bots_and_the_app_itself_are_not_welcomed(place: Place, max_: Learner) -> None:
    workspace = place.slack.workspace
    robot = workspace.users["U0ROBOT"] = User("U0ROBOT", "Robot", bot=True)
    here = place.office.channel(max_.person, with_us=False)
    chosen(max_, here)
    for one in (workspace.users[BOT_USER], robot):
        max_.person.bring(workspace.channels[here.id], one)
    place.office.settled()
    assert [one.only_for for one in workspace.messages if one.channel == here.id] == []
    assert place.slack.deliveries.open == []


def test_who_cannot_be_looked_up_is_left_alone(place: Place, max_: Learner, ada: Learner) -> None:
    here = channel(place, max_)
    chosen(max_, here)
    place.slack.faults.refuse("internal_error", 1, "users.info")
    assert joins(ada, here) == []
    assert place.slack.deliveries.open == []


def test_without_a_course_there_is_nothing_to_tell(place: Place, max_: Learner, ada: Learner) -> None:
    here = channel(place, max_)
    chosen(max_, here)
    place.restart(without_a_course())
    assert joins(ada, here) == []


def test_who_has_left_again_is_not_told_in_private(place: Place, max_: Learner, ada: Learner) -> None:
    here = channel(place, max_)
    chosen(max_, here)
    place.slack.faults.refuse("user_not_in_channel", 1, "chat.postEphemeral")
    assert joins(ada, here) == []
    assert ada.talk.said == []
