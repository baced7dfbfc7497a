"""The course in Slack, through the real app: how it starts, its lessons, and how they look."""

import json

import pytest

from bot.core.content.library import Library
from bot.fake_slack.validation.messages import check_message
from bot.slack.blocks.lesson import page_meant, page_message, reply_messages
from tests.support.slack.course_place import Learner, Place, without_a_course
from tests.support.slack.office import Talk
from tests.support.slack.words import labels, shown
from tests.support.small_course import Learner as InMind

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
    place.restart(without_a_course())
    assert ada.commands("onboard") == ada.talk.phrase("course_none")


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
