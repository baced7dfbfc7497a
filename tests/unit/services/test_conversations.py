"""The service: every message is one transaction, whoever sends it, however often, and however many at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.core.content.library import Library
from bot.core.dialogue import intents as say
from bot.core.templating.templates import LanguageError
from bot.services.conversations import Advisor, Held
from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.permitted import permitted, stored
from tests.support.small_library import small_library

TEAM = """
questions:
  name: {ask: Which team?, type: text, shares: name}
  people: {ask: Who?, type: list, most: 50, next: [{when: name == "broken", to: broken}, {to: end}]}
outcomes:
  end: {title: "{{ name }}", say: "{{ people }}", offers: [other]}
  broken: {title: "{{ 1 / 0 }}", say: S.}
"""
OTHER = TEAM.replace("offers: [other]", "offers: [team]").replace("ask: Which team?", "ask: Whose team?")
MOMENT = datetime(2027, 3, 31, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def small() -> Library:
    return small_library(team=TEAM, other=OTHER)


@pytest.fixture
def advisor(small: Library, tmp_path: Path) -> Iterator[Advisor]:
    advisor = at(small, tmp_path)
    yield advisor
    advisor.store.close()


def at(library: Library, folder: Path) -> Advisor:
    return Advisor(library, Store(open_database(f"sqlite:///{folder / 'advisor.db'}")), clock=lambda: MOMENT)


def begun(advisor: Advisor, dialogue: str = "team") -> str:
    held = advisor.begin(dialogue, "here", "ann")
    assert held
    return held.kept.conversation.id


def answers(advisor: Advisor, id_: str) -> dict[str, Any]:
    kept = stored(advisor, id_)
    assert kept
    return {key: answer.value for key, answer in kept.conversation.answers.items()}


def status(advisor: Advisor, id_: str) -> str:
    kept = stored(advisor, id_)
    return kept.status if kept else ""


def test_an_answer_is_kept_with_who_gave_it_and_when(advisor: Advisor) -> None:
    id_ = begun(advisor)
    held = advisor.respond(permitted(advisor, id_), say.Say("Us"), "bob")
    assert held
    assert held.was_waiting
    answer = held.kept.conversation.answers["team.name"]
    assert (answer.value, answer.by, answer.at) == ("Us", "bob", "2027-03-31T12:00:00+00:00")
    assert stored(advisor, id_) == held.kept


def test_the_status_follows_the_conversation(advisor: Advisor) -> None:
    id_ = begun(advisor)
    seen = [status(advisor, id_)]
    for words in ("stop", "Us", "Ann", "done", "stop", "back", "done"):
        advisor.respond(permitted(advisor, id_), say.Say(words), "ann")
        seen.append(status(advisor, id_))
    assert seen == ["open", "stopped", "open", "open", "finished", "finished", "open", "finished"]


def decided(advisor: Advisor) -> str:
    """A finished conversation."""
    id_ = begun(advisor)
    for words in ("Us", "Ann", "done"):
        advisor.respond(permitted(advisor, id_), say.Say(words), "ann")
    return id_


@pytest.mark.parametrize("message", [say.StartAgain(), say.Say("start again")])
@pytest.mark.parametrize("looked_at_again", [False, True])
def test_starting_a_finished_one_again_keeps_it(advisor: Advisor, message: say.Message, looked_at_again: bool) -> None:
    id_ = decided(advisor)
    if looked_at_again:
        advisor.respond(permitted(advisor, id_), say.Back(), "ann")
    held = advisor.respond(permitted(advisor, id_), message, "ann")
    assert held
    assert held.kept.conversation.id != id_
    assert (held.kept.status, held.kept.conversation.answers) == ("open", {})
    assert (status(advisor, id_), len(answers(advisor, id_))) == ("finished", 2)
    again = advisor.respond(permitted(advisor, id_), message, "ann")
    assert again
    assert again.kept.conversation.id == held.kept.conversation.id, "the same one goes on"
    assert again.turn.reply.notes == (advisor.library.phrases.say("started_anew_already"),)


def test_one_that_is_not_finished_is_started_again_in_its_place(advisor: Advisor) -> None:
    id_ = begun(advisor)
    advisor.respond(permitted(advisor, id_), say.Say("Us"), "ann")
    held = advisor.respond(permitted(advisor, id_), say.StartAgain(), "ann")
    assert held
    assert (held.kept.conversation.id, held.kept.conversation.answers) == (id_, {})


def test_a_redelivery_is_seen_and_changes_nothing(advisor: Advisor) -> None:
    assert advisor.begin("team", "here", "ann", event="e1")
    assert advisor.begin("team", "here", "ann", event="e1") is None
    id_ = begun(advisor)
    assert advisor.respond(permitted(advisor, id_), say.Say("Us"), "ann", event="e2")
    before = stored(advisor, id_)
    assert advisor.respond(permitted(advisor, id_), say.Say("Them"), "ann", event="e2") is None
    assert advisor.respond(permitted(advisor, id_), say.Say("Them"), "ann", event="e1") is None
    assert stored(advisor, id_) == before


def test_a_redelivery_at_the_same_moment_is_taken_once(advisor: Advisor) -> None:
    id_ = begun(advisor)
    advisor.respond(permitted(advisor, id_), say.Say("Us"), "ann")
    with ThreadPoolExecutor(8) as threads:
        taken = list(
            threads.map(
                lambda _: advisor.respond(permitted(advisor, id_), say.Say("Ann"), "ann", event="e1", tell=telling), range(8)
            )
        )
    assert len([held for held in taken if held]) == 1
    with advisor.store.transaction(0) as transaction:
        kept = transaction.load(id_)
        assert transaction.unsaid() == 1
    assert kept
    assert kept.conversation.drafts["team.people"] == ("Ann",)


def test_many_people_at_once_and_nothing_is_lost(small: Library, advisor: Advisor, tmp_path: Path) -> None:
    second = at(small, tmp_path)  # as another process would
    id_ = begun(advisor)
    advisor.respond(permitted(advisor, id_), say.Say("Us"), "ann")
    found = permitted(advisor, id_)
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda n: (advisor, second)[n % 2].respond(found, say.Say(f"person {n}"), f"u{n}"), range(30)))
    kept = stored(second, id_)
    second.store.close()
    assert kept
    assert sorted(kept.conversation.drafts["team.people"]) == sorted(f"person {n}" for n in range(30))
    assert kept.conversation.version == 31


def telling(held: Held) -> list[dict[str, Any]]:
    return [{"outcome": held.turn.reply.guidance and held.turn.reply.guidance.outcome, "asks": held.turn.reply.asks is not None}]


def test_what_is_to_be_said_is_kept_with_the_answer_or_not_at_all(advisor: Advisor) -> None:
    id_ = begun(advisor)
    advisor.something_to_say.clear()
    advisor.respond(permitted(advisor, id_), say.Say("Us"), "ann", tell=telling)
    assert advisor.something_to_say.is_set()
    before = stored(advisor, id_)
    with pytest.raises(ZeroDivisionError):
        advisor.respond(permitted(advisor, id_), say.Say("Ann"), "ann", event="e1", tell=lambda held: [{}, {"n": 1 / 0}])
    assert stored(advisor, id_) == before
    with advisor.store.transaction(MOMENT.timestamp()) as transaction:
        outgoing = transaction.due()
        assert transaction.unsaid() == 1
        assert transaction.first_time("e1")
    assert outgoing
    assert (outgoing.conversation, outgoing.payload) == (id_, {"outcome": None, "asks": True})


def test_a_text_that_cannot_be_filled_in_leaves_the_conversation_where_it_stood(advisor: Advisor) -> None:
    id_ = begun(advisor)
    for words in ("broken", "Ann"):
        advisor.respond(permitted(advisor, id_), say.Say(words), "ann")
    before = stored(advisor, id_)
    with pytest.raises(LanguageError):
        advisor.respond(permitted(advisor, id_), say.Say("done"), "ann", event="e1")
    assert stored(advisor, id_) == before
    held = advisor.respond(permitted(advisor, id_), say.Say("Bob"), "ann", event="e1")  # the delivery was not taken
    assert held
    assert held.turn.conversation.drafts["team.people"] == ("Ann", "Bob")


def test_a_conversation_that_is_not_kept_or_whose_dialogue_is_gone(small: Library, advisor: Advisor, tmp_path: Path) -> None:
    id_ = begun(advisor, "other")
    later = at(small_library(team=TEAM.replace(", offers: [other]", "")), tmp_path)
    for where, which in ((advisor, "nobody"), (later, id_)):
        with pytest.raises(KeyError):
            where.respond(permitted(where, which), say.Show(), "ann")
    assert stored(later, id_)  # and is not thrown away
    later.store.close()


def test_going_on_with_an_offer_takes_the_answers_along(advisor: Advisor) -> None:
    id_ = begun(advisor)
    for words in ("Us", "Ann", "done"):
        held = advisor.respond(permitted(advisor, id_), say.Say(words), "ann")
    assert held
    further = advisor.begin("other", "here", "bob", earlier=held.kept.conversation)
    assert further
    assert answers(advisor, further.kept.conversation.id) == {"other.name": "Us"}
    assert further.kept.conversation.answers["other.name"].by == "ann"
    assert answers(advisor, id_) == {"team.name": "Us", "team.people": ["Ann"]}


def test_today_is_told_in_words(advisor: Advisor) -> None:
    text = 'questions:\n  q: {ask: "Today is {{ today }}?", type: text, next: e}\noutcomes:\n  e: {title: E, say: E.}\n'
    held = Advisor(small_library(d=text), advisor.store, advisor.clock).begin("d", "here", "ann")
    assert held
    assert held.turn.reply.asks
    assert held.turn.reply.asks.text == "Today is 31 March 2027?"
