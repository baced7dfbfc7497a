"""What stands around the messages: the bar, the channels and people, and the heads of panes."""

from bot.fake_slack.state.workspace import Channel
from bot.playground.browser_user import INVITE, BrowserUser
from bot.playground.html.messages import avatar
from bot.playground.html.tags import Html, joined, tag
from bot.playground.playground import Playground

PANELS = {"authors": "For authors", "trouble": "Trouble and time"}


def bar_html(connected: bool, panel: str, moved_to: str = "") -> Html:
    """Above all: what this is, which time it is here if it was moved, whether the app is there, and the panels."""
    about = f"a stand-in for Slack, where it is {moved_to}" if moved_to else "a stand-in for Slack, on this machine only"
    name = tag("p", tag("b", "Playground"), tag("span", about, class_="about"), class_="name")
    state = tag("span", "Advisor connected" if connected else "Advisor away", class_="state on" if connected else "state off")
    panels = (
        tag("button", label, type="button", aria_pressed=str(panel == name).lower(), data_panel="" if panel == name else name)
        for name, label in PANELS.items()
    )
    return joined([name, state, *panels])


def side_html(playground: Playground, client: BrowserUser, place: str) -> Html:
    """Where one can go, and who one can be."""
    channels = (_place(playground, client, one, f"# {one.name}", place == one.id) for one in playground.channels(client.id))
    app = _place(playground, client, client.dm, "Advisor", place in {"home", client.dm.id}, avatar("Advisor", ours=True))
    people = (_person(one.id, one.name, one.id == client.id) for one in playground.people)
    return joined(
        [
            tag(
                "nav",
                tag("h2", "Channels"),
                tag("ul", *channels),
                tag("h2", "Apps"),
                tag("ul", app),
                aria_label="Channels and apps",
            ),
            tag("nav", tag("h2", "You are"), tag("ul", *people), aria_label="People"),
        ]
    )


def _place(
    playground: Playground, client: BrowserUser, channel: Channel, name: str, here: bool, sign: Html | None = None
) -> Html:
    unread = 0 if here else playground.unread(client.id, channel)
    count = tag("span", str(unread), tag("span", " unread", class_="unseen"), class_="unread") if unread else None
    current = "page" if here else None
    link = tag("a", sign, tag("span", name), count, href=f"?place={channel.id}", data_go=channel.id, aria_current=current)
    return tag("li", link, data_key=channel.id)


def _person(id_: str, name: str, here: bool) -> Html:
    current = "true" if here else None
    return tag(
        "li",
        tag("a", avatar(name), tag("span", name), href=f"?person={id_}", data_person=id_, aria_current=current),
        data_key=id_,
    )


def head_html(channel: Channel, home: bool, dm: str) -> Html:
    """Above the messages: where one is; for the app its two tabs."""
    back = tag(
        "button",
        tag("span", "☰", aria_hidden="true"),
        type="button",
        class_="to-side",
        aria_label="Channels and people",
        data_side=True,
    )
    if channel.kind != "im":
        count = tag("span", f"{len(channel.members)} members", class_="quiet")
        return joined([back, tag("h1", f"# {channel.name}"), count])
    tabs = ((("Home", "home"), home), (("Messages", dm), not home))
    shown = (
        tag("a", label, href=f"?place={place}", data_go=place, aria_current="page" if here else None)
        for (label, place), here in tabs
    )
    return joined([back, tag("h1", "Advisor"), tag("nav", *shown, class_="tabs", aria_label="Advisor")])


def thread_head_html(channel: Channel) -> Html:
    """Above a thread."""
    where = tag("span", f"# {channel.name}" if channel.name else "Advisor", class_="quiet")
    close = tag("button", tag("span", "✕", aria_hidden="true"), type="button", aria_label="Close the thread", data_thread="")
    return tag("header", tag("h2", "Thread"), where, close)


def _does(words: str) -> str:
    """What a button with these words does: most are filled in, to be gone on with."""
    return "data_say" if words == INVITE else "data_fill"


def intro_html(channel: Channel, with_us: bool) -> Html:
    """The beginning of a channel: what one can try there."""
    if channel.kind == "im":
        lead = "This is between you and the advisor. Ask it something, or name a decision."
        ways: tuple[tuple[str, str], ...] = (("Ask a question", "What is commissioning?"), ("See what can be decided", "menu"))
    elif with_us:
        lead = "The advisor is in this channel. Mention it to begin, alone or together: it answers in a thread."
        ways = (("Mention the advisor", "@advisor "), ("Use its command", "/advisor "))
    else:
        lead = "The advisor is not in this channel. You can bring it in, or ask it about a message from the message's menu."
        ways = (("Bring it in", INVITE),)
    buttons = (tag("button", label, type="button", class_="button", **{_does(words): words}) for label, words in ways)
    name = f"This is the very beginning of #\u00a0{channel.name}" if channel.name else "This is the very beginning"
    return tag("li", tag("h3", name), tag("p", lead), tag("div", *buttons, class_="row"), class_="intro", data_key="intro")
