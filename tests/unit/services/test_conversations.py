"""The service: every message is one transaction, whoever sends it, however often, and however many at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot.core.content.library import Library
from bot.core.dialogue import intents
from bot.core.dialogue.intents import Command
from bot.core.templating.templates import LanguageError
from bot.services.conversations import Advisor, TurnResult
from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.permitted import permitted, stored_conversation
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
    result = advisor.begin(dialogue, "here", "ann")
    assert result
    return result.stored.conversation.id


def answers(advisor: Advisor, id_: str) -> dict[str, Any]:
    stored = stored_conversation(advisor, id_)
    assert stored
    return {key: answer.value for key, answer in stored.conversation.answers.items()}


def status(advisor: Advisor, id_: str) -> str:
    stored = stored_conversation(advisor, id_)
    return stored.status if stored else ""


def test_an_answer_is_kept_with_who_gave_it_and_when(advisor: Advisor) -> None:
    id_ = begun(advisor)
    result = advisor.respond(permitted(advisor, id_), intents.Say("Us"), "bob")
    assert result
    assert result.was_waiting
    answer = result.stored.conversation.answers["team.name"]
    assert (answer.value, answer.by, answer.at) == ("Us", "bob", "2027-03-31T12:00:00+00:00")
    assert stored_conversation(advisor, id_) == result.stored


def test_the_status_follows_the_conversation(advisor: Advisor) -> None:
    id_ = begun(advisor)
    seen = [status(advisor, id_)]
    for words in ("stop", "Us", "Ann", "done", "stop", "back", "done"):
        advisor.respond(permitted(advisor, id_), intents.Say(words), "ann")
        seen.append(status(advisor, id_))
    assert seen == ["open", "stopped", "open", "open", "finished", "finished", "open", "finished"]


def decided(advisor: Advisor) -> str:
    """A finished conversation."""
    id_ = begun(advisor)
    for words in ("Us", "Ann", "done"):
        advisor.respond(permitted(advisor, id_), intents.Say(words), "ann")
    return id_


@pytest.mark.parametrize("message", [Command.START_AGAIN, intents.Say("start again")])
@pytest.mark.parametrize("looked_at_again", [False, True])
def test_starting_a_finished_one_again_keeps_it(advisor: Advisor, message: intents.Intent, looked_at_again: bool) -> None:
    id_ = decided(advisor)
    if looked_at_again:
        advisor.respond(permitted(advisor, id_), Command.BACK, "ann")
    result = advisor.respond(permitted(advisor, id_), message, "ann")
    assert result
    assert result.stored.conversation.id != id_
    assert (result.stored.status, result.stored.conversation.answers) == ("open", {})
    assert (status(advisor, id_), len(answers(advisor, id_))) == ("finished", 2)
    again = advisor.respond(permitted(advisor, id_), message, "ann")
    assert again
    assert again.stored.conversation.id == result.stored.conversation.id, "the same one goes on"
    assert again.turn.reply.notes == (advisor.library.phrases.say("started_anew_already"),)


def test_one_that_is_not_finished_is_started_again_in_its_place(advisor: Advisor) -> None:
    id_ = begun(advisor)
    advisor.respond(permitted(advisor, id_), intents.Say("Us"), "ann")
    result = advisor.respond(permitted(advisor, id_), Command.START_AGAIN, "ann")
    assert result
    assert (result.stored.conversation.id, result.stored.conversation.answers) == (id_, {})


def test_a_redelivery_is_seen_and_changes_nothing(advisor: Advisor) -> None:
    assert advisor.begin("team", "here", "ann", event="e1")
    assert advisor.begin("team", "here", "ann", event="e1") is None
    id_ = begun(advisor)
    assert advisor.respond(permitted(advisor, id_), intents.Say("Us"), "ann", event="e2")
    before = stored_conversation(advisor, id_)
    assert advisor.respond(permitted(advisor, id_), intents.Say("Them"), "ann", event="e2") is None
    assert advisor.respond(permitted(advisor, id_), intents.Say("Them"), "ann", event="e1") is None
    assert stored_conversation(advisor, id_) == before


def test_a_redelivery_at_the_same_moment_is_taken_once(advisor: Advisor) -> None:
    id_ = begun(advisor)
    advisor.respond(permitted(advisor, id_), intents.Say("Us"), "ann")
    with ThreadPoolExecutor(8) as threads:
        taken = list(
            threads.map(
                lambda _: advisor.respond(permitted(advisor, id_), intents.Say("Ann"), "ann", event="e1", payloads_for=telling),
                range(8),
            )
        )
    assert len([result for result in taken if result]) == 1
    with advisor.store.transaction(0) as transaction:
        stored = transaction.load(id_)
        assert transaction.unsaid() == 1
    assert stored
    assert stored.conversation.drafts["team.people"] == ("Ann",)


def test_many_people_at_once_and_nothing_is_lost(small: Library, advisor: Advisor, tmp_path: Path) -> None:
    second = at(small, tmp_path)  # as another process would
    id_ = begun(advisor)
    advisor.respond(permitted(advisor, id_), intents.Say("Us"), "ann")
    found = permitted(advisor, id_)
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda n: (advisor, second)[n % 2].respond(found, intents.Say(f"person {n}"), f"u{n}"), range(30)))
    stored = stored_conversation(second, id_)
    second.store.close()
    assert stored
    assert sorted(stored.conversation.drafts["team.people"]) == sorted(f"person {n}" for n in range(30))
    assert stored.conversation.version == 31


def telling(result: TurnResult) -> list[dict[str, Any]]:
    return [
        {"outcome": result.turn.reply.guidance and result.turn.reply.guidance.outcome, "asks": result.turn.reply.asks is not None}
    ]


def test_what_is_to_be_said_is_kept_with_the_answer_or_not_at_all(advisor: Advisor) -> None:
    id_ = begun(advisor)
    advisor.something_to_say.clear()
    advisor.respond(permitted(advisor, id_), intents.Say("Us"), "ann", payloads_for=telling)
    assert advisor.something_to_say.is_set()
    before = stored_conversation(advisor, id_)
    with pytest.raises(ZeroDivisionError):
        advisor.respond(
            permitted(advisor, id_), intents.Say("Ann"), "ann", event="e1", payloads_for=lambda result: [{}, {"n": 1 / 0}]
        )
    assert stored_conversation(advisor, id_) == before
    with advisor.store.transaction(MOMENT.timestamp()) as transaction:
        outgoing = transaction.due()
        assert transaction.unsaid() == 1
        assert transaction.first_time("e1")
    assert outgoing
    assert (outgoing.conversation, outgoing.payload) == (id_, {"outcome": None, "asks": True})


def test_a_text_that_cannot_be_filled_in_leaves_the_conversation_where_it_stood(advisor: Advisor) -> None:
    id_ = begun(advisor)
    for words in ("broken", "Ann"):
        advisor.respond(permitted(advisor, id_), intents.Say(words), "ann")
    before = stored_conversation(advisor, id_)
    with pytest.raises(LanguageError):
        advisor.respond(permitted(advisor, id_), intents.Say("done"), "ann", event="e1")
    assert stored_conversation(advisor, id_) == before
    result = advisor.respond(permitted(advisor, id_), intents.Say("Bob"), "ann", event="e1")  # the delivery was not taken
    assert result
    assert result.turn.conversation.drafts["team.people"] == ("Ann", "Bob")


def test_a_conversation_that_is_not_kept_or_whose_dialogue_is_gone(small: Library, advisor: Advisor, tmp_path: Path) -> None:
    id_ = begun(advisor, "other")
    later = at(small_library(team=TEAM.replace(", offers: [other]", "")), tmp_path)
    for where, which in ((advisor, "nobody"), (later, id_)):
        with pytest.raises(KeyError):
            where.respond(permitted(where, which), intents.Show(), "ann")
    assert stored_conversation(later, id_)  # and is not thrown away
    later.store.close()


def test_going_on_with_an_offer_takes_the_answers_along(advisor: Advisor) -> None:
    id_ = begun(advisor)
    for words in ("Us", "Ann", "done"):
        result = advisor.respond(permitted(advisor, id_), intents.Say(words), "ann")
    assert result
    further = advisor.begin("other", "here", "bob", earlier=result.stored.conversation)
    assert further
    assert answers(advisor, further.stored.conversation.id) == {"other.name": "Us"}
    assert further.stored.conversation.answers["other.name"].by == "ann"
    assert answers(advisor, id_) == {"team.name": "Us", "team.people": ["Ann"]}


def test_today_is_told_in_words(advisor: Advisor) -> None:
    text = 'questions:\n  q: {ask: "Today is {{ today }}?", type: text, next: e}\noutcomes:\n  e: {title: E, say: E.}\n'
    result = Advisor(small_library(d=text), advisor.store, advisor.clock).begin("d", "here", "ann")
    assert result
    assert result.turn.reply.asks
    assert result.turn.reply.asks.text == "Today is 31 March 2027?"
