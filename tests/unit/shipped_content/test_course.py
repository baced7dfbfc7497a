"""Our course: short, cited, with something to do; and what the exercises come to as a brief, however they end."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.authoring.sample_answers import possible_answers
from bot.core.content.course import Course, Lesson
from bot.core.content.library import Library
from bot.core.course.documents import brief_document
from bot.core.course.reply_builder import point_of
from bot.core.dialogue.conversation import Answer, Conversation
from bot.core.dialogue.position import walk
from bot.core.loading.files import COURSE
from bot.core.loading.loader import load_library
from bot.services.content import read_texts, shipped_content

MOST_WORDS = 450  # which take three minutes at a reader's usual pace
SCREEN = 1200


@pytest.fixture(scope="session")
def course(library: Library) -> Course:
    assert library.course
    return library.course


def told(library: Library, lesson: Lesson) -> str:
    """All that is read before the check is answered, and the longest that can follow."""
    check = lesson.check
    parts = [lesson.title, lesson.lead, point_of(library, lesson), lesson.example or "", lesson.do or "", check.ask]
    return " ".join([*parts, *(option.label for option in check.options), max((o.feedback for o in check.options), key=len)])


def test_every_lesson_is_read_in_three_minutes(library: Library, course: Course) -> None:
    assert {id_: n for id_, lesson in course.lessons.items() if (n := len(told(library, lesson).split())) > MOST_WORDS} == {}


def test_the_lead_and_the_point_are_one_screen(library: Library, course: Course) -> None:
    long = {id_ for id_, lesson in course.lessons.items() if len(lesson.lead) + len(point_of(library, lesson)) > SCREEN}
    assert long == set()


def test_it_is_a_course_of_some_weeks(course: Course) -> None:
    assert 18 <= len(course.lessons) <= 24


def test_every_wrong_option_says_why_and_cites(course: Course) -> None:
    for id_, lesson in course.lessons.items():
        for option in lesson.check.options:
            assert option.cite, (id_, option.id)
            assert len(option.feedback.split()) >= 5, (id_, option.id)


def test_the_right_answer_stands_anywhere(course: Course) -> None:
    """So that nobody passes by always choosing the same place."""
    places = Counter(lesson.check.options.index(lesson.check.right) for lesson in course.lessons.values())
    assert min(places[place] for place in range(3)) >= len(course.lessons) // 5


def test_the_right_answer_is_not_the_longest_by_habit(course: Course) -> None:
    longest = [max(lesson.check.options, key=lambda option: len(option.label)).right for lesson in course.lessons.values()]
    assert sum(longest) < len(longest) / 2


def test_it_covers_the_chapter(course: Course) -> None:
    cited = {source for lesson in course.lessons.values() for source in lesson.cite}
    cited |= {source for lesson in course.lessons.values() for option in lesson.check.options for source in option.cite}
    assert {f"chapter:exercise-2.{number}" for number in range(1, 8)} <= cited
    assert {f"chapter:table-2.{number}" for number in range(1, 8)} <= cited
    assert {
        "chapter:figure-2.1",
        "chapter:figure-2.2",
        "handout:principles",
        "slides:definitions",
        "matrix-2021:overview",
    } <= cited


def test_every_part_of_the_brief_is_tried_in_the_order_of_the_brief(course: Course) -> None:
    assert course.brief
    tried = [lesson.try_ for lesson in course.lessons.values()]
    places = [tried.index(part.dialogue) for part in course.brief.parts]
    assert places == sorted(places)


def test_both_case_studies_and_the_self_assessment_are_tried(course: Course) -> None:
    assert {"case_study_older_people", "case_study_send", "self_assessment"} <= {one.try_ for one in course.lessons.values()}


def answered(library: Library, dialogue: str, data: st.DataObject) -> Conversation:
    """A conversation to its end, with any answers."""
    conversation = Conversation(dialogue, dialogue)
    while waiting := walk(library, conversation).waiting:
        value = data.draw(
            st.sampled_from(list(possible_answers(waiting.question, waiting.key.partition(".")[2]))), label=waiting.key
        )
        conversation = conversation.answered(waiting.key, Answer(value))
    return conversation


@given(st.data())
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_the_exercises_come_to_there_is_a_brief(library: Library, course: Course, data: st.DataObject) -> None:
    assert course.brief
    done = data.draw(st.lists(st.sampled_from([part.dialogue for part in course.brief.parts]), unique=True, max_size=3))
    conversations = [answered(library, dialogue, data) for dialogue in done]
    brief = brief_document(library, course.brief, conversations, "5 January 2027")
    headings = [line for line in brief.splitlines() if line.startswith("## ")]
    assert [f"## {n}. {part.title}" for n, part in enumerate(course.brief.parts, 1)] == headings[: len(course.brief.parts)]
    assert brief.count("*Not done yet.*") == len(course.brief.parts) - len(done)
    assert brief.count("*Source") >= len(done)


def test_the_course_that_the_readme_shows_can_be_loaded(library: Library) -> None:
    readme = (shipped_content() / "knowledge/README.md").read_text(encoding="utf-8")
    example = readme.split("## A course")[1].split("```yaml\n")[1].split("```")[0]
    shown = load_library(read_texts(shipped_content()) | {COURSE: example}).course
    assert shown
    assert list(shown.lessons) == ["levers"]
