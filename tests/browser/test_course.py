"""The course in the playground: the same app, the same course, and time that is moved forward."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.fake_slack.client.controls import button
from bot.fake_slack.state.workspace import Message
from bot.playground.actions import Actions, UserAction
from bot.playground.clock import Clock
from bot.playground.html.page import PageQuery, shown
from bot.playground.playground import Playground
from bot.services.course import CourseService
from tests.support.course_grounds import Grounds
from tests.support.exercise import GROUP
from tests.support.grounds import asked
from tests.support.slack import words
from tests.support.slack.course_player import Player
from tests.support.small_course import DELTA, MONDAY, SMALL_COURSE


class AtThePage:
    """Somebody at the page: all they do is an action, and all they see is what the page shows."""

    def __init__(self, playground: Playground, name: str) -> None:
        self.playground, self.id = playground, next(user.id for user in playground.people if user.name == name)

    def does(self, **wanted: object) -> str:
        """What the page does with an action; the notice it leads to."""
        told = Actions(self.playground).take(UserAction(person=self.id, **wanted))
        self.playground.slack.wait_until(lambda: not self.playground.unsaid())
        return str(told.get("notice", ""))

    def passes(self, move: str) -> str:
        """Let time pass."""
        return self.does(do="trouble", value=move)

    @property
    def dm(self) -> str:
        return self.playground.client(self.id).dm.id

    @property
    def course_service(self) -> CourseService:
        advisor = self.playground.app.advisor
        assert advisor.library.course
        return CourseService(advisor, advisor.library.course)

    @property
    def said(self) -> list[Message]:
        self.playground.slack.wait_until(lambda: not self.playground.unsaid())
        seen = self.playground.slack.workspace.seen_by(self.id, self.dm)
        return [one for one in seen if one.ours and not one.only_for]

    def says(self, *typed: str) -> str:
        for one in typed:
            assert self.does(do="say", channel=self.dm, value=one) == ""
        return words.shown(self.said[-1])

    def clicks(self, label: str) -> str:
        at = next(one for one in reversed(self.said) if label in words.labels(one))
        block, element = button(list(at.blocks), label)
        where = {"channel": at.channel, "ts": at.ts, "block": block["block_id"], "action": element["action_id"]}
        assert self.does(do="use", **where) == ""
        return words.shown(self.said[-1])

    def presses(self, phrase: str) -> str:
        return self.clicks(self.phrase(phrase))

    def phrase(self, name: str) -> str:
        return words.plain(self.course_service.library.phrases.say(name))

    def sees(self, region: str, panel: str = "") -> str:
        """What a region of the page says."""
        html = shown(self.playground, PageQuery(self.id, self.dm, panel=panel))["regions"][region]
        return " ".join(re.sub(r"<[^>]*>", " ", html).split())


class World(Grounds):
    """The same with people at its page."""

    def person(self, name: str = "Ben") -> AtThePage:
        return AtThePage(self.playground, name)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.playground.stop()


def test_a_whole_course(world: World) -> None:
    ben = world.person()
    ben.does(do="say", channel=ben.dm, value="/advisor onboard")
    player = Player(ben)
    for day in range(20):
        if day == 1:
            world.playground.slack.faults.refuse("restricted_too_many", 1_000, "chat.scheduleMessage")
        player.one_day(wrong=(0, 2))
        if day == 1:
            assert ben.passes("next_reminder") == "Nothing is scheduled."
            world.playground.slack.faults.clear()
        if player.progress.phase == "finished":
            break
        ben = going_on(world, ben, player, day)
        before = len(ben.said)
        if day == 1:
            assert "on the way" in ben.passes("working_day")
        else:
            assert "09:30 now. One scheduled message was said on the way." in ben.passes("next_reminder")
            assert len(ben.said) == before + 1
    assert (player.progress.phase, day) == ("finished", 3)
    assert player.progress.done == ("first", "beta", "gamma", "delta")
    assert player.missed == {"alpha", "gamma"}
    for phrase in ("course_action_brief", "course_action_summary"):
        ben.presses(phrase)
    brief, summary = (one for one in world.playground.slack.workspace.files.values())
    assert f"Brief: {GROUP}" in str(brief.content)
    assert "Where you wavered" in str(summary.content)
    link = f'<a href="/files/{brief.id}" download="{brief.name}">'
    assert link in shown(world.playground, PageQuery(ben.id, ben.dm))["regions"]["list"]
    assert asked(world.playground, "GET", f"/files/{brief.id}").words == brief.content  # type: ignore[attr-defined]


def going_on(world: World, ben: AtThePage, player: Player, day: int) -> AtThePage:
    """What happens in between: an edit, a week without the course, another process."""
    if day == 0:
        world.save(SMALL_COURSE.replace("      alpha:", "      first:\n        formerly: [alpha]"))
    elif day == 2:
        ben.says("pause")
        assert "Nothing was scheduled on the way." in ben.passes("week")
        world.restart()
        player.hands = ben = world.person()
        ben.says("resume")
    return ben


def test_a_document_is_still_there_after_a_restart(world: World) -> None:
    ben = world.person()
    ben.does(do="say", channel=ben.dm, value="/advisor onboard")
    ben.says("summary")
    world.restart()
    (file,) = world.playground.slack.workspace.files.values()
    assert asked(world.playground, "GET", f"/files/{file.id}").words.startswith("# Your summary")  # type: ignore[attr-defined]
    assert file.name in world.person().sees("list")


def test_time_is_moved_shown_and_kept(world: World) -> None:
    ben = world.person()
    assert "where it is" not in ben.sees("bar")
    assert "It is Monday 4 January at 10:00 here, as it is outside." in ben.sees("panel", "trouble")
    assert ben.passes("hour") == "It is Monday 4 January at 11:00 now. Nothing was scheduled on the way."
    assert ben.passes("working_day").startswith("It is Tuesday 5 January at 10:00 now.")
    assert "where it is Tuesday 5 January at 10:00" in ben.sees("bar")
    assert "which is later than it is outside" in ben.sees("panel", "trouble")
    world.restart()
    assert "where it is Tuesday 5 January at 11:00" in world.person().sees("bar")
    world.person().passes("empty")
    assert "It is Monday 4 January at 11:00 here, as it is outside." in world.person().sees("panel", "trouble")


def test_each_reminder_comes_in_its_time_and_then_no_more(world: World) -> None:
    ben = world.person()
    ben.does(do="say", channel=ben.dm, value="/advisor onboard")
    assert "2, the next Tuesday 5 January at 09:30" in ben.sees("panel", "trouble")
    before = len(ben.said)
    assert "2 scheduled messages were said on the way." in ben.passes("week")
    assert [f"{datetime.fromtimestamp(float(one.ts), UTC):%a %H:%M}" for one in ben.said[before:]] == ["Tue 09:30", "Wed 09:30"]
    assert "Nothing was scheduled on the way." in ben.passes("week")
    assert ben.passes("next_reminder") == "Nothing is scheduled."


def test_time_in_trouble_still_passes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.playground.playground.PATIENCE", 0.1)
    ben = world.person()
    ben.passes("too_many")
    granting, playground = Actions(world.playground), world.playground
    granting.take(UserAction(do="say", person=ben.id, channel=ben.dm, value="/advisor onboard"))
    granting.take(UserAction(do="trouble", person=ben.id, value="hour"))  # after which the trouble is over
    playground.slack.wait_until(lambda: playground.refusing_until is None)
    world.outside += timedelta(seconds=5)
    assert "What is alpha?" in words.shown(ben.said[-1])


def test_time_never_goes_back() -> None:
    outside = MONDAY
    time = Clock(lambda: outside)
    time.move_to(MONDAY + timedelta(days=1))
    time.move_to(MONDAY)
    assert time.now() == MONDAY + timedelta(days=1)


def test_a_newcomer_is_brought_in_and_welcomed(world: World) -> None:
    amina, ben = world.person("Amina"), world.person("Ben")
    channel = next(one for one in world.playground.slack.workspace.channels.values() if one.name == "new-starters")
    assert ben.id not in channel.members
    amina.does(do="open", value="home")
    home = world.playground.slack.views.homes[amina.id]
    block = next(one for one in home.content["blocks"] if (one.get("accessory") or {}).get("action_id") == "welcome")
    place = {"block": block["block_id"], "action": "welcome"}
    amina.does(do="use", view=home.id, **place, values={block["block_id"]: {"welcome": [channel.id]}})
    amina.does(do="say", channel=channel.id, value="/invite @Ben")
    told = [one for one in world.playground.slack.workspace.seen_by(ben.id, channel.id) if one.only_for == ben.id]
    assert ["A small course" in words.shown(one) for one in told] == [True]
    amina.does(do="say", channel=channel.id, value="/invite @Nobody")
    assert "There is nobody called Nobody here." in str(world.playground.slack.workspace.messages[-1])


def test_a_shorter_course_saved_in_the_middle_is_the_course(world: World) -> None:
    ben = world.person()
    ben.does(do="say", channel=ben.dm, value="/advisor onboard")
    world.save(SMALL_COURSE.replace(DELTA, ""))
    assert "of 3 lessons" in ben.says("status")
