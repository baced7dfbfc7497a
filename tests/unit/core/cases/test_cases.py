"""A case: what was said once is not asked again, and the road knows where it stands."""

from dataclasses import replace

import pytest

from bot.core.cases.case import Case
from bot.core.cases.record import record_of
from bot.core.cases.road_position import offers_on_road, road_position
from bot.core.cases.shared_answers import OPENING, answers_for, known_in, said_at_first, service_of
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Answer, Conversation
from bot.core.dialogue.guidance import guidance_for
from bot.core.dialogue.position import walk
from bot.core.loading.files import ROAD
from bot.core.loading.loader import load_library
from bot.core.openings.opening import Opening
from bot.core.problems import LibraryError
from tests.support.small_library import small_texts

FIRST = """
questions:
  service: {ask: Which service?, type: text, shares: service}
  fit:
    ask: Does it fit?
    options: [{id: good, label: Good, next: take}, {id: bad, label: Bad, next: stop}]
outcomes:
  take: {title: "Take {{ service }}", say: Take it., because: ["{{ fit }}"], offers: [first, third]}
  stop: {title: "Stop {{ service }}", say: Leave it.}
"""
SECOND = """
questions:
  service: {ask: Which service?, type: text, shares: service}
  size: {ask: How large?, type: number, next: done}
outcomes:
  done: {title: "{{ service }} is {{ size }}", say: So it is.}
"""
THIRD = SECOND.replace("size", "cost")
ROAD_TEXT = """
title: The road
about: service
steps:
  - {dialogue: first, why: It comes first.}
  - {dialogue: second, why: It comes next., leave_out: Leave it out if it is small.}
  - {dialogue: third, why: It fits what was taken., after: {first: [take]}}
stops: {first: [stop]}
"""


def library(road: str = ROAD_TEXT) -> Library:
    return load_library({**small_texts(first=FIRST, second=SECOND, third=THIRD), ROAD: road})


def conversation(dialogue: str, at: str = "2026-11-28T10:00:00", **said: object) -> Conversation:
    answers = {f"{dialogue}.{name}": Answer(value, "Ann", at) for name, value in said.items()}
    return Conversation(dialogue, dialogue, answers=answers)


CASE = Case("c1", "home care", "terminal", ("Ann",))


def states(*conversations: Conversation) -> dict[str, str]:
    return {stop.dialogue: stop.state for stop in road_position(library(), conversations).stops}


def test_the_road_says_what_is_next_and_what_fits_later() -> None:
    assert states() == {"first": "next", "second": "ahead"}
    assert states(conversation("first", service="home care")) == {"first": "begun", "second": "next"}
    assert states(conversation("first", service="home care", fit="good")) == {"first": "done", "second": "next", "third": "ahead"}


def test_what_was_left_out_does_not_hold_up_the_road() -> None:
    taken, third = conversation("first", service="x", fit="good"), conversation("third", service="x", cost=3)

    assert states(conversation("second", service="x", size=2), taken)["third"] == "next"
    assert states(taken, third) == {"first": "done", "second": "next", "third": "done"}


def test_the_road_ends_where_commissioning_is_not_the_tool() -> None:
    position = road_position(library(), [conversation("first", service="home care", fit="bad")])

    assert position.ended == "Stop home care"
    assert [stop.dialogue for stop in position.stops] == ["first"]
    assert position.going_on is None


def test_an_outcome_offers_what_is_next_and_never_what_is_done() -> None:
    taken = conversation("first", service="x", fit="good")
    ending = walk(library(), taken).ending
    assert ending is not None
    guidance = guidance_for(library(), ending, "today")

    offered = offers_on_road(library(), guidance, road_position(library(), [taken]))
    later = offers_on_road(library(), guidance, road_position(library(), [taken, conversation("third", service="x", cost=1)]))

    assert [offer.id for offer in offered] == ["second", "third"]
    assert [offer.id for offer in later] == ["second"]


def test_what_is_said_once_holds_for_all_dialogues_of_a_case_and_the_newest_counts() -> None:
    earlier = conversation("first", service="home care", fit="good")
    newer = conversation("second", at="2026-11-28T11:00:00", service="day care")

    known = known_in(library(), CASE, [newer, earlier])
    answers = answers_for(library(), "third", known)

    assert answers == {"third.service": Answer("day care", "Ann", "2026-11-28T11:00:00", "second")}
    assert service_of(library(), known) == "day care"
    assert answers_for(library(), "third", known_in(library(), CASE, [])) == {}


def test_a_sentence_answers_before_any_dialogue_asks() -> None:
    opening = Opening("first", ("first",), "home care", {"first.fit": "good"}, {"third.cost": 5})
    case = replace(CASE, said=said_at_first(library(), opening, "Ann", "2026-11-28T09:00:00"))

    answers = answers_for(library(), "first", known_in(library(), case, []))
    beside = answers_for(library(), "third", known_in(library(), case, []))

    assert {key: answer.value for key, answer in answers.items()} == {"first.service": "home care", "first.fit": "good"}
    assert beside["third.cost"].carried == OPENING
    assert beside["third.service"].value == "home care"


def test_a_case_comes_back_from_its_data_as_it_was() -> None:
    case = (
        replace(CASE, said={"first.fit": Answer("good", "Ann", "2026")})
        .with_conversation("k1", "Ben")
        .with_conversation("k1", "Ann")
    )

    assert Case.from_data(case.id, case.place, case.as_data()) == case
    assert case.people == ("Ann", "Ben")
    assert case.conversations == ("k1",)


def test_the_record_holds_verdicts_reasons_and_who_answered() -> None:
    taken = conversation("first", service="home *care*", fit="good")

    record = record_of(library(), CASE, [taken, conversation("second")], "28 November 2026")

    assert record.startswith("# home care\n")
    for words in (
        "## The road",
        "**Take home",
        "- Good",
        "Does it fit? **Good** (Ann, 28 November 2026)",
        "Begun, and not finished",
    ):
        assert words in record


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("dialogue: second", "dialogue: secnod", "unknown-dialogue"),
        ("dialogue: second", "dialogue: first", "used-twice"),
        ("{first: [take]}", "{first: [tke]}", "unknown-outcome"),
        ("stops: {first", "stops: {frist", "unknown-dialogue"),
        ("about: service", "about: servce", "unknown-share"),
        ("why: It comes first.", "whi: It comes first.", "unknown-key"),
    ],
)
def test_mistakes_in_the_road_are_found(right: str, wrong: str, code: str) -> None:
    with pytest.raises(LibraryError) as told:
        library(ROAD_TEXT.replace(right, wrong))

    assert code in {problem.code for problem in told.value.problems}
