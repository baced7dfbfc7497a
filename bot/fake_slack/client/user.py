"""People in the workspace: each thing they do becomes the payload that Slack would send."""

import re
from collections.abc import Mapping

from bot.fake_slack import Json
from bot.fake_slack.client.controls import (
    CHOOSING,
    PICKING_SEVERAL,
    TICKING,
    Chosen,
    NoSuchControl,
    at_first,
    button,
    chooser,
    controls,
    filled_in,
    option_meant,
    state_of,
    trouble_in,
)
from bot.fake_slack.client.payloads import Payloads
from bot.fake_slack.server import StandIn
from bot.fake_slack.state.deliveries import ACKNOWLEDGE_SECONDS, COMMAND, EVENT, INTERACTION, Delivery
from bot.fake_slack.state.views import View
from bot.fake_slack.state.workspace import BOT_USER, Channel, Message, User

_ADDRESS = re.compile(r"https?://[^\s<>]+")


class UserClient:
    """Somebody who talks to the app."""

    def __init__(
        self,
        slack: StandIn,
        name: str,
        for_org: bool = False,
        patience: float = ACKNOWLEDGE_SECONDS,
        user: User | None = None,
    ) -> None:
        self.slack, self.patience = slack, patience
        self.user = user or slack.workspace.add_user(name)
        self.id = self.user.id
        self.payloads = Payloads(slack, for_org)
        self._chosen: dict[tuple[str, str], Chosen] = {}  # in each message and view, before it is sent

    @property
    def dm(self) -> Channel:
        """The direct message between this person and the app."""
        return self.slack.workspace.direct_message(self.id)

    @property
    def modal(self) -> View | None:
        """The modal that is open."""
        return self.slack.views.top(self.id)

    def sees(self, channel: Channel) -> list[Message]:
        """What can be read in a channel and its threads, oldest first."""
        return self.slack.workspace.seen_by(self.id, channel.id)

    def _send(self, kind: str, payload: Json) -> Delivery:
        return self.slack.deliveries.send(kind, payload, self.patience)

    # Words

    def post(self, channel: Channel, words: str, thread: str = "") -> Message:
        """Type something into a channel or a thread."""
        message = self.slack.workspace.post(channel.id, self.id, self._sent(words), thread=thread)
        if BOT_USER in self.slack.workspace.channels[channel.id].members:
            self._send(EVENT, self.payloads.message(message, channel))
        return message

    def mention(self, channel: Channel, words: str = "", thread: str = "", mention_first: bool = False) -> Message:
        """Type something that names the app: it arrives as a message and as a mention, in no certain order."""
        text = f"<@{BOT_USER}> {self._sent(words)}".strip()
        message = self.slack.workspace.post(channel.id, self.id, text, thread=thread)
        for mention in (mention_first, not mention_first):
            self._send(EVENT, self.payloads.message(message, channel, mention))
        return message

    def write(self, words: str, thread: str = "") -> Message:
        """Type something to the app in the direct message."""
        return self.post(self.dm, words, thread)

    def _sent(self, words: str) -> str:
        """Typed words as a client sends them: escaped, with names and addresses marked."""
        sent = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        sent = _ADDRESS.sub(lambda match: f"<{match[0]}>", sent)
        for name in ("channel", "here", "everyone"):
            sent = sent.replace(f"@{name}", f"<!{name}>")
        for user in self.slack.workspace.users.values():
            sent = sent.replace(f"@{user.name}", f"<@{user.id}>")
        return sent

    def command(self, channel: Channel, text: str = "", command: str = "/advisor") -> Delivery:
        """Type a slash command; what it is answered with is shown to this person alone."""
        name = self.slack.triggers.address(self.id, channel.id)
        payload = self.payloads.command(self.user, channel, command, text, self.slack.response_url(name))
        delivery = self._send(COMMAND, payload)
        if delivery.answer:
            self.slack.triggers.answer_at(name, {"response_type": "ephemeral"} | delivery.answer)
        return delivery

    def bring(self, channel: Channel, somebody: User) -> None:
        """Bring somebody into a channel, or join it; the app hears of it in channels that it is in."""
        members = channel.members | {somebody.id}
        self.slack.workspace.change_channel(channel.id, members=members)
        if BOT_USER in members:
            self._send(EVENT, self.payloads.joined(somebody, channel, self.user))

    def pick(self, at: Message | View, *ids: str) -> Delivery:
        """Choose these conversations, where one may choose several."""
        block, element = next(found for found in controls(blocks_of(at)) if found[1]["type"] == PICKING_SEVERAL)
        picked = self._in(at)[block["block_id"], element["action_id"]] = filled_in(element, list(ids))
        return self._use(at, block, element, {"selected_conversations": picked["selected_conversations"]})

    def open_app(self, tab: str = "home") -> Delivery:
        """Open the app's home or its messages."""
        return self._send(EVENT, self.payloads.home_opened(self.user, self.dm, tab))

    # Clicks

    def click(self, at: Message | View, wanted: str, beside: str = "") -> Delivery:
        """Click the button with this label, action id or value."""
        block, element = button(blocks_of(at), wanted, beside)
        if element.get("url"):
            raise NoSuchControl(f"“{wanted}” leads to a page")
        pressed: Json = {key: held for key, held in element.items() if key in {"text", "value", "style"}}
        return self._use(at, block, element, pressed)

    def choose(self, at: Message | View, option: str) -> Delivery | None:
        """Choose an option; nothing is sent, and None comes back, for what is chosen already."""
        block, element = chooser(blocks_of(at), option, CHOOSING)
        picked, place = filled_in(element, option), (block["block_id"], element["action_id"])
        if element["type"] != "overflow":
            chosen = self._in(at)
            if (chosen.get(place) or at_first(element)) == picked:
                return None
            chosen[place] = picked
        return self._use(at, block, element, {"selected_option": picked["selected_option"]})

    def tick(self, at: Message | View, *wanted: str) -> None:
        """Tick these boxes, and no others; every change is sent by itself."""
        block, element = chooser(blocks_of(at), wanted[0], TICKING) if wanted else self._ticks(at)
        place = (block["block_id"], element["action_id"])
        held = (self._in(at).get(place) or at_first(element))["selected_options"]
        for option in [one for one in (option_meant(element, name) for name in wanted) if one not in held]:
            held = [*held, option]
            self._ticked(at, block, element, held)
        for option in [one for one in held if not {one["value"], one["text"]["text"]} & set(wanted)]:
            held = [one for one in held if one != option]
            self._ticked(at, block, element, held)

    def _ticks(self, at: Message | View) -> tuple[Json, Json]:
        return next(found for found in controls(blocks_of(at)) if found[1]["type"] in TICKING)

    def _ticked(self, at: Message | View, block: Json, element: Json, held: list[Json]) -> None:
        self._in(at)[block["block_id"], element["action_id"]] = {"type": element["type"], "selected_options": held}
        self._use(at, block, element, {"selected_options": held})

    def _in(self, at: Message | View) -> Chosen:
        key = (at.channel, at.ts) if isinstance(at, Message) else ("view", at.id)
        return self._chosen.setdefault(key, {})

    def _use(self, at: Message | View, block: Json, element: Json, held: Json) -> Delivery:
        action = {"type": element["type"], "action_id": element["action_id"], "block_id": block["block_id"], **held}
        state = state_of(blocks_of(at), self._in(at))
        if isinstance(at, View):
            return self._send(INTERACTION, self.payloads.click_in_view(self.user, at, state, action))
        url = self.slack.response_url(self.slack.triggers.address(self.id, at.channel, at))
        return self._send(INTERACTION, self.payloads.click(self.user, at, state, action, url))

    # Modals

    def submit(self, values: Mapping[str, object], view: View | None = None) -> dict[str, str]:
        """Fill in the open modal, by label or block id, and send it; what is wrong, by block id."""
        view = view or self.modal
        if view is None:
            raise NoSuchControl("no modal is open")
        chosen = self._in(view)
        for block, element in controls(view.content["blocks"]):
            for name in {block["block_id"], block["label"]["text"]} & set(values):
                chosen[block["block_id"], element["action_id"]] = filled_in(element, values[name])
        return self.send_off(view)

    def send_off(self, view: View) -> dict[str, str]:
        """Send a modal as it is filled in; what the client or the app finds wrong, by block id."""
        chosen, blocks = self._in(view), view.content["blocks"]
        troubles = dict[str, str]()
        for block, element in controls(blocks):
            held = chosen.get((block["block_id"], element["action_id"])) or at_first(element)
            if block["type"] == "input" and not block.get("optional") and (trouble := trouble_in(element, held)):
                troubles[block["block_id"]] = trouble
        return troubles or self._submitted(view, state_of(blocks, chosen))

    def _submitted(self, view: View, state: Json) -> dict[str, str]:
        delivery = self._send(INTERACTION, self.payloads.submission(self.user, view, state))
        if not delivery.acknowledged:
            return {"": "We had some trouble connecting. Try again?"}
        self.slack.views.answered(view, delivery.answer)
        return dict(delivery.answer.get("errors") or {})

    def close(self, view: View) -> None:
        """Close the modal; the app hears of it if it asked to."""
        self.slack.views.close(view)
        if view.content.get("notify_on_close"):
            self._send(INTERACTION, self.payloads.closed(self.user, view))

    # Shortcuts

    def shortcut(self, callback: str) -> Delivery:
        """Use a global shortcut."""
        return self._send(INTERACTION, self.payloads.shortcut(self.user, callback))

    def message_shortcut(self, message: Message, callback: str) -> Delivery:
        """Use a shortcut on a message."""
        url = self.slack.response_url(self.slack.triggers.address(self.id, message.channel, message))
        return self._send(INTERACTION, self.payloads.message_shortcut(self.user, message, callback, url))


def blocks_of(at: Message | View) -> list[Json]:
    """The blocks of a message or a view."""
    return list(at.blocks) if isinstance(at, Message) else at.content["blocks"]
