"""Every message of a conversation, and not the first alone, survives whatever Slack does, and is said once."""

from collections.abc import Callable

import pytest

from bot.fake_slack.state.faults import Faults
from tests.support.slack.fixtures import OpenOffice
from tests.support.slack.office import Talk
from tests.support.slack.words import shown

POST = "chat.postMessage"
TROUBLE: dict[str, Callable[[Faults], None]] = {
    "a server error": lambda faults: faults.fail(1, method=POST),
    "too many calls": lambda faults: faults.rate_limit(1, method=POST),
    "an error that passes": lambda faults: faults.refuse("internal_error", method=POST),
    "posted, and the line was cut": lambda faults: faults.cut(1, method=POST),
    "posted, and no answer": lambda faults: faults.hang(1, method=POST),
}
STEPS = [
    ("Many rabbits", "Do you have wood?"),
    ("Plenty of wood", "Which colour should it have?"),
    ("Green", "Build the fence in Green"),
]


@pytest.mark.parametrize("trouble", TROUBLE.values(), ids=TROUBLE)
def test_the_nth_post_of_a_conversation(talk: Talk, trouble: Callable[[Faults], None]) -> None:
    asked, answered = talk.start("Does it need a fence?"), len(talk.said) - 1
    for click, words in STEPS:
        trouble(talk.office.slack.faults)
        talk.person.click(asked, click)
        settled, asked = talk.said[answered:]  # all is said, so the outbox is empty
        assert shown(settled).splitlines()[-2:][-1] == click
        assert words in shown(asked)
        assert talk.office.slack.faults.coming == 0
        answered += 1


def test_across_a_restart(open_office: OpenOffice) -> None:
    office = open_office()
    talk = Talk(office, ann := office.person(), office.channel(ann))
    talk.start("Does it need a fence?")
    asked = talk.click("Many rabbits")
    office.sender.stop()
    office.slack.faults.fail(1, method=POST)
    ann.click(asked, "Plenty of wood")
    again = Talk(open_office(office.slack), ann, talk.channel)
    settled, asked = again.said[-2:]
    assert shown(settled).splitlines()[-1] == "Plenty of wood"
    assert "Which colour should it have?" in shown(asked)


def test_words_that_belong_to_no_conversation(private: Talk) -> None:
    """A menu, twice in the same place."""
    private.person.write("hello")
    assert len(private.said) == 1
    private.office.slack.faults.fail(1, method=POST)
    private.person.write("hello")
    first, second = private.said
    assert shown(first) == shown(second)
