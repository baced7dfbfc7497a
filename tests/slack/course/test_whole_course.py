"""The whole course in Slack: over restarts, a change of the clocks, a pause, an edit in mid-way, and refused reminders."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.content.library import Library
from bot.services import access
from tests.support.exercise import GROUP, edited_course
from tests.support.slack.course_place import Learner, Place, files, invited
from tests.support.slack.course_player import Player

AUCKLAND, SUNDAY = "Pacific/Auckland", datetime(2027, 3, 14, 20, 0, tzinfo=UTC)  # Monday 15 March, 09:00 in Auckland
RESTARTED_EVERY, REFUSED_ON, EDITED_ON, PAUSED_ON, MISSED = 3, 4, 12, 16, (1, 7, 13, 19)


@pytest.fixture
def place(library: Library, tmp_path: Path) -> Iterator[Place]:
    """An office with the course as it is shipped."""
    place = Place(tmp_path, library, SUNDAY)
    yield place
    assert [call.answer for call in place.slack.calls if not call.ok and not call.fault] == []
    place.close()


def reminded(place: Place, ada: Learner) -> list[datetime]:
    """When Slack will remind them."""
    place.office.settled()
    planned = [one for one in place.slack.workspace.scheduled.values() if one["channel"] == ada.person.dm.id]
    return sorted(datetime.fromtimestamp(float(one["post_at"]), UTC) for one in planned)


def pause(place: Place, ada: Learner) -> None:
    """Nine days off."""
    ada.says("pause")
    assert reminded(place, ada) == []
    before = len(ada.texts)
    place.later(days=9)
    assert len(ada.texts) == before
    ada.says("resume")


def test_a_whole_course(place: Place, library: Library) -> None:
    manager, ada = place.somebody("Max"), place.somebody("Ada", AUCKLAND)
    invited(place, manager, ada)
    ada.presses("course_action_accept_seen")
    player, content = Player(ada), library
    for day in range(60):
        content = edited_course() if day == EDITED_ON else content
        if day % RESTARTED_EVERY == 0:
            place.restart(content)
        if day == PAUSED_ON:
            pause(place, ada)
        if day == REFUSED_ON:
            place.slack.faults.refuse("restricted_too_many", 1_000, "chat.scheduleMessage")
        player.one_day(MISSED)
        next_morning = player_reminders(ada)
        if day == REFUSED_ON:
            assert reminded(place, ada) == []
            place.slack.faults.clear()
        else:
            assert reminded(place, ada) == next_morning
        if player.progress.phase == "finished":
            break
        place.until(next_morning[0])
        assert f"{place.now.astimezone(player.progress.zone):%H:%M}" == "09:30"
    assert day == len(player.progress.lessons)  # a lesson a day, and the last missed check the day after
    assert player.progress.done == player.progress.lessons
    assert len(player.missed) == len(MISSED)
    assert len(player.exercise.asked) == len(set(player.exercise.asked))  # nothing was asked twice
    assert manager.texts == [manager.talk.phrase(f"course_inviter_{what}", who="Ada") for what in ("started", "finished")]
    it_is_all_in_the_documents(place, ada, player)


def player_reminders(ada: Learner) -> list[datetime]:
    """When they should be reminded."""
    return [one.at for one in ada.course_service.reminders(access.Learner(f"T0TEAM/{ada.id}"))]


def it_is_all_in_the_documents(place: Place, ada: Learner, player: Player) -> None:
    ada.presses("course_action_brief")
    ada.presses("course_action_summary")
    brief, summary = map(str, files(ada).values())
    assert brief.startswith(f"# First commissioning brief: {GROUP}")
    assert "Not done yet" not in brief
    assert "not finished" not in brief
    wavered = summary.partition("Where you wavered")[2]
    lessons = ada.course_service.course.lessons
    assert [lessons[id_].title in wavered for id_ in player.missed] == [True] * len(MISSED)
    before = len(ada.texts)
    place.later(days=60)
    assert len(ada.texts) == before
