"""What people may ask for covers every table: a table that is added must say what it keeps of people."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select
from typer.testing import CliRunner

from bot.cli.main import app
from bot.core.course.enrolment import Enrolment
from bot.core.course.intents import CourseCommand
from bot.core.dialogue.conversation import Answer, Conversation
from bot.services.access import Learner
from bot.services.conversations import Advisor
from bot.services.course import CourseService
from bot.services.privacy import exported, forget_person
from bot.storage.conversations import StoredConversation
from bot.storage.database import open_database
from bot.storage.personal import NOBODY, PERSONAL
from bot.storage.store import Store
from bot.storage.tables import CASES, ENROLMENTS, METADATA, PEOPLE
from tests.support.small_course import course_library

ANN, BOB = "T1/U0ANN", "T1/U0BOB"


def conversation(id_: str, by: str) -> Conversation:
    return Conversation(id_, "plan", "e", {"plan.name": Answer("typed words", by), "plan.other": Answer("of others", "U0X")})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "advisor.db"


@pytest.fixture
def advisor(file: Path) -> Advisor:
    """An advisor that keeps something of Ann in every table that can hold a person, and something of Bob beside it."""
    advisor = Advisor(course_library(), Store(open_database(f"sqlite:///{file}")))
    assert advisor.library.course
    course = CourseService(advisor, advisor.library.course)
    for person in (ANN, BOB):
        course.respond(Learner(person), CourseCommand.START)
    with advisor.store.transaction(5) as transaction:
        for person in (ANN, BOB):
            user = person.partition("/")[2]
            transaction.save(StoredConversation(conversation(f"of {user}", user), f"slack:T1:{user}:1.0", person))
            transaction.choose(PEOPLE, person, reminders=False)
            transaction.enqueue(f"of {user}", {"kind": "post", "user": user, "at": {"team": "T1"}})
            data = {"name": "n", "people": [person], "conversations": [], "answers": {}}
            transaction._connection.execute(
                insert(CASES).values(id=f"case of {user}", place="p", starter=person, data=data, created_at=1.0, updated_at=1.0)
            )
        transaction.save(StoredConversation(conversation("of Bob, with Ann", "U0ANN"), "slack:T1:C1:1.0", BOB))
        invited = {"inviter": ANN, "data": Enrolment("T1/U0CY").as_data(), "surface": {}, "version": 1}
        transaction._connection.execute(insert(ENROLMENTS).values(learner="T1/U0CY", created_at=1.0, updated_at=1.0, **invited))
    return advisor


def test_every_table_says_what_it_keeps_of_people() -> None:
    assert {*PERSONAL, *NOBODY} == {table.name for table in METADATA.sorted_tables}
    assert not {*PERSONAL} & {*NOBODY}


def test_every_table_that_can_hold_a_person_is_in_the_export(advisor: Advisor) -> None:
    kept = exported(advisor, ANN)["kept"]
    assert {name for name, rows in kept.items() if rows} == {*PERSONAL}
    assert {row["id"] for row in kept["conversations"]} == {"of U0ANN", "of Bob, with Ann"}
    assert "U0BOB" not in json.dumps(kept), "of what others hold, their own part alone"


def everything(advisor: Advisor) -> str:
    with advisor.store.engine.connect() as connection:
        rows = [row for table in METADATA.sorted_tables for row in connection.execute(select(table)).mappings()]
    return json.dumps([dict(row) for row in rows])


def test_nothing_of_somebody_who_is_forgotten_is_left_in_any_table(advisor: Advisor) -> None:
    assert "U0ANN" in everything(advisor)
    forget_person(advisor, ANN)
    assert "U0ANN" not in everything(advisor)
    assert not any(exported(advisor, ANN)["kept"].values())
    assert all(exported(advisor, BOB)["kept"][name] for name in PERSONAL if name != "participants")


@pytest.fixture
def run(advisor: Advisor, file: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.setenv("ADVISOR_DATABASE_URL", f"sqlite:///{file}")
    return lambda *words: CliRunner().invoke(app, list(words))


def test_by_command(run: Callable[..., Any], advisor: Advisor, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "bot")
    shown = json.loads(run("export", "--user", ANN).output)
    assert len(shown["kept"]["conversations"]) == 2
    told = run("forget", "--user", ANN)
    assert told.output == "Forgotten: 1 conversations, their course, and their name in 1 of others.\n"
    assert "U0ANN" not in everything(advisor)
    assert run("forget", "--team", "T2").output.startswith("Forgotten: 0 conversations")
    assert "typed words" not in caplog.text
    assert "U0ANN" not in caplog.text
    assert "forgotten" in caplog.text


@pytest.mark.parametrize("words", [("forget",), ("forget", "--user", ANN, "--team", "T1"), ("export", "--user", "U0ANN")])
def test_whom_must_be_said(run: Callable[..., Any], words: tuple[str, ...]) -> None:
    told = run(*words)
    assert told.exit_code == 2
    assert "T0123/U0456" in told.output
