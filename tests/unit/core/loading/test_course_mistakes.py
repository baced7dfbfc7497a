"""Every kind of mistake in a course is reported with its code, its line and a cure."""

import pytest

from bot.core.loading.files import COURSE
from tests.support.good_library import GOOD, problems
from tests.support.small_course import SMALL_COURSE, course_library

FIRST_TWO = """            - {id: wrong, label: Not this one, feedback: Alpha is something else., cite: ["doc:one"]}
            - {id: right, label: This one, right: true, feedback: It is.}
"""
ALPHA_CITE = 'feedback: It is.}\n        cite: ["doc:one"]\n        do: Look around.'

# What is changed, into what, the code and line expected, and words that the message or cure must have.
MISTAKES = [
    ("        lead: The lead of alpha.", "        led: The lead of alpha.", "unknown-key", 13, "Did you mean “lead”?"),
    ("        lead: The lead of alpha.\n", "", "missing-key", 11, "“lead” is missing"),
    ("        try: care", "        try: car", "unknown-dialogue", 32, "Did you mean “care”?"),
    ("        topics: [a-topic]", "        topics: [the-topic]", "unknown-topic", 31, "Did you mean “a-topic”?"),
    (ALPHA_CITE, ALPHA_CITE.replace("doc:one", "doc:oen"), "unknown-source", 20, "Did you mean “doc:one”?"),
    (FIRST_TWO, FIRST_TWO.replace("doc:one", "doc:two"), "unknown-source", 18, "doc:one"),
    ("        do: Look around.\n", "", "bad-value", 11, "gives something to do"),
    ("        point: The point of alpha.\n", "", "bad-value", 11, "needs a “point”, or “topics”"),
    (FIRST_TWO, FIRST_TWO.replace(", right: true", ""), "bad-value", 15, "xactly one option"),
    (FIRST_TWO, FIRST_TWO.replace("wrong, label", "right, label"), "bad-value", 15, "same id"),
    (FIRST_TWO, FIRST_TWO.splitlines(keepends=True)[1], "bad-value", 15, "at least two options"),
    (FIRST_TWO, FIRST_TWO.replace(" feedback: Alpha is something else.,", ""), "missing-key", 18, "“feedback” is missing"),
    ("      gamma:", "      alpha:", "used-twice", 37, "called “alpha”"),
    ("        title: Beta\n", "        title: Beta\n        formerly: [alpha]\n", "used-twice", 22, "formerly, called “alpha”"),
    ("time_zone: Europe/London", "time_zone: Europe/Londn", "bad-value", 4, "no time zone “Europe/Londn”"),
    ('time: "09:30"', 'time: "23:00"', "bad-value", 5, "from 07:00 to 19:00"),
    ("    - {title: The other, dialogue: other}", "    - {title: The other, dialogue: othr}", "unknown-dialogue", 69, "“other”"),
    ("  about: service", "  about: servce", "unknown-share", 63, "Did you mean “service”?"),
    ('"They need it: {{ need }}"', '"They need it: {{ ned }}"', "unknown-name", 68, "Did you mean “need”?"),
    ('when: need == "yes"', 'when: need == "yse"', "unknown-option", 68, "Did you mean “yes”?"),
    ('title: "Brief: {{ service }}"', 'title: "Brief: {{ srvice }}"', "unknown-name", 61, "Did you mean “service”?"),
]


@pytest.mark.parametrize(("old", "new", "code", "line", "words"), MISTAKES)
def test_a_mistake_is_reported_where_it_stands(old: str, new: str, code: str, line: int, words: str) -> None:
    assert SMALL_COURSE.count(old) == 1
    found = problems(GOOD | {COURSE: SMALL_COURSE.replace(old, new)})
    assert (code, line) in {(one.code, one.line) for one in found}, "\n".join(map(str, found))
    assert any(words in str(one) for one in found if one.code == code), "\n".join(map(str, found))
    assert {one.file for one in found} == {COURSE}


def test_the_small_course_has_none() -> None:
    assert course_library().warnings == ()


def test_a_library_may_do_without_a_course() -> None:
    assert problems(GOOD) == []
