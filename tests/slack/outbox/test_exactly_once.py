"""Whatever Slack or the network does, everything is taken once and said once."""

from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from slack_bolt import BoltRequest

from bot.fake_slack.state.deliveries import EVENT, INTERACTION, Delivery
from tests.support.databases import KINDS
from tests.support.slack.fixtures import OpenOffice, empty_database, undisturbed
from tests.support.slack.office import Office, Talk
from tests.support.slack.words import shown


@pytest.fixture(params=KINDS)
def office(request: pytest.FixtureRequest) -> Iterator[Office]:
    """The office on each kind of database."""
    name = "shared_office" if request.param == "sqlite" else "shared_office_on_postgres"
    yield from undisturbed(request.getfixturevalue(name))


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    return empty_database(request.param, request, tmp_path)


def posts(office: Office) -> int:
    """How many messages the app has in the workspace."""
    office.settled()
    return sum(message.ours for message in office.slack.workspace.messages)


def test_a_double_click_is_one_turn_and_one_message(talk: Talk) -> None:
    asked = talk.start("Does it need a fence?")
    before = posts(talk.office)
    talk.person.click(asked, "Many rabbits")
    talk.person.click(asked, "Many rabbits")
    assert posts(talk.office) == before + 1
    assert talk.whispers == []
    assert "Do you have wood?" in shown(talk.last)


def test_a_double_click_at_the_same_moment_too(talk: Talk) -> None:
    asked = talk.start("Does it need a fence?")
    before, talk.person.patience = posts(talk.office), 0
    for _ in range(3):
        talk.person.click(asked, "Many rabbits")
    talk.office.slack.wait_until(lambda: not talk.office.slack.deliveries.open)
    assert posts(talk.office) == before + 1


