"""A process killed in mid-conversation, again and again at any moment, loses no answer that it acknowledged."""

import random
import subprocess
import sys
import time
from pathlib import Path

from bot.services.conversations import Advisor
from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.permitted import stored_conversation
from tests.support.talker import library

KILLS = 5
ROOT = Path(__file__).parents[2]


def talk_until_killed(url: str, round_: int) -> list[list[str]]:
    """What a talker acknowledged before it was killed."""
    chance = random.Random(round_)
    command = [sys.executable, "-m", "tests.support.talker", url, str(round_)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as talker:
        assert talker.stdout
        lines = [talker.stdout.readline() for _ in range(chance.randint(1, 40))]
        time.sleep(chance.random() / 50)
        talker.kill()
        lines += talker.stdout.readlines()
    assert talker.returncode == -9
    return [line.split() for line in lines if line.endswith("\n")]


def test_no_acknowledged_answer_is_lost(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'advisor.db'}"
    acknowledged = [line for round_ in range(KILLS) for line in talk_until_killed(url, round_)]
    assert len(acknowledged) >= KILLS
    store = Store(open_database(url))
    advisor = Advisor(library(), store)
    for id_, place, words in acknowledged:
        stored = stored_conversation(advisor, id_)
        assert stored
        conversation = stored.conversation
        given = conversation.drafts["talk.people"] if place == "people" else [conversation.answers[f"talk.{place}"].value]
        assert words in given
    with store.transaction(0) as transaction:
        assert not any(transaction.first_time(words) for _, _, words in acknowledged)
        assert len(acknowledged) <= transaction.unsaid() <= len(acknowledged) + KILLS  # at most one in flight a kill
        assert transaction._connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    store.close()


def test_a_conversation_goes_on_where_the_kill_left_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'advisor.db'}"
    id_, place, _ = talk_until_killed(url, 99)[-1]
    advisor = Advisor(library(), Store(open_database(url)))
    stored = stored_conversation(advisor, id_)
    assert stored
    said = [*stored.conversation.answers, *stored.conversation.drafts]
    assert f"talk.{place}" in said
    assert said == [f"talk.{name}" for name in ("one", "two", "three", "people")][: len(said)]
    advisor.store.close()
