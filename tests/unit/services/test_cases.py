"""Cases with their conversations: begun, gone on with, named, and forgotten with those who began them."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from bot.core.dialogue.intents import Change, Give, Show
from bot.core.openings.opening import Opening
from bot.services.cases import CASE
from bot.services.conversations import Advisor
from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.permitted import permitted, stored_conversation
from tests.unit.core.cases.test_cases import library


@pytest.fixture
def advisor() -> Iterator[Advisor]:
    store = Store(open_database("sqlite://"))
    yield Advisor(library(), store, lambda: datetime(2026, 11, 28, 10, 0, tzinfo=UTC))
    store.close()


def begun(advisor: Advisor, dialogue: str, **wanted: str) -> str:
    result = advisor.begin(dialogue, "here", "ann", **wanted)  # type: ignore[arg-type]
    assert result is not None
    return result.stored.conversation.id


def finished(advisor: Advisor) -> str:
    first = begun(advisor, "first")
    advisor.respond(permitted(advisor, first), Give("first.service", "home care"), "ann")
    advisor.respond(permitted(advisor, first), Give("first.fit", "good"), "ann")
    return first


def test_a_conversation_has_a_case_named_by_its_service(advisor: Advisor) -> None:
    first = finished(advisor)

    [shown] = advisor.cases_of("ann")

    assert shown.case.name == "home care"
    assert [stored.conversation.id for stored in shown.conversations] == [first]
    assert shown.position.going_on is not None
    assert shown.position.going_on.dialogue == "second"


def test_what_follows_in_a_case_asks_nothing_again_and_a_second_case_starts_fresh(advisor: Advisor) -> None:
    first = stored_conversation(advisor, finished(advisor))
    assert first is not None

    same = advisor.begin("second", "here", "ann", case=str(first.surface[CASE]))
    other = advisor.begin("second", "here", "ann")

    assert same is not None
    assert other is not None
    assert same.turn.reply.asks is not None
    assert same.turn.reply.asks.key == "second.size"
    assert other.turn.reply.asks is not None
    assert other.turn.reply.asks.key == "second.service"


def test_a_case_is_renamed_with_its_service(advisor: Advisor) -> None:
    first = finished(advisor)
    advisor.respond(permitted(advisor, first), Change("first.service"), "ann")
    advisor.respond(permitted(advisor, first), Give("first.service", "day care"), "ann")

    assert advisor.cases_of("ann")[0].case.name == "day care"


def test_an_outcome_offers_what_is_next_on_the_road(advisor: Advisor) -> None:
    first = finished(advisor)

    result = advisor.respond(permitted(advisor, first), Show(), "ann")

    assert result is not None
    assert result.turn.reply.guidance is not None
    assert [offer.id for offer in result.turn.reply.guidance.offers] == ["second", "third"]


def test_a_sentence_begins_a_case_that_asks_only_for_the_rest(advisor: Advisor) -> None:
    opening = Opening("first", ("first",), "home care", {}, {"second.size": 3})
    case = advisor.begin_case(opening, "here", "ann", "ann")
    first = advisor.begin("first", "here", "ann", case=case.id)
    second = advisor.begin("second", "here", "ann", case=case.id)

    assert case.name == "home care"
    assert first is not None
    assert first.turn.reply.asks is not None
    assert first.turn.reply.asks.key == "first.fit"
    assert second is not None
    assert second.turn.reply.guidance is not None
    assert second.turn.reply.guidance.title == "home care is 3"


def test_nothing_is_left_of_a_case_when_its_person_is_forgotten(advisor: Advisor) -> None:
    finished(advisor)
    with advisor.store.transaction(0) as transaction:
        transaction.forget_person("ann")

    assert advisor.cases_of("ann") == []


def test_whoever_is_forgotten_is_no_part_of_anybodys_case(advisor: Advisor) -> None:
    first = stored_conversation(advisor, finished(advisor))
    assert first is not None
    case = str(first.surface[CASE])
    advisor.begin("second", "here", "ben", case=case)
    with advisor.store.transaction(0) as transaction:
        transaction.forget_person("ben")
        stored = transaction.load_case(case)

    assert stored is not None
    assert stored.people == ("ann",)
    assert advisor.cases_of("ben") == []
