"""Messages as a channel and a thread show them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.fake_slack.client.controls import Chosen
from bot.fake_slack.state.files import File
from bot.fake_slack.state.workspace import Message, Workspace
from bot.playground.html.blocks import blocks_html
from bot.playground.html.mrkdwn import Names, mrkdwn_html, plain
from bot.playground.html.render_context import RenderContext
from bot.playground.html.tags import Html, joined, tag

MESSAGE_SHORTCUTS = {"ask_about_this": "Ask the advisor"}  # as the manifest has them
TOGETHER = 300  # seconds within which one person's messages stand together


@dataclass(frozen=True)
class Viewer:
    """Somebody who reads, with what they chose in messages without having sent it."""

    workspace: Workspace
    id: str
    chosen: dict[tuple[str, str], Chosen] = field(default_factory=dict)

    @property
    def names(self) -> Names:
        """What people and channels are called."""
        return Names(self.workspace)


def messages_html(viewer: Viewer, messages: Sequence[Message], in_thread: bool) -> Html:
    """A run of messages, oldest first, day by day."""
    shown, before = [], None
    for message in messages:
        if before is None or _moment(before.ts).date() != _moment(message.ts).date():
            shown.append(_day(message))
            before = None
        shown.append(_message(viewer, message, before, in_thread))
        before = message
    return joined(shown)


def _moment(ts: str) -> datetime:
    return datetime.fromtimestamp(float(ts)).astimezone()


def _day(message: Message) -> Html:
    moment = _moment(message.ts)
    return tag("li", tag("span", f"{moment:%A} {moment.day} {moment:%B}"), class_="day", data_key=f"day-{moment:%Y%m%d}")


def _message(viewer: Viewer, message: Message, before: Message | None, in_thread: bool) -> Html:
    goes_on = before is not None and (before.user, before.only_for) == (message.user, message.only_for)
    goes_on = goes_on and before is not None and float(message.ts) - float(before.ts) < TOGETHER
    id_ = f"{'t' if in_thread else 'm'}{message.ts.replace('.', '-')}"
    name = viewer.names.user(message.user)
    name = name.capitalize() if message.ours else name
    said = tag("div", _top(viewer, message, name), _body(viewer, message, id_), _foot(viewer, message, in_thread), class_="said")
    tools, spoken = _tools(viewer, message, id_, in_thread), f"{name}, {_moment(message.ts):%H:%M}"
    place: dict[str, str | int] = {"id": id_, "data_at": f"{message.channel}|{message.ts}", "tabindex": -1, "aria_label": spoken}
    own = tag("article", avatar(name, message.ours), said, tools, **place)
    looks = ["message", "ours" if message.ours else "", "goes-on" if goes_on else "", "hidden" if message.only_for else ""]
    told = plain(message.text, viewer.names) if message.text else "a message"
    own_words = message.user == viewer.id
    return tag(
        "li", own, class_=" ".join(filter(None, looks)), data_key=message.ts, data_told=None if own_words else f"{name}: {told}"
    )


def avatar(name: str, ours: bool = False) -> Html:
    """A person's picture: their initial."""
    shade = "ours" if ours else f"shade-{sum(map(ord, name)) % 5}"
    return tag("span", "✦" if ours else name[:1].upper(), class_=f"avatar {shade}", aria_hidden="true")


def _top(viewer: Viewer, message: Message, name: str) -> Html:
    moment = _moment(message.ts)
    badge = tag("span", "App", class_="badge") if message.ours else None
    hidden = tag("p", tag("span", "👁 ", aria_hidden="true"), "Only visible to you", class_="only") if message.only_for else None
    time = tag("time", f"{moment:%H:%M}", datetime=moment.isoformat(timespec="seconds"))
    return joined([hidden, tag("div", tag("b", name), badge, time, class_="by")])


def _body(viewer: Viewer, message: Message, id_: str) -> Html:
    chosen = viewer.chosen.get((message.channel, message.ts), {})
    body = (
        blocks_html(message.blocks, RenderContext(viewer.names, id_, chosen))
        if message.blocks
        else tag("div", mrkdwn_html(message.text, viewer.names), class_="words")
    )
    files = [_file(viewer.workspace.files[id_]) for id_ in message.files if id_ in viewer.workspace.files]
    edited = tag("small", "(edited)", class_="edited") if message.edits else None
    return tag("div", body, *files, edited, class_="body")


def _file(file: File) -> Html:
    return tag("p", "📄 ", tag("a", file.title or file.name, href=f"/files/{file.id}", download=file.name), class_="file")


def _foot(viewer: Viewer, message: Message, in_thread: bool) -> Html | None:
    answers = [one for one in viewer.workspace.seen_by(viewer.id, message.channel) if one.thread == message.ts]
    if in_thread or not answers:
        return None
    public = [one for one in answers if not one.only_for]
    people = list(dict.fromkeys(one.user for one in answers))[:4]
    faces = joined(avatar(viewer.names.user(one), one.startswith("U0ADVISOR")) for one in people)
    count = {0: "A word for you alone", 1: "1 reply"}.get(len(public), f"{len(public)} replies")
    last = tag("small", f"Last at {_moment(answers[-1].ts):%H:%M}")
    return tag("button", faces, tag("b", count), last, type="button", class_="replies", data_thread=message.ts)


def _tools(viewer: Viewer, message: Message, id_: str, in_thread: bool) -> Html:
    if message.only_for:
        return tag("div", tag("button", "Dismiss", type="button", data_do="dismiss"), class_="tools")
    shown = []
    if not in_thread:
        shown.append(tag("button", "Reply in thread", type="button", data_thread=message.ts))
    menu = f"{id_}-tools"
    shown.append(
        tag("button", tag("span", "⋮", aria_hidden="true"), type="button", popovertarget=menu, aria_label="More actions")
    )
    choices = (
        tag("button", name, type="button", data_do="message_shortcut", data_value=callback)
        for callback, name in MESSAGE_SHORTCUTS.items()
    )
    return tag("div", *shown, tag("div", *choices, id=menu, popover="auto", class_="menu"), class_="tools")
