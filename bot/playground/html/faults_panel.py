"""The menu for trying trouble and letting time pass, and what went to and fro: nothing is lost and nothing is
doubled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.fake_slack.fake_slack import Call, FakeSlack
from bot.fake_slack.state.deliveries import Delivery
from bot.playground.html.tags import Html, joined, tag

MOST_SHOWN = 12
TROUBLES = {
    "redeliver": ("Deliver the last event again", "As Slack does when it is not sure that it arrived."),
    "too_many": ("Answer 429 for a while", "For ten seconds posts and updates are refused: too many requests."),
    "cut": ("Cut the line after the next post", "The message arrives, but the app does not learn of it."),
    "restart": ("Restart the app", "A new app over the same database."),
}
MOVES = {
    "next_reminder": ("To the next reminder", "What is scheduled first is said, in its time."),
    "hour": ("An hour later", "As if you had gone away for a while."),
    "working_day": ("To the next working day at 10:00", "Where you are; weekends are passed over."),
    "week": ("A week later", "Reminders come until there are no more."),
}


@dataclass(frozen=True)
class FaultsShown:
    """How things stand."""

    connected: bool
    twice: bool
    unsaid: int
    refusing_until: datetime | None
    now: str  # where the person is
    moved: bool  # whether that is not the real time
    scheduled: str  # when the next scheduled message is to be said


def trouble_html(slack: FakeSlack, faults: FaultsShown) -> Html:
    """The panel."""
    buttons, moves = ([_button(what, *words) for what, words in some.items()] for some in (TROUBLES, MOVES))
    twice = tag(
        "label",
        tag("input", type="checkbox", checked=faults.twice, data_trouble="twice"),
        tag("span", "Click every button twice"),
        class_="check",
    )
    empty = tag(
        "button",
        "Empty this workspace",
        type="button",
        class_="button danger",
        data_confirm="empty-confirm",
        data_trouble="empty",
    )
    return joined(
        [
            tag("section", tag("ul", *buttons, tag("li", twice), class_="troubles")),
            tag("section", tag("h3", "Time"), tag("p", _time(faults)), tag("ul", *moves, class_="troubles")),
            tag("section", tag("h3", "How things stand"), _standing(slack, faults)),
            tag(
                "section", tag("h3", "Sent to the app"), _list(_delivery(one) for one in slack.deliveries.all[-MOST_SHOWN:][::-1])
            ),
            tag("section", tag("h3", "Called by the app"), _list(_call(one) for one in slack.calls[-MOST_SHOWN:][::-1])),
            tag("section", tag("h3", "Begin again"), empty, _sure()),
        ]
    )


def _button(what: str, label: str, why: str) -> Html:
    button = tag("button", label, type="button", class_="button", data_trouble=what, aria_describedby=f"why-{what}")
    return tag("li", button, tag("small", why, id=f"why-{what}"))


def _sure() -> Html:
    yes = tag("button", "Empty it", type="button", class_="button danger", data_yes=True)
    no = tag("button", "Cancel", type="button", class_="button", data_no=True)
    words = tag("p", "All messages here go, and the app forgets every conversation of this workspace.")
    heading = tag("h2", "Empty this workspace?", id="empty-sure")
    return tag(
        "dialog",
        heading,
        words,
        tag("div", no, yes, class_="ends"),
        id="empty-confirm",
        class_="confirm",
        aria_labelledby="empty-sure",
    )


def _time(faults: FaultsShown) -> str:
    return f"It is {faults.now} here, {'which is later than it is outside' if faults.moved else 'as it is outside'}."


def _standing(slack: FakeSlack, faults: FaultsShown) -> Html:
    facts = {
        "The app is": "connected" if faults.connected else "not connected",
        "Still to be said": str(faults.unsaid),
        "Trouble to come": _to_come(slack, faults),
        "Scheduled messages": f"{len(slack.workspace.scheduled)}{faults.scheduled and f', the next {faults.scheduled}'}",
    }
    return tag("dl", *(part for name, value in facts.items() for part in (tag("dt", name), tag("dd", value))))


def _to_come(slack: FakeSlack, faults: FaultsShown) -> str:
    if faults.refusing_until:
        return f"429 until {faults.refusing_until:%H:%M:%S}"
    return f"with the next {slack.faults.coming}" if slack.faults.coming else "none"


def _list(lines: Iterator[Html]) -> Html:
    shown = list(lines)
    return tag("ol", *shown, class_="wire") if shown else tag("p", "Nothing yet.", class_="quiet")


def _delivery(one: Delivery) -> Html:
    event = one.payload.get("event") or {}
    what = event.get("type") or one.payload.get("type") or one.payload.get("command")
    times = "" if not one.attempt else f", delivered {one.attempt + 1} times"
    return _wire(str(what), f"{'acknowledged' if one.acknowledged else 'waiting'}{times}", one.acknowledged)


def _call(one: Call) -> Html:
    told = "ok" if one.ok else str(one.answer.get("error") or "no answer")
    return _wire(
        one.method, {"rate_limit": "429, try later", "cut": "done, line cut"}.get(one.fault, told), one.ok and not one.fault
    )


def _wire(what: str, became: str, well: bool) -> Html:
    return tag("li", tag("code", what), " ", tag("span", became, class_="good" if well else "bad"))
