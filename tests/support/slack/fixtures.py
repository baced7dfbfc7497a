"""The offices that the tests share, and what must hold after every test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.core.content.library import Library
from bot.fake_slack.server import StandIn
from bot.fake_slack.state.workspace import TEAM
from bot.services.conversations import Clock, now_in_utc
from bot.storage.tables import WORKSPACES
from tests.support.databases import address_of, fresh_postgres, postgres_server
from tests.support.slack.course_place import Learner, Place
from tests.support.slack.http_office import HttpOffice
from tests.support.slack.office import Office, Talk, small_library


@pytest.fixture(scope="session")
def garden() -> Library:
    """A small library of our own."""
    return small_library()


@pytest.fixture(scope="session")
def shared_office(garden: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for most tests, as connecting takes a while."""
    office = Office(garden, tmp_path_factory.mktemp("office") / "advisor.db").open()
    yield office
    office.close()


@pytest.fixture(scope="session")
def shared_office_on_postgres(garden: Library, server: str) -> Iterator[Office]:
    """The same on a PostgreSQL."""
    office = Office(garden, fresh_postgres(server)).open()
    yield office
    office.close()


@pytest.fixture(scope="session")
def shared_http_office(garden: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The same, reached over HTTP."""
    office = HttpOffice(garden, tmp_path_factory.mktemp("http") / "advisor.db").open()
    yield office
    office.close()


BOTH_TRANSPORTS = ["shared_office", "shared_http_office"]


@pytest.fixture
def office(shared_office: Office) -> Iterator[Office]:
    """The office, without trouble left over; whatever it says must be as Slack wants it."""
    yield from undisturbed(shared_office)


def undisturbed(shared_office: Office) -> Iterator[Office]:
    """An office for one test."""
    shared_office.slack.faults.clear()
    shared_office.refusals = set()
    with shared_office.store.transaction(0.0) as transaction:
        transaction.choose(WORKSPACES, TEAM, colleagues="", welcome=())
    before = len(shared_office.slack.calls)
    yield shared_office
    shared_office.settled()
    calls = shared_office.slack.calls[before:]
    refused = [call for call in calls if not call.ok and not call.fault and call.answer["error"] not in shared_office.refusals]
    assert [(call.method, call.answer) for call in refused] == []


@pytest.fixture
def talk(office: Office) -> Talk:
    """Ann in a channel of her own."""
    ann = office.person()
    return Talk(office, ann, office.channel(ann))


@pytest.fixture
def private(office: Office) -> Talk:
    """Ann in her direct message with the app."""
    ann = office.person()
    return Talk(office, ann, ann.dm)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL."""
    with postgres_server() as address:
        yield address


def empty_database(kind: str, request: pytest.FixtureRequest, folder: Path) -> str:
    """The address of an empty database of this kind."""
    return fresh_postgres(request.getfixturevalue("server")) if kind == "postgresql" else address_of(folder / "advisor.db")


@pytest.fixture
def database(tmp_path: Path) -> str:
    """The address of an empty database; files of tests that matter on each kind have a fixture of their own."""
    return address_of(tmp_path / "advisor.db")


OpenOffice = Callable[..., Office]


@pytest.fixture
def open_office(garden: Library, database: str) -> Iterator[OpenOffice]:
    """Opens an office of the test's own, again if need be with the same store."""
    opened: list[Office] = []

    def open_one(slack: StandIn | None = None, clock: Clock = now_in_utc) -> Office:
        opened.append(Office(garden, database, slack, clock).open())
        return opened[-1]

    yield open_one
    for office in reversed(opened):
        office.close()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """An office with a small course; Slack must take all that it is asked, but where a test brings trouble about."""
    place = Place(tmp_path)
    yield place
    assert [call.answer for call in place.slack.calls if not call.ok and not call.fault] == []
    place.close()


@pytest.fixture
def ada(place: Place) -> Learner:
    """Somebody new to commissioning, in London."""
    return place.somebody()
