"""Reminders of the course: Slack's own scheduled messages, where people are and when they work."""

import pytest

from tests.slack.course_place import Learner, Place


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
    place.slack.wait_until(lambda: _put_off(place))
    place.later(seconds=5)
    assert ada.scheduled == ["Tue 05 09:30 Beta", "Wed 06 09:30 Beta"]


def _put_off(place: Place) -> bool:
    """Whether what failed waits for another try."""
    found = place.office._reading.execute("SELECT due_at FROM outbox").fetchall()
    return bool(found) and all(0 < due - place.now.timestamp() < 60 for (due,) in found)


def test_reminders_are_switched_off_and_on(place: Place, ada: Learner) -> None:
    ada.starts()
    ada.person.open_app()
    ada.person.click(place.slack.views.homes[ada.id], ada.talk.phrase("reminders_off"))
    assert ada.scheduled == []
    ada.clicks("This one")
    assert ada.scheduled == []
    ada.person.click(place.slack.views.homes[ada.id], ada.talk.phrase("reminders_on"))
    assert ada.scheduled == ["Tue 05 09:30 Beta", "Wed 06 09:30 Beta"]


def test_whoever_is_forgotten_is_not_reminded(place: Place, ada: Learner) -> None:
    ada.starts()
    assert ada.scheduled
    ada.person.open_app()
    ada.person.click(place.slack.views.homes[ada.id], ada.talk.phrase("action_forget"))
    assert ada.scheduled == []
    assert "is next" not in ada.commands("onboard status")


def test_without_a_time_zone_nobody_is_reminded_until_there_is_one(place: Place, ada: Learner) -> None:
    place.slack.faults.refuse("internal_error", 1, "users.info")
    assert ada.starts().scheduled == []
    ada.says("status")
    assert ada.scheduled == ["Tue 05 09:30 Alpha", "Wed 06 09:30 Alpha"]


def test_the_clocks_change_in_between(place: Place, ada: Learner) -> None:
    place.at(2027, 3, 26, 10, 0)  # a Friday; in London the clocks go forward on Sunday
    ada.starts()
    assert ada.scheduled == ["Mon 29 08:30 Alpha", "Tue 30 08:30 Alpha"]
