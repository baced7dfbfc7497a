"""The store on a real SQLite file: round trips, what is said in order, deliveries seen once, all or nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.core.dialogue.conversation import Answer, Conversation
from bot.storage.conversations import Status, StoredConversation
from bot.storage.database import open_database
from bot.storage.errors import StoreError
from bot.storage.last_answers import unnamed
from bot.storage.outbox import LEASE
from bot.storage.store import Store
from bot.storage.tables import DELIVERIES

FULL = Conversation(
    id="c1",
    dialogue="plan",
    edition="abc",
    answers={
        "plan.name": Answer("رعاية 👩‍👩‍👧 “x” \\ '", "ann", "2027-01-01", "need"),
        "plan.levers": Answer(["a", "b"]),
        "plan.n": Answer(2.5),
    },
    drafts={"plan.people": ({"who": "Ann", "role": "lead"}, "x")},
    reopened="plan.name",
    shown=2,
    stopped=True,
    version=7,
)


def stored(
    id_: str, place: str = "here", status: Status = "open", starter: str = "ann", dialogue: str = "plan"
) -> StoredConversation:
    return StoredConversation(Conversation(id_, dialogue), place, starter, status)


def save(store: Store, now: float, *conversations: StoredConversation) -> None:
    for one in conversations:
        with store.transaction(now) as transaction:
            transaction.save(one)


def test_a_conversation_comes_back_as_it_was_even_after_reopening(store: Store, opened: Callable[[], Store]) -> None:
    full = StoredConversation(FULL, "C1:17.2", "U1", "stopped", {"message": "17.3", "who": ["a"]})
    save(store, 1, full)
    store.close()
    with opened().transaction(2) as transaction:
        assert transaction.load("c1") == full
        assert transaction.load("c2") is None


def test_saving_again_replaces(store: Store) -> None:
    save(store, 1, stored("c1"), stored("c2"), stored("c1", status="finished"))
    with store.transaction(2) as transaction:
        assert [found.status for id_ in ("c1", "c2") if (found := transaction.load(id_))] == ["finished", "open"]


def latest(store: Store, place: str, starter: str = "", dialogue: str = "") -> str:
    with store.transaction(99) as transaction:
        found = transaction.latest(place, starter, dialogue)
    return found.conversation.id if found else ""


def test_the_latest_is_the_one_used_last_that_is_not_finished(store: Store) -> None:
    save(store, 1, stored("c1"), stored("c2", starter="bob"), stored("c3", place="there"), stored("c4", dialogue="need"))
    save(store, 2, stored("c5", status="stopped"))
    save(store, 3, stored("c6", status="finished"))
    assert latest(store, "here") == "c5"
    save(store, 4, stored("c1"))
    assert latest(store, "here") == "c1"
    assert latest(store, "here", "bob") == "c2"
    assert latest(store, "here", "", "need") == "c4"
    assert latest(store, "here", "bob", "need") == ""
    assert latest(store, "there") == "c3"
    assert latest(store, "nowhere") == ""


def test_what_a_surface_learns_is_remembered_beside_what_it_knew(store: Store) -> None:
    save(store, 1, StoredConversation(FULL, "here", "ann", surface={"a": 1, "b": 1}))
    with store.transaction(2) as transaction:
        transaction.remember("c1", place="there", b=2, c=[3])
        transaction.remember("gone", b=2)
        found = transaction.load("c1")
    assert found
    assert (found.surface, found.place, found.conversation) == ({"a": 1, "b": 2, "c": [3]}, "there", FULL)


def test_nobody_can_read_who_did_what_in_the_deliveries_seen(store: Store) -> None:
    with store.transaction(1) as transaction:
        transaction.first_time("click:T1:U1:17.3")
    with store.engine.connect() as connection:
        assert "U1" not in str(connection.execute(select(DELIVERIES)).all())


def test_a_delivery_is_new_once(store: Store) -> None:
    with store.transaction(1) as transaction:
        assert [transaction.first_time(event) for event in ("e1", "e2", "e1")] == [True, True, False]
    with store.transaction(5) as transaction:
        assert not transaction.first_time("e2")
        transaction.forget_deliveries(before=5)
        assert transaction.first_time("e2")


def failing(store: Store) -> None:
    with store.transaction(2) as transaction:
        transaction.save(stored("c1", status="finished"))
        transaction.save(stored("c2"))
        transaction.enqueue("c1", {})
        transaction.first_time("e1")
        raise ZeroDivisionError


def test_a_transaction_that_fails_leaves_nothing_behind(store: Store) -> None:
    save(store, 1, stored("c1"))
    with pytest.raises(ZeroDivisionError):
        failing(store)
    with store.transaction(3) as transaction:
        assert [found and found.status for found in map(transaction.load, ("c1", "c2"))] == ["open", None]
        assert transaction.unsaid() == 0
        assert transaction.first_time("e1")


def due(store: Store, now: float) -> tuple[str, Any] | None:
    with store.transaction(now) as transaction:
        outgoing = transaction.due()
    return (outgoing.conversation, outgoing.payload["text"]) if outgoing else None


def say(store: Store, now: float, *texts: tuple[str, str]) -> None:
    with store.transaction(now) as transaction:
        for conversation, text in texts:
            transaction.enqueue(conversation, {"text": text})


def said(store: Store, id_: int) -> None:
    with store.transaction(0) as transaction:
        transaction.said(id_)


def test_what_a_conversation_says_keeps_its_order_and_holds_up_nobody_else(store: Store) -> None:
    say(store, 1, ("c1", "one"), ("c1", "two"), ("c2", "three"))
    assert [due(store, 1), due(store, 1), due(store, 1)] == [("c1", "one"), ("c2", "three"), None]
    said(store, 1)
    assert [due(store, 1), due(store, 1)] == [("c1", "two"), None]


def test_what_nobody_said_or_holds_is_soon_due_again(store: Store) -> None:
    say(store, 1, ("c1", "one"), ("c1", "two"))
    assert [due(store, now) for now in (1, LEASE, LEASE + 1, LEASE + 2)] == [("c1", "one"), None, ("c1", "one"), None]
    with store.transaction(LEASE + 5) as transaction:
        transaction.hold([1])
    assert [due(store, now) for now in (2 * LEASE + 4, 2 * LEASE + 5)] == [None, ("c1", "one")]


def test_what_is_said_has_a_name_that_nothing_else_ever_had(store: Store) -> None:
    names = []
    for now in range(3):  # a database may number from the beginning again when nothing is left
        say(store, now, ("c1", "the same words"))
        with store.transaction(now) as transaction:
            outgoing = transaction.due()
            assert outgoing
            names.append(outgoing.name)
            transaction.said(outgoing.id)
    assert len(set(names)) == 3


def test_what_is_put_off_waits_and_counts_its_attempts(store: Store) -> None:
    say(store, 1, ("c1", "one"))
    attempts = []
    for moment in (1, 301):
        assert due(store, moment - 1) is None
        with store.transaction(moment) as transaction:
            outgoing = transaction.due()
            assert outgoing
            attempts.append(outgoing.attempts)
            transaction.put_off(outgoing.id, 300)
            assert transaction.waiting_since() == moment + 300
    assert attempts == [0, 1]


def test_the_file_survives_a_power_cut_and_readers_do_not_block(tmp_path: Path) -> None:
    with Store(open_database(f"sqlite:///{tmp_path / 'advisor.db'}")).transaction(1) as transaction:
        read = transaction._connection.exec_driver_sql
        assert (read("PRAGMA journal_mode").scalar(), read("PRAGMA synchronous").scalar()) == ("wal", 2)


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "sqlite:////proc/nowhere/advisor.db",
        "sqlite:///{folder}",
        "postgresql://ann:secret@127.0.0.1:1/x",
        "oracle://x",
    ],
)
def test_a_database_that_cannot_be_opened_is_one_line_without_secrets(tmp_path: Path, address: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_database(address.format(folder=tmp_path))
    assert str(caught.value).startswith("The database at ADVISOR_DATABASE_URL cannot be opened: ")
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "advisor.db").write_text("not a database, but long enough to look like one " * 100)
    with pytest.raises(StoreError):
        open_database(f"sqlite:///{tmp_path / 'advisor.db'}")


def test_the_last_answers_of_a_person_are_forgotten_wherever_they_were(store: Store) -> None:
    with store.transaction(0) as transaction:
        for place, person in (("thread", "T1/ann"), ("message", "T1/ann"), ("elsewhere", "T1/ben")):
            transaction.keep_last_answer(place, {"said": {"asked": "why?"}, "asker": unnamed(place, person)})
        transaction.forget_last_answers_of("T1/ann")
        left = {place for place in ("thread", "message", "elsewhere") if transaction.last_answer(place)}

    assert left == {"elsewhere"}
