"""What whoever runs it can watch: a line a turn, and metrics, with no word that anybody typed."""

import json
import logging
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.core.content.library import Library
from bot.services.turn_log import TurnLog
from bot.slack.watched import kind_of, measured, said_kind
from bot.telemetry.logs import configure_logs
from bot.telemetry.metrics import OTHER
from tests.support.slack.http_office import HttpOffice
from tests.support.slack.office import Office, Talk

WORDS = "the secret garden"


@pytest.fixture
def talk(garden: Library, tmp_path: Path) -> Iterator[Talk]:
    """Ann in a channel, over HTTP, with turns told."""
    office = HttpOffice(garden, tmp_path / "advisor.db")
    TurnLog(office.advisor)
    office.open()
    ann = office.person()
    yield Talk(office, ann, office.channel(ann))
    office.close()


def samples(text: str) -> dict[tuple[str, str], float]:
    """Each value by its name and its labels."""
    families = text_string_to_metric_families(text)
    return {
        (one.name, ",".join(value for _, value in sorted(one.labels.items()))): one.value
        for family in families
        for one in family.samples
    }


def scraped(office: Office) -> str:
    return measured(office.advisor).decode()


def test_a_turn_is_one_line_without_words(talk: Talk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "bot.turns")
    talk.start("What shall we plant?")
    talk.fill(WORDS)
    lines = [record for record in caplog.records if record.name == "bot.turns"]
    assert [(vars(one)["from"], vars(one)["to"]) for one in lines] == [("", "garden.place"), ("garden.place", "garden.sun")]
    assert all(vars(one)["dialogue"] == "garden" and vars(one)["milliseconds"] >= 0 for one in lines)
    assert not any(WORDS in str(vars(one)) for one in caplog.records)


def test_what_is_measured(talk: Talk) -> None:
    before = samples(scraped(talk.office))
    talk.start("Does it need a fence?")
    talk.office.slack.faults.refuse("internal_error", method="chat.postMessage")
    talk.click("Many rabbits")
    after = samples(scraped(talk.office))

    def grown(name: str, label: str) -> float:
        return after[name, label] - before.get((name, label), 0.0)

    assert grown("advisor_turns_total", "fence") == 2
    assert grown("advisor_acknowledge_seconds_count", "click") == 2
    assert grown("advisor_say_seconds_count", "post") >= 3
    assert grown("advisor_slack_errors_total", "other,chat.postMessage") == 1
    assert (after["advisor_outbox_messages", ""], after["advisor_outbox_put_aside", ""]) == (0, 0)
    assert after["advisor_conversations", "open"] == 1


def test_metrics_have_no_words_and_no_ids(talk: Talk) -> None:
    talk.start("What shall we plant?")
    talk.fill(WORDS)
    text = scraped(talk.office)
    assert WORDS not in text
    assert talk.person.id not in text
    assert talk.channel.id not in text


def test_labels_are_bounded() -> None:
    assert kind_of({"type": "made up"}) == said_kind({"kind": "made up"}) == OTHER


def test_an_outbox_that_waits_is_seen(talk: Talk) -> None:
    talk.office.sender.stop()
    with talk.office.store.transaction(time.time() - 90) as transaction:
        transaction.enqueue("c1", {"kind": "post"})
    seen = samples(scraped(talk.office))
    assert seen["advisor_outbox_messages", ""] == 1
    assert 90 <= seen["advisor_outbox_oldest_seconds", ""] < 600


def test_metrics_are_at_their_address(talk: Talk) -> None:
    assert isinstance(talk.office, HttpOffice)
    connection = HTTPConnection(talk.office.address.removeprefix("http://"), timeout=20)
    connection.request("GET", "/metrics")
    answer = connection.getresponse()
    assert (answer.status, b"advisor_turns_total" in answer.read()) == (200, True)
    connection.close()


def test_the_log_is_json_when_nobody_reads_it_at_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    root, ours = logging.getLogger(), logging.getLogger("bot")
    handlers, level, own = root.handlers[:], root.level, ours.level
    try:
        configure_logs()
        logging.getLogger("bot.turns").info("turn", extra={"dialogue": "fence"})
        logging.getLogger("of.others").info("much that nobody wants")
        try:
            raise ValueError
        except ValueError as error:
            logging.getLogger("bot.slack").error("it broke", exc_info=error)
    finally:
        root.handlers, root.level, ours.level = handlers, level, own
    first, second = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert (first["event"], first["dialogue"], first["level"], first["logger"]) == ("turn", "fence", "info", "bot.turns")
    assert "Traceback" in second["exception"]
