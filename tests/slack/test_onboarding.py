"""The course in Slack, through the real app: from the invitation to the brief, with time moved by hand."""

import json

import pytest

from bot.core.library import Library, load_library
from bot.core.library_reader import COURSE
from bot.surfaces.playground.rules import check_message
from bot.surfaces.slack.lesson_blocks import page_meant, page_message, reply_messages
from tests.good_library import GOOD
from tests.slack.course_place import Learner, Place
from tests.slack.office import Talk
from tests.slack.words import labels, shown
from tests.small_course import DELTA, SMALL_COURSE, small_library
from tests.small_course import Learner as InMind

SHORT = SMALL_COURSE.replace(DELTA, "")


# Starting


def test_a_course_starts_with_its_welcome_and_the_first_lesson(ada: Learner) -> None:
    assert ada.commands("onboard") == ada.talk.phrase("course_in_private")
    welcome, lesson, check = ada.texts
    assert welcome == "Hello."
    assert "Lesson 1 of 4" in lesson
    assert "The point of alpha." in lesson
    assert "What is alpha?" in check
    assert labels(ada.last) == ["Not this one", "This one"]


@pytest.mark.parametrize("words", ["onboard me", "Onboard me!"])
def test_it_starts_by_words_in_the_direct_message(ada: Learner, words: str) -> None:
    ada.says(words)
    assert "What is alpha?" in shown(ada.last)


def test_a_mention_starts_it_in_private(place: Place, ada: Learner) -> None:
    channel = place.office.channel(ada.person)
    ada.person.mention(channel, "onboard me")
    assert Talk(place.office, ada.person, channel).said == []
    assert Talk(place.office, ada.person, channel).whispers == [ada.talk.phrase("course_in_private")]
    assert "What is alpha?" in shown(ada.last)


def test_to_start_twice_is_to_go_on(ada: Learner) -> None:
    ada.starts().commands("onboard")
    assert ada.texts.count("Hello.") == 1


def test_a_library_without_a_course_says_so(place: Place, ada: Learner) -> None:
    place.restart(_without_a_course())
    assert ada.commands("onboard") == ada.talk.phrase("course_none")


def _without_a_course() -> Library:
    return load_library(GOOD)


# Lessons


def test_a_wrong_check_says_why_and_comes_back(place: Place, ada: Learner) -> None:
    ada.starts().clicks("Not this one")
    feedback, following = ada.texts[-2:]
    assert "Alpha is something else." in feedback
    assert "This one" in feedback
    assert "A Document" in feedback
    assert "Tuesday 5 January" in feedback
    assert "Beta" in following
    place.at(2027, 1, 5, 9, 30)
    assert "What is alpha?" in ada.presses("course_action_show")
    ada.clicks("This one")
    assert "It is." in "\n".join(ada.texts[-3:])


def test_a_right_check_takes_the_place_of_its_question(ada: Learner) -> None:
    ada.starts().clicks("This one")
    check = ada.talk.said[2]
    assert ada.talk.phrase("course_right") in shown(check)
    assert labels(check) == []
    assert labels(ada.last) == ["Next"]


def test_a_check_is_answered_by_typed_words_too(ada: Learner) -> None:
    ada.starts().says("2")
    assert "It is." in ada.texts[-2]


def test_next_skip_back_and_read(ada: Learner) -> None:
    ada.starts().clicks("This one")
    assert "What is beta?" in ada.presses("course_action_next")
    assert "What is alpha?" in ada.presses("course_action_back")
    assert "is skipped" in ada.says("read 3", "skip")
    assert "What is gamma?" in ada.says("read gamma")


def test_words_that_are_no_course_words_are_answered_as_ever(ada: Learner) -> None:
    ada.starts().says("What is the airspeed of a swallow?")
    assert shown(ada.last).startswith(ada.talk.phrase("ask_nothing"))
    assert ada.talk.phrase("menu_title") in ada.says("hello")


