"""All that somebody has before them, as the regions of the page."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.core.working_days import in_words
from bot.fake_slack.state.workspace import BOT_USER, Channel, Json
from bot.playground.browser_user import Visitor
from bot.playground.html.author_panel import author_html
from bot.playground.html.composer import composer_html
from bot.playground.html.faults_panel import Weather, trouble_html
from bot.playground.html.messages import Reader, messages_html
from bot.playground.html.sidebar import PANELS, bar_html, head_html, intro_html, side_html, thread_head_html
from bot.playground.html.tags import Html, joined, tag
from bot.playground.html.views import home_html, modal_html
from bot.playground.playground import Playground

HOME = "home"


@dataclass(frozen=True)
class Before:
    """What somebody looks at: a channel or the Home tab, perhaps a thread in it, perhaps a panel beside it."""

    person: str = ""
    place: str = ""
    thread: str = ""
    panel: str = ""


def shown(playground: Playground, before: Before) -> Json:
    """The regions, and where they are; what is not there (any more) is replaced by what is."""
    visitor = playground.visitor(before.person)
    reader = Reader(playground.slack.workspace, visitor.id, visitor.chosen)
    channel = _channel(playground, visitor, before.place)
    home = before.place == HOME
    zone = ZoneInfo(visitor.user.zone)
    if not home:
        playground.looked_at(visitor.id, channel)
    thread = _thread(reader, channel, "" if home else before.thread)
    place = HOME if home else channel.id
    regions = {
        "bar": bar_html(playground.app.connected, before.panel, _now(playground, zone) if playground.time.ahead else ""),
        "side": side_html(playground, visitor, place),
        "head": head_html(channel, home, visitor.dm.id),
        "list": _home(playground, visitor, reader) if home else _list(reader, channel),
        "foot": "" if home else composer_html(playground.slack, channel),
        "thread": _thread_pane(playground, reader, channel, thread) if thread else "",
        "panel": _panel(playground, reader, channel, thread, before.panel),
        "modal": _modal(playground, visitor, reader),
    }
    return {"person": visitor.id, "place": place, "thread": thread, "panel": before.panel, "regions": regions}


def _channel(playground: Playground, visitor: Visitor, place: str) -> Channel:
    known = {one.id: one for one in (*playground.channels(visitor.id), visitor.dm)}
    private = place == HOME or place.startswith("D")
    return visitor.dm if private else known.get(place) or next(iter(known.values()))


def _thread(reader: Reader, channel: Channel, ts: str) -> str:
    return ts if any(one.ts == ts for one in reader.workspace.seen_by(reader.id, channel.id)) else ""


def _list(reader: Reader, channel: Channel) -> Html:
    messages = [one for one in reader.workspace.seen_by(reader.id, channel.id) if not one.thread]
    shown = joined([intro_html(channel, BOT_USER in channel.members), messages_html(reader, messages, in_thread=False)])
    return joined([tag("h2", "Messages", class_="unseen"), tag("ol", shown, class_="messages", data_key=f"list-{channel.id}")])


def _home(playground: Playground, visitor: Visitor, reader: Reader) -> Html:
    return joined([tag("h2", "Home", class_="unseen"), home_html(reader, playground.slack.views.homes.get(visitor.id))])


def _thread_pane(playground: Playground, reader: Reader, channel: Channel, ts: str) -> Html:
    messages = [one for one in reader.workspace.seen_by(reader.id, channel.id) if ts in (one.ts, one.thread)]
    listed = tag("ol", messages_html(reader, messages, in_thread=True), class_="messages", data_key=f"thread-{ts}")
    return joined(
        [
            thread_head_html(channel),
            tag("div", listed, class_="scroll", data_key="scroll"),
            tag("div", composer_html(playground.slack, channel, ts), class_="foot", data_key="foot"),
        ]
    )


def _modal(playground: Playground, visitor: Visitor, reader: Reader) -> Html | str:
    view = visitor.modal
    return modal_html(reader, view, visitor.errors(view), deeper=bool(view.previous)) if view else ""


def _panel(playground: Playground, reader: Reader, channel: Channel, thread: str, panel: str) -> Html | str:
    if panel not in PANELS:
        return ""
    if panel == "authors":
        inside = author_html(playground.content, playground.conversation_at(channel.id, thread), reader.names)
    else:
        inside = trouble_html(playground.slack, _weather(playground, ZoneInfo(reader.workspace.users[reader.id].zone)))
    title = tag("h2", PANELS[panel])
    close = tag("button", tag("span", "✕", aria_hidden="true"), type="button", aria_label="Close the panel", data_panel="")
    return joined([tag("header", title, close), tag("div", inside, class_="scroll", data_key=panel)])


def _now(playground: Playground, zone: ZoneInfo) -> str:
    return in_words(playground.time.now(), zone)


def _weather(playground: Playground, zone: ZoneInfo) -> Weather:
    return Weather(
        connected=playground.app.connected,
        twice=playground.twice,
        unsaid=playground.unsaid(),
        refusing_until=playground.refusing_until,
        now=_now(playground, zone),
        moved=bool(playground.time.ahead),
        scheduled=next((in_words(one, zone) for one in playground.scheduled()), ""),
    )
