"""Two instances that keep the same thing for the first time at one moment: both go on, and it is kept once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from bot.core.course.intents import CourseCommand
from bot.services.access import Learner
from bot.services.conversations import Advisor
from bot.services.course import CourseService
from bot.storage.store import Store
from bot.storage.tables import PEOPLE
from tests.support.small_course import course_library

PAIRS = 20

T = TypeVar("T")


def at_once(*acts: Callable[[], T]) -> list[T]:
    """What comes of acts that begin at one moment."""
    ready = threading.Barrier(len(acts))

    def act(one: Callable[[], T]) -> T:
        ready.wait(20)
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(act, acts))


def test_a_course_begins_once(opened: Callable[[], Store]) -> None:
    library = course_library()
    assert library.course
    services = [CourseService(Advisor(library, opened()), library.course) for _ in range(2)]
    for number in range(PAIRS):
        at_once(*(partial(course_service.respond, Learner(f"T1/U{number}"), CourseCommand.START) for course_service in services))
        happened = services[0].stored(Learner(f"T1/U{number}")).enrolment.happened
        assert [event.what for event in happened].count("started") == 1


def test_each_choice_of_a_person_is_kept(opened: Callable[[], Store]) -> None:
    stores = [opened() for _ in range(2)]

    def choose(store: Store, who: str, name: str) -> None:
        with store.transaction(1) as transaction:
            transaction.choose(PEOPLE, who, **{name: True})

    for number in range(PAIRS):
        who = f"T1/U{number}"
        at_once(partial(choose, stores[0], who, "reminders"), partial(choose, stores[1], who, "language"))
        with stores[0].reading(2) as transaction:
            assert transaction.settings_of(PEOPLE, who) == {"reminders": True, "language": True}


def test_a_delivery_is_new_to_one_of_them(opened: Callable[[], Store]) -> None:
    stores = [opened() for _ in range(2)]

    def first_time(store: Store, name: str) -> bool:
        with store.transaction(1) as transaction:
            return transaction.first_time(name)

    for number in range(PAIRS):
        seen = at_once(*(partial(first_time, store, f"e{number}") for store in stores))
        assert sorted(seen) == [False, True]


def test_what_is_to_be_said_is_taken_by_one_of_them(opened: Callable[[], Store]) -> None:
    stores = [opened() for _ in range(2)]

    def taken(store: Store) -> int:
        with store.transaction(2) as transaction:
            return int(transaction.due() is not None)

    for number in range(PAIRS):
        with stores[0].transaction(1) as transaction:
            transaction.enqueue(f"c{number}", {"kind": "post"})
        assert sum(at_once(*(partial(taken, store) for store in stores))) == 1