def test_pause_resume_pace_and_stop(ada: Learner) -> None:
    ada.starts()
    assert ada.scheduled
    assert ada.says("pause") == ada.talk.phrase("course_is_paused")
    assert ada.scheduled == []
    assert "What is alpha?" in ada.presses("course_action_resume")
    assert ada.scheduled == ["Tue 05 09:30 Alpha", "Wed 06 09:30 Alpha"]
    ada.says("pace 8:15")
    assert ada.scheduled == ["Tue 05 08:15 Alpha", "Wed 06 08:15 Alpha"]
    ada.says("pace own")
    assert ada.scheduled == []
    assert ada.says("stop") == ada.talk.phrase("course_is_stopped")


def test_status_by_command_is_for_oneself_alone(ada: Learner) -> None:
    ada.starts().clicks("This one")
    before = len(ada.talk.said)
    assert "1 of 4 lessons done" in ada.commands("onboard status")
    assert len(ada.talk.said) == before


def test_the_home_tab_shows_progress_and_goes_on(place: Place, ada: Learner) -> None:
    ada.starts().clicks("This one")
    assert "1 of 4 lessons done" in str(ada.home.content)
    ada.person.click(ada.home, ada.talk.phrase("course_action_show"))
    assert "“Beta” is next" in shown(ada.last)


def test_the_home_tab_says_once_what_there_is_to_begin(ada: Learner) -> None:
    words = str(ada.home.content)
    assert words.count("A small course") == 1
    assert "Say *start*" not in words
    ada.person.click(ada.home, ada.talk.phrase("course_action_start"))
    assert "What is alpha?" in shown(ada.last)


# Something to do


def try_beta(ada: Learner) -> None:
    ada.starts().clicks("This one")
    ada.presses("course_action_next")
    assert "Which service?" in ada.presses("course_action_try")


def test_an_exercise_is_tried_finished_and_followed_by_the_course(ada: Learner) -> None:
    try_beta(ada)
    ada.says("Care for older people", "1", "1")
    assert ada.talk.phrase("course_tried") in shown(ada.last)
    assert "Go on with Care for older people" in ada.texts[-2]
    assert "What is beta?" in ada.presses("course_action_next")


def test_beside_the_lesson_to_come_an_exercise_goes_by_its_name(ada: Learner) -> None:
    ada.starts().clicks("This one")
    ada.presses("course_action_next")
    ada.clicks("This one")
    assert "“Gamma” is next" in shown(ada.last)
    assert "Which service?" in ada.clicks("Try: Is care needed?")


def test_what_was_said_is_carried_into_the_next_exercise(ada: Learner) -> None:
    try_beta(ada)
    ada.says("Care for older people", "1", "1")
    ada.says("read gamma", "try")  # whose two questions were both answered
    outcome, onward = ada.texts[-2:]
    assert "All is well." in outcome
    assert onward == ada.talk.phrase("course_tried")


def test_course_words_wait_while_a_decision_asks_for_words(ada: Learner) -> None:
    try_beta(ada)
    ada.says("status")  # which is a service like any other
    assert "of 4 lessons" not in shown(ada.last)
    ada.says("stop")
    assert ada.talk.phrase("course_tried") in shown(ada.last)
    assert "1 of 4 lessons done" in ada.says("status")


def test_words_that_are_too_few_for_an_open_question_are_still_meant_for_it(place: Place, ada: Learner) -> None:
    wordy = GOOD["dialogues/care.yaml"].replace("    type: text\n", "    type: text\n    least: 10\n", 1)
    place.restart(load_library(GOOD | {COURSE: SMALL_COURSE, "dialogues/care.yaml": wordy}))
    try_beta(ada)
    assert "at least 10 characters" in ada.says("status")


def test_course_words_beside_a_decision_with_answers_to_choose_from(ada: Learner) -> None:
    try_beta(ada)
    ada.says("Care for older people")
    assert "1 of 4 lessons done" in ada.says("status")
    assert "What is beta?" in ada.says("Next")
    ada.says("brief")
    assert "All about Care for older people" in "\n".join(ada.texts[-2:])
    assert ada.says("pause") == ada.talk.phrase("course_is_paused")
    assert "1 of 4 lessons done" in ada.says("status"), "also of a course that rests"
    assert "Which service?" in ada.says("back"), "which the decision has a meaning for"


