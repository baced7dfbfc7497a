"""All that somebody has before them, as the regions of the page."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.core.working_days import in_words
from bot.fake_slack import Json
from bot.fake_slack.state.workspace import BOT_USER, Channel
from bot.playground.browser_user import BrowserUser
from bot.playground.html.author_panel import author_html
from bot.playground.html.composer import composer_html
from bot.playground.html.faults_panel import FaultsShown, trouble_html
from bot.playground.html.messages import Viewer, messages_html
from bot.playground.html.sidebar import PANELS, bar_html, head_html, intro_html, side_html, thread_head_html
from bot.playground.html.tags import Html, joined, tag
from bot.playground.html.views import home_html, modal_html
from bot.playground.playground import Playground

HOME = "home"


@dataclass(frozen=True)
class PageQuery:
    """What somebody looks at: a channel or the Home tab, perhaps a thread in it, perhaps a panel beside it."""

    person: str = ""
    place: str = ""
    thread: str = ""
    panel: str = ""


def shown(playground: Playground, before: PageQuery) -> Json:
    """The regions, and where they are; what is not there (any more) is replaced by what is."""
    client = playground.client(before.person)
    viewer = Viewer(playground.slack.workspace, client.id, client.chosen)
    channel = _channel(playground, client, before.place)
    home = before.place == HOME
    zone = ZoneInfo(client.user.zone)
    if not home:
        playground.looked_at(client.id, channel)
    thread = _thread(viewer, channel, "" if home else before.thread)
    place = HOME if home else channel.id
    regions = {
        "bar": bar_html(playground.app.connected, before.panel, _now(playground, zone) if playground.time.ahead else ""),
        "side": side_html(playground, client, place),
        "head": head_html(channel, home, client.dm.id),
        "list": _home(playground, client, viewer) if home else _list(viewer, channel),
        "foot": "" if home else composer_html(playground.slack, channel),
        "thread": _thread_pane(playground, viewer, channel, thread) if thread else "",
        "panel": _panel(playground, viewer, channel, thread, before.panel),
        "modal": _modal(playground, client, viewer),
    }
    return {"person": client.id, "place": place, "thread": thread, "panel": before.panel, "regions": regions}


def _channel(playground: Playground, client: BrowserUser, place: str) -> Channel:
    known = {one.id: one for one in (*playground.channels(client.id), client.dm)}
    private = place == HOME or place.startswith("D")
    return client.dm if private else known.get(place) or next(iter(known.values()))


def _thread(viewer: Viewer, channel: Channel, ts: str) -> str:
    return ts if any(one.ts == ts for one in viewer.workspace.seen_by(viewer.id, channel.id)) else ""


def _list(viewer: Viewer, channel: Channel) -> Html:
    messages = [one for one in viewer.workspace.seen_by(viewer.id, channel.id) if not one.thread]
    shown = joined([intro_html(channel, BOT_USER in channel.members), messages_html(viewer, messages, in_thread=False)])
    return joined([tag("h2", "Messages", class_="unseen"), tag("ol", shown, class_="messages", data_key=f"list-{channel.id}")])


def _home(playground: Playground, client: BrowserUser, viewer: Viewer) -> Html:
    return joined([tag("h2", "Home", class_="unseen"), home_html(viewer, playground.slack.views.homes.get(client.id))])


def _thread_pane(playground: Playground, viewer: Viewer, channel: Channel, ts: str) -> Html:
    messages = [one for one in viewer.workspace.seen_by(viewer.id, channel.id) if ts in (one.ts, one.thread)]
    listed = tag("ol", messages_html(viewer, messages, in_thread=True), class_="messages", data_key=f"thread-{ts}")
    return joined(
        [
            thread_head_html(channel),
            tag("div", listed, class_="scroll", data_key="scroll"),
            tag("div", composer_html(playground.slack, channel, ts), class_="foot", data_key="foot"),
        ]
    )


def _modal(playground: Playground, client: BrowserUser, viewer: Viewer) -> Html | str:
    view = client.modal
    return modal_html(viewer, view, client.errors(view), deeper=bool(view.previous)) if view else ""


def _panel(playground: Playground, viewer: Viewer, channel: Channel, thread: str, panel: str) -> Html | str:
    if panel not in PANELS:
        return ""
    if panel == "authors":
        inside = author_html(playground.content, playground.conversation_at(channel.id, thread), viewer.names)
    else:
        inside = trouble_html(playground.slack, _weather(playground, ZoneInfo(viewer.workspace.users[viewer.id].zone)))
    title = tag("h2", PANELS[panel])
    close = tag("button", tag("span", "✕", aria_hidden="true"), type="button", aria_label="Close the panel", data_panel="")
    return joined([tag("header", title, close), tag("div", inside, class_="scroll", data_key=panel)])


def _now(playground: Playground, zone: ZoneInfo) -> str:
    return in_words(playground.time.now(), zone)


def _weather(playground: Playground, zone: ZoneInfo) -> FaultsShown:
    return FaultsShown(
        connected=playground.app.connected,
        twice=playground.twice,
        unsaid=playground.unsaid(),
        refusing_until=playground.refusing_until,
        now=_now(playground, zone),
        moved=bool(playground.time.ahead),
        scheduled=next((in_words(one, zone) for one in playground.scheduled()), ""),
    )
