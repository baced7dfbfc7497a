"""Invitations to the course, what the inviter learns, and what is left when somebody is forgotten."""

import pytest

from bot.services import access
from tests.support.slack.course_place import Learner, Place, invited
from tests.support.slack.words import labels, shown
from tests.support.small_course import DELTA, SMALL_COURSE, course_library

SHORT = SMALL_COURSE.replace(DELTA, "")


# Invitations


@pytest.mark.parametrize(("button", "told"), [("course_action_accept_seen", True), ("course_action_accept_private", False)])
def test_an_accepted_invitation_and_what_the_manager_sees(place: Place, ada: Learner, button: str, told: bool) -> None:
    place.restart(course_library(SHORT))
    manager = place.somebody("Max")
    invited(place, manager, ada)
    assert "Max invites you" in shown(ada.last)
    assert ada.scheduled == []
    ada.presses(button)
    assert ada.texts[0] == "Hello."
    assert "What is alpha?" in shown(ada.last)
    for _ in range(3):
        ada.clicks("This one")
        if "Next" in labels(ada.last):
            ada.clicks("Next")
    assert "You have finished" in shown(ada.last)
    both = [manager.talk.phrase(f"course_inviter_{what}", who="Ada") for what in ("started", "finished")]
    assert manager.texts == (both if told else [])
    assert ("Ada" in manager.commands("onboard status")) == told


def test_a_declined_invitation_is_the_only_one(place: Place, ada: Learner) -> None:
    manager = place.somebody("Max")
    first = invited(place, manager, ada)
    ada.presses("course_action_decline")
    assert ada.texts == [ada.talk.phrase("course_declined")]
    assert invited(place, manager, ada) == invited(place, place.somebody("Mo"), ada) == first
    assert len(ada.texts) == 1
    assert manager.texts == []


def test_an_invitation_waits_and_nothing_else_happens(place: Place, ada: Learner) -> None:
    manager = place.somebody("Max")
    invited(place, manager, ada)
    place.later(days=30)
    assert len(ada.texts) == 1
    assert ada.talk.phrase("menu_title") in ada.says("start")


def test_somebody_already_learning_is_not_invited(place: Place, ada: Learner) -> None:
    before = len(ada.starts().texts)
    assert invited(place, place.somebody("Max"), ada) == ada.talk.phrase("course_invited")
    assert len(ada.texts) == before


def test_whom_slack_does_not_know_is_not_invited(place: Place, ada: Learner) -> None:
    assert ada.commands("onboard @nobody") == ada.talk.phrase("course_nobody", said="@nobody")


def test_somebody_whom_slack_does_not_know_any_more_is_not_invited(place: Place, ada: Learner) -> None:
    place.slack.faults.refuse("user_not_found", method="users.info")
    assert invited(place, place.somebody("Max"), ada) == ada.talk.phrase("course_nobody", said=ada.id)
    assert ada.said == []


def test_bots_are_not_invited(place: Place, ada: Learner) -> None:
    assert ada.commands("onboard <@U0ADVISOR|advisor>") == ada.talk.phrase("course_no_bots")


def test_an_invitation_that_slack_refuses_is_told_to_whoever_invited(place: Place, ada: Learner) -> None:
    manager = place.somebody("Max")
    place.slack.faults.refuse("user_not_found", method="conversations.open")
    assert invited(place, manager, ada) == manager.talk.phrase("course_invited")
    assert shown(manager.last) == manager.talk.phrase("course_not_invited", who="Ada")


# To be forgotten


def forgotten(ada: Learner) -> str:
    """Forget this person; what they are told."""
    ada.says("forget me")
    ada.person.click(ada.last, ada.phrase("action_forget"))
    return ada.talk.whispers[-1]


def test_a_course_that_was_begun_is_something_to_delete(ada: Learner) -> None:
    ada.starts()
    assert forgotten(ada) == ada.talk.phrase("forgotten", count=0, course=True, elsewhere=0)
    assert ada.scheduled == []


def test_an_old_button_of_a_course_that_is_forgotten_begins_nothing(ada: Learner) -> None:
    ada.starts().clicks("This one")
    old = ada.last
    forgotten(ada)
    ada.person.click(old, ada.phrase("course_action_next"))
    assert ada.phrase("course_nothing_kept") in shown(ada.last)
    assert not ada.course_service.stored(access.Learner(f"T0TEAM/{ada.id}")).enrolment.happened
    ada.presses("course_action_start")
    assert "Lesson 1 of 4" in ada.texts[-2]


def test_whom_they_invited_does_not_learn_from_whom(place: Place, ada: Learner) -> None:
    manager = place.somebody("Max")
    invited(place, manager, ada)
    forgotten(manager)
    [event] = ada.course_service.stored(access.Learner(f"T0TEAM/{ada.id}")).enrolment.happened
    assert (event.what, event.said, event.name) == ("invited", "", "")
    ada.presses("course_action_accept_seen")
    assert "What is alpha?" in shown(ada.last)