def test_a_double_click_on_back_goes_back_once(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    talk.click("Many rabbits", "Plenty of wood")
    asked = talk.last
    talk.person.click(asked, talk.phrase("action_back"))
    talk.person.click(asked, talk.phrase("action_back"))
    assert "Do you have wood?" in shown(talk.last)


def test_a_double_click_on_an_offer_starts_one_conversation(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    end = talk.click("Many rabbits", "Plenty of wood", "Green")
    before = posts(talk.office)
    talk.person.click(end, "How shall we water it?")
    talk.person.click(end, "How shall we water it?")
    assert posts(talk.office) == before + 1


def test_the_same_delivery_again_is_seen(talk: Talk) -> None:
    deliveries = talk.office.slack.deliveries
    talk.start("Does it need a fence?")
    talk.click("Many rabbits")
    clicked = deliveries.all[-1]
    assert clicked.kind == INTERACTION
    talk.person.post(talk.channel, "no wood", thread=talk.last.thread)
    before = posts(talk.office)
    typed = next(one for one in reversed(deliveries.all) if one.kind == EVENT)
    for delivery in (clicked, typed):
        deliveries.again(delivery)
        assert delivery.acknowledged
    assert posts(talk.office) == before
    assert talk.whispers == []


def test_a_redelivered_menu_is_one_menu(private: Talk) -> None:
    private.person.write("hello")
    private.office.slack.deliveries.again(private.office.slack.deliveries.all[-1])
    assert len(private.said) == 1


def test_a_redelivered_command_starts_once(talk: Talk) -> None:
    delivery = talk.person.command(talk.channel, "start fence")
    talk.office.slack.deliveries.again(delivery)
    assert len(Talk(talk.office, talk.person, talk.person.dm).said) == 1


def answered(talk: Talk) -> None:
    """The first question is answered, with whatever trouble Slack has; that has been said once."""
    before = posts(talk.office)
    talk.click("Many rabbits")
    assert posts(talk.office) == before + 1
    assert talk.office.slack.faults.coming == 0
    assert "Do you have wood?" in shown(talk.last)
    assert shown(talk.said[-2]).startswith("Are there rabbits?\nMany rabbits")


def test_too_many_calls(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    talk.office.slack.faults.rate_limit(2, seconds=1)
    answered(talk)


def test_errors_of_the_server(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    talk.office.slack.faults.fail(1, status=503, method="chat.update")
    talk.office.slack.faults.fail(1, method="chat.postMessage")
    answered(talk)


def test_a_timeout_after_the_work_was_done(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    talk.office.slack.faults.hang(1, method="chat.postMessage")
    answered(talk)


def test_a_line_that_is_cut_after_the_work_was_done(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    talk.office.slack.faults.cut(1, method="chat.postMessage")
    answered(talk)


def test_a_timeout_in_a_long_thread(talk: Talk) -> None:
    asked = talk.start("Does it need a fence?")
    for number in range(250):
        talk.office.slack.workspace.post(talk.channel.id, talk.person.id, str(number), thread=asked.thread)
    talk.office.slack.faults.cut(1, method="chat.postMessage")
    answered(talk)


def test_the_look_for_what_was_said_may_fail_too(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    talk.office.slack.faults.cut(1, method="chat.postMessage")
    talk.office.slack.faults.fail(1, method="conversations.replies")
    answered(talk)


def test_a_look_that_is_refused_is_tried_again(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    talk.office.slack.faults.cut(1, method="chat.postMessage")
    talk.office.slack.faults.refuse("missing_scope", method="conversations.replies")
    answered(talk)


def test_where_we_may_not_look_it_is_said_rather_than_lost(talk: Talk) -> None:
    talk.start("Does it need a fence?")
    talk.office.slack.faults.fail(1, method="chat.postMessage")
    talk.office.slack.faults.refuse("missing_scope", 9, method="conversations.replies")
    assert "Do you have wood?" in shown(talk.click("Many rabbits"))


def test_a_channel_that_is_slow_keeps_no_other_waiting(open_office: OpenOffice) -> None:
    office = open_office()
    office.app.client.timeout = 60
    slow, quick = (Talk(office, ann := office.person(), office.channel(ann)) for _ in range(2))
    office.slack.faults.hang(10, method="chat.postMessage")
    for _ in range(10):
        slow.person.mention(slow.channel)
    office.slack.wait_until(lambda: not office.slack.faults.coming)
    quick.person.mention(quick.channel)
    office.slack.wait_until(lambda: any(message.ours for message in quick.person.sees(quick.channel)))


def test_a_new_thread_whose_root_seemed_to_fail_goes_on_there(talk: Talk) -> None:
    talk.person.command(talk.channel)
    menu = next(message for message in reversed(talk.person.sees(talk.channel)) if message.only_for)
    talk.person.choose(menu, talk.phrase("in_a_thread"))
    talk.office.slack.faults.cut(1, method="chat.postMessage")
    talk.person.choose(menu, "fence")
    [root] = talk.said
    talk.click("Many rabbits")
    assert talk.last.thread == root.ts


def test_a_socket_that_drops_loses_nothing(open_office: OpenOffice) -> None:
    office = open_office()
    office.handler.client.ping_interval = 0.2
    ann = office.person()
    talk = Talk(office, ann, office.channel(ann))
    talk.start("Does it need a fence?")
    office.slack.sockets.ask_to_reconnect()
    talk.click("Many rabbits")
    office.slack.wait_until(lambda: not office.slack.deliveries.open)
    assert "Do you have wood?" in shown(talk.last)


def test_a_line_that_is_cut_is_noticed_soon(office: Office) -> None:
    failed_pings = 5  # after which the SDK takes it for lost
    assert failed_pings * office.handler.client.ping_interval < 15


def at_once(delivery: Delivery, *offices: Office) -> None:
    """The same delivery to several processes at the same moment."""
    together = Barrier(len(offices))

    def take(office: Office) -> None:
        together.wait()
        office.app.dispatch(BoltRequest(mode="socket_mode", body=delivery.payload))

    takers = [Thread(target=take, args=[office]) for office in offices]
    for taker in takers:
        taker.start()
    for taker in takers:
        taker.join()


def test_two_processes_that_get_the_same_take_it_once(open_office: OpenOffice) -> None:
    first = open_office()
    second = open_office(first.slack)
    talk = Talk(first, ann := first.person(patience=0), first.channel(ann))
    held: list[Delivery] = []
    first.slack.deliveries.carry = held.append
    ann.mention(talk.channel, "fence")
    at_once(held[-1], first, second)
    for answer, question in (("Many rabbits", "Do you have wood?"), ("No wood", "Which colour should it have?")):
        before = posts(first)
        ann.click(talk.last, answer)
        at_once(held[-1], first, second, first, second)
        assert posts(first) == before + 1
        assert question in shown(talk.last)
    assert talk.whispers == []
    for delivery in held:
        delivery.acknowledged = True
