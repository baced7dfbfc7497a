"""The course to its end, over restarts and edits, with time moved by hand, and the documents one takes home."""

import pytest

from tests.support.slack.course_place import Learner, Place, files, try_beta
from tests.support.slack.words import labels, shown
from tests.support.small_course import DELTA, SMALL_COURSE, course_library

SHORT = SMALL_COURSE.replace(DELTA, "")


# To the end


def test_a_restart_in_the_middle(place: Place, ada: Learner) -> None:
    ada.starts().clicks("This one")
    place.restart()
    assert "What is beta?" in ada.presses("course_action_next")
    ada.clicks("This one")
    assert "2 of 4 lessons done" in ada.says("status")
    assert ada.scheduled == ["Tue 05 09:30 Gamma", "Wed 06 09:30 Gamma"]


def test_a_course_that_is_edited_in_the_middle(place: Place, ada: Learner) -> None:
    ada.starts()
    place.restart(course_library(SMALL_COURSE.replace("      alpha:", "      first:\n        formerly: [alpha]")))
    ada.clicks("This one")
    assert "It is." in ada.texts[-2]
    place.restart(course_library(SHORT))
    assert "of 3 lessons" in ada.says("status")


def test_a_whole_course_a_lesson_a_day_to_the_summary_and_the_brief(place: Place, ada: Learner) -> None:
    ada.starts().clicks("Not this one")
    for day in (5, 6, 7, 8, 11):
        place.at(2027, 1, day, 9, 30)
        take_what_is_there(ada)
    assert "You have finished" in ada.texts[-1]
    assert ada.scheduled == []
    ada.presses("course_action_summary")
    summary = ada.texts[-2]
    assert "Where you wavered" in summary
    assert "Alpha is something else." not in summary  # but what is right
    ada.presses("course_action_brief")
    brief = ada.texts[-2]
    assert "Brief: Care for older people" in brief
    assert "They need it" in brief
    before = len(ada.texts)
    place.later(days=30)
    assert len(ada.texts) == before


def take_what_is_there(ada: Learner) -> None:
    """A check that came back, the lesson of the day, and its exercise."""
    ada.presses("course_action_show")
    for _ in range(3):
        if "Try it" in "".join(map(str, map(labels, ada.talk.said[-2:]))):
            ada.presses("course_action_try")
            while ada.talk.phrase("course_tried") not in shown(ada.last):
                ada.says("Care for older people" if "service?" in shown(ada.last).lower() else "1")
            ada.presses("course_action_next")
        if "This one" not in labels(ada.last):
            return
        ada.clicks("This one")
        if "on Tuesday" in shown(ada.last) or "on Wed" in shown(ada.last):
            return
        if "Next" in labels(ada.last):
            ada.clicks("Next")


# Documents to keep


def test_the_documents_come_as_files_to_keep(place: Place, ada: Learner) -> None:
    try_beta(ada)
    ada.says("Care for older people", "1", "1", "brief", "summary")
    stored = files(ada)
    assert list(stored) == ["brief-care-for-older-people.md", "your-summary-a-small-course.md"]
    assert str(stored["brief-care-for-older-people.md"]).startswith("# Brief: Care for older people\n\n")
    assert "## Where you wavered" not in str(stored["your-summary-a-small-course.md"])
    assert "## What you learnt" in str(stored["your-summary-a-small-course.md"])


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
@pytest.mark.parametrize("trouble", ["rate_limit", "fail", "hang", "cut"])
def test_trouble_on_the_way_leaves_each_file_once(place: Place, ada: Learner, method: str, trouble: str) -> None:
    ada.starts()
    getattr(place.slack.faults, trouble)(1, method=method)
    ada.person.write("summary")
    place.slack.wait_until(lambda: place.put_off)
    place.later(seconds=5)
    assert [len(message.files) for message in ada.talk.said].count(1) == 1
    assert len(files(ada)) == 1


@pytest.mark.parametrize("error", ["missing_scope", "unknown_method", "file_uploads_disabled"])
def test_where_slack_takes_no_files_the_messages_have_to_do(place: Place, ada: Learner, error: str) -> None:
    ada.starts().clicks("This one")
    place.slack.faults.refuse(error, 1, "files.getUploadURLExternal")
    assert "What you learnt" in ada.says("summary")
    assert files(ada) == {}


def test_what_is_said_later_does_not_wait_for_files_that_do_not_pass(place: Place, ada: Learner) -> None:
    ada.starts()
    place.slack.faults.fail(9, method="files.getUploadURLExternal")
    ada.person.write("summary")
    ada.person.write("status")
    for _ in range(3):
        place.slack.wait_until(lambda: place.put_off)
        place.later(seconds=30)
    assert "of 4 lessons" in ada.texts[-1]
    assert files(ada) == {}
    place.slack.faults.clear()