def test_next_repeats_the_open_check_alone(ada: Learner) -> None:
    ada.starts().says("next")
    note, check = ada.texts[-2:]
    assert note == ada.talk.phrase("course_check_first")
    assert "What is alpha?" in check
    assert "is skipped" in ada.says("skip")


def test_a_tried_exercise_is_gone_on_with_and_not_begun_again(ada: Learner) -> None:
    try_beta(ada)
    ada.says("Care for older people", "stop", "try")
    assert "Q?" in shown(ada.last)


def test_resume_is_for_a_decision_that_was_stopped_and_then_for_a_course_that_rests(ada: Learner) -> None:
    try_beta(ada)
    ada.says("Care for older people", "stop", "resume")
    assert "Q?" in shown(ada.last)
    ada.says("1", "1", "pause")
    assert "What is beta?" in ada.says("resume")


# Invitations


def invited(place: Place, manager: Learner, ada: Learner) -> str:
    return manager.commands(f"onboard <@{ada.id}|ada>")


@pytest.mark.parametrize(("button", "told"), [("course_action_accept_seen", True), ("course_action_accept_private", False)])
def test_an_accepted_invitation_and_what_the_manager_sees(place: Place, ada: Learner, button: str, told: bool) -> None:
    place.restart(small_library(SHORT))
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
    assert not ada.tutor.kept(f"T0TEAM/{ada.id}").learning.happened
    ada.presses("course_action_start")
    assert "Lesson 1 of 4" in ada.texts[-2]


def test_whom_they_invited_does_not_learn_from_whom(place: Place, ada: Learner) -> None:
    manager = place.somebody("Max")
    invited(place, manager, ada)
    forgotten(manager)
    [event] = ada.tutor.kept(f"T0TEAM/{ada.id}").learning.happened
    assert (event.what, event.said, event.name) == ("invited", "", "")
    ada.presses("course_action_accept_seen")
    assert "What is alpha?" in shown(ada.last)


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
    place.restart(small_library(SMALL_COURSE.replace("      alpha:", "      first:\n        formerly: [alpha]")))
    ada.clicks("This one")
    assert "It is." in ada.texts[-2]
    place.restart(small_library(SHORT))
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


def files(ada: Learner) -> dict[str, str | None]:
    """The files in the direct message, by their names."""
    found = ada.place.slack.workspace.files
    return {found[id_].name: found[id_].content for message in ada.talk.said for id_ in message.files}


def test_the_documents_come_as_files_to_keep(place: Place, ada: Learner) -> None:
    try_beta(ada)
    ada.says("Care for older people", "1", "1", "brief", "summary")
    kept = files(ada)
    assert list(kept) == ["brief-care-for-older-people.md", "your-summary-a-small-course.md"]
    assert str(kept["brief-care-for-older-people.md"]).startswith("# Brief: Care for older people\n\n")
    assert "## Where you wavered" not in str(kept["your-summary-a-small-course.md"])
    assert "## What you learnt" in str(kept["your-summary-a-small-course.md"])


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


# As Slack wants it


def test_slack_would_show_every_lesson_of_ours(library: Library) -> None:
    learner = InMind(library)
    learner.says("start")
    for number in range(1, len(learner.course.lessons) + 1):
        for reply in (learner.says(f"read {number}"), learner.answer(right=number % 3 > 0), learner.says("status")):
            for message in reply_messages(library.phrases, reply, "ask"):
                check_message(message)


def test_a_document_is_read_page_by_page(library: Library) -> None:
    rows = "".join(f"| Row {n} | {'word ' * 30} | |\n" for n in range(60))
    document = f"# A title\n\n| A | B | C |\n| --- | --- | --- |\n{rows}\nThe end.\n"
    seen, number, value = "", 0, json.dumps(["brief", 0])
    while value:
        which, number = page_meant(value)
        message = page_message(library.phrases, which, document, number)
        check_message(message)
        seen += "".join(block["text"]["text"] for block in message["blocks"] if block["type"] == "section")
        buttons = [element for block in message["blocks"] for element in block.get("elements", ()) if "value" in element]
        value = buttons[0]["value"] if buttons else ""
    assert number > 2
    assert all(f"*Row {n}*" in seen for n in range(60))
    assert "B: word" in seen
    assert seen.endswith("The end.")
