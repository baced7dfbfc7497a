"""Reminders of the course: Slack's own scheduled messages, where people are and when they work."""

import pytest

from tests.support.slack.course_place import Learner, Place


def test_reminders_come_where_they_are_and_stop_after_two(place: Place) -> None:
    ada = place.somebody(zone="Pacific/Auckland")  # where it is 23:00 on Monday
    ada.starts()
    assert ada.scheduled == ["Mon 04 20:30 Alpha", "Tue 05 20:30 Alpha"]
    before = len(ada.texts)
    place.at(2027, 1, 20, 9, 0)
    assert len(ada.texts) == before + 2
    assert ada.texts[-1].startswith(ada.talk.phrase("course_last_reminder", title="Alpha")[:20])
    assert ada.scheduled == []
    assert not any("metadata" in args for args in place.called("chat.scheduleMessage"))


def test_a_lesson_done_first_cancels_its_reminders(place: Place, ada: Learner) -> None:
    ada.starts()
    ada.clicks("This one")
    assert ada.scheduled == ["Tue 05 09:30 Beta", "Wed 06 09:30 Beta"]
    assert len(place.called("chat.deleteScheduledMessage")) == 2


def test_no_reminders_at_the_weekend(place: Place, ada: Learner) -> None:
    place.at(2027, 1, 8, 11, 0)  # a Friday
    ada.starts()
    assert ada.scheduled == ["Mon 11 09:30 Alpha", "Tue 12 09:30 Alpha"]


def test_a_turn_that_changes_nothing_asks_nothing_of_slack(place: Place, ada: Learner) -> None:
    ada.starts()
    before = len(place.called("chat.scheduleMessage"))
    ada.says("status", "help")
    assert len(place.called("chat.scheduleMessage")) == before
    assert place.called("chat.deleteScheduledMessage") == []


@pytest.mark.parametrize("error", ["time_in_past", "restricted_too_many", "time_too_far"])
def test_a_refused_reminder_is_planned_anew_by_the_next_turn(place: Place, ada: Learner, error: str) -> None:
    place.slack.faults.refuse(error, 2, "chat.scheduleMessage")
    ada.starts()
    assert ada.scheduled == []
    ada.says("status")
    assert ada.scheduled == ["Tue 05 09:30 Alpha", "Wed 06 09:30 Alpha"]


@pytest.mark.parametrize("trouble", ["rate_limit", "hang", "cut"])
def test_trouble_while_scheduling_leaves_each_reminder_once(place: Place, ada: Learner, trouble: str) -> None:
    check = ada.starts().last
    getattr(place.slack.faults, trouble)(1, method="chat.scheduleMessage")
    ada.person.click(check, "This one")
    place.slack.wait_until(lambda: not place.slack.faults.coming)
    place.slack.wait_until(lambda: place.put_off)
    place.later(seconds=5)
    assert ada.scheduled == ["Tue 05 09:30 Beta", "Wed 06 09:30 Beta"]


def test_reminders_are_switched_off_and_on(place: Place, ada: Learner) -> None:
    ada.starts()
    ada.person.click(ada.home, ada.talk.phrase("reminders_off"))
    assert ada.scheduled == []
    ada.clicks("This one")
    assert ada.scheduled == []
    ada.person.click(ada.home, ada.talk.phrase("reminders_on"))
    assert ada.scheduled == ["Tue 05 09:30 Beta", "Wed 06 09:30 Beta"]


def test_whoever_is_forgotten_is_not_reminded(place: Place, ada: Learner) -> None:
    ada.starts()
    assert ada.scheduled
    ada.person.click(ada.home, ada.talk.phrase("action_forget"))
    assert ada.scheduled == []
    assert "is next" not in ada.commands("onboard status")


def test_without_a_time_zone_nobody_is_reminded_until_there_is_one(place: Place, ada: Learner) -> None:
    place.slack.faults.refuse("internal_error", 1, "users.info")
    assert ada.starts().scheduled == []
    ada.says("status")
    assert ada.scheduled == ["Tue 05 09:30 Alpha", "Wed 06 09:30 Alpha"]


@pytest.mark.parametrize(
    ("zone", "friday", "expected"),
    [
        ("Europe/London", (2027, 3, 26, 10, 0), ["Mon 29 08:30 Alpha", "Tue 30 08:30 Alpha"]),  # forward on Sunday
        ("Europe/London", (2027, 10, 29, 10, 0), ["Mon 01 09:30 Alpha", "Tue 02 09:30 Alpha"]),  # back on Sunday
        ("America/St_Johns", (2027, 3, 12, 15, 0), ["Mon 15 12:00 Alpha", "Tue 16 12:00 Alpha"]),  # half an hour apart, forward
        ("Australia/Lord_Howe", (2027, 4, 1, 23, 30), ["Sun 04 23:00 Alpha", "Mon 05 23:00 Alpha"]),  # back by half an hour
        ("Asia/Kathmandu", (2027, 1, 8, 10, 0), ["Mon 11 03:45 Alpha", "Tue 12 03:45 Alpha"]),  # never, and three quarters apart
    ],
)
def test_half_past_nine_where_they_are_when_the_clocks_change(
    place: Place, zone: str, friday: tuple[int, ...], expected: list[str]
) -> None:
    place.at(*friday)
    assert place.somebody(zone=zone).starts().scheduled == expected
