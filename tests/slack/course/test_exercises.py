"""What a lesson gives to do: an exercise beside the course, and words that belong to one or the other."""

from bot.core.loading.files import COURSE
from bot.core.loading.loader import load_library
from tests.support.good_library import GOOD
from tests.support.slack.course_place import Learner, Place, try_beta
from tests.support.slack.words import shown
from tests.support.small_course import SMALL_COURSE

# Something to do


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
