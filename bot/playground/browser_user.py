"""People who use the page: what they click is named by its place, not by its label."""

from collections.abc import Iterable, Mapping

from bot.fake_slack import Json
from bot.fake_slack.client.controls import (
    PICKING_SEVERAL,
    Chosen,
    NoSuchControl,
    at_first,
    controls,
    filled_in,
    options,
)
from bot.fake_slack.client.user import UserClient, blocks_of
from bot.fake_slack.server import StandIn
from bot.fake_slack.state.deliveries import EVENT, Delivery
from bot.fake_slack.state.views import View
from bot.fake_slack.state.workspace import BOT_USER, Channel, Message, User

SLACKBOT = User("USLACKBOT", "Slackbot", bot=True)
INVITING = "/invite @"
INVITE = f"{INVITING}advisor"

# What was chosen or typed, by block and then by action; nothing for what is as it was.
Values = Mapping[str, Mapping[str, object]]


class BrowserUser(UserClient):
    """Somebody at the page."""

    def __init__(self, slack: StandIn, user: User) -> None:
        super().__init__(slack, user.name, user=user)
        self.troubles: dict[str, dict[str, str]] = {}  # why the client did not send a modal, by view

    @property
    def chosen(self) -> dict[tuple[str, str], Chosen]:
        """What is chosen or typed in messages and views and was not sent."""
        return self._chosen

    # Words

    def type(self, channel: Channel, words: str, thread: str = "") -> Message | None:
        """Send what was typed into the composer: words, or a slash command."""
        if words.startswith("/"):
            self._commanded(channel, words, thread)
            return None
        message = self.slack.workspace.post(channel.id, self.id, self._sent(words), thread=thread)
        named = f"<@{BOT_USER}>" in message.text and channel.kind != "im"
        if BOT_USER in self.slack.workspace.channels[channel.id].members:
            for mention in (False, True) if named else (False,):
                self._send(EVENT, self.payloads.message(message, channel, mention))
        elif named:
            self._told(channel, f"You mentioned @advisor, but it is not in this channel. Type `{INVITE}` to bring it in.", thread)
        return message

    def _commanded(self, channel: Channel, words: str, thread: str) -> None:
        command, _, text = words.partition(" ")
        if words.startswith(INVITING) and channel.kind != "im":
            self._told(channel, self._brought(channel, words.removeprefix(INVITING).strip()), thread)
        elif command != "/advisor":
            self._told(channel, f"`{command}` is not a command here. `/advisor help` says what there is.", thread)
        elif thread:
            self._told(channel, "Slack takes no commands in threads. Type it in the channel.", thread)
        elif not self.command(channel, text.strip()).acknowledged:
            self._told(channel, "`/advisor` failed: the app did not answer in time.", thread)

    def _brought(self, channel: Channel, name: str) -> str:
        """Bring somebody of this name into a channel; what is to be said of it."""
        user = next((one for one in self.slack.workspace.users.values() if one.name.lower() == name.lower()), None)
        if user is None:
            return f"There is nobody called {name} here."
        if user.id not in channel.members:
            self.bring(channel, user)
        return f"{'The advisor' if user.bot else user.name} is in this channel now."

    def _told(self, channel: Channel, words: str, thread: str) -> None:
        self.slack.workspace.post(channel.id, SLACKBOT.id, words, thread=thread, only_for=self.id)

    # Clicks

    def use(self, at: Message | View, block: str, action: str, value: str, values: Values) -> Delivery:
        """Click or choose in the element at this place; `values` is what else is chosen around it."""
        self.fill(at, values)
        held, element = _element(blocks_of(at), block, action)
        return self._use(at, held, element, self._done(at, held, element, value))

    def _done(self, at: Message | View, block: Json, element: Json, value: str) -> Json:
        kind, place = element["type"], (block["block_id"], element["action_id"])
        if kind == "feedback_buttons":
            sides = (element["positive_button"], element["negative_button"])
            return next(side for side in sides if side["value"] == value)
        if kind in {"button", "icon_button"}:
            return {key: held for key, held in element.items() if key in {"text", "value", "style"}}
        chosen = filled_in(element, value) if kind == "overflow" else self._in(at).get(place) or at_first(element)
        return {key: held for key, held in chosen.items() if key != "type"}

    def fill(self, at: Message | View, values: Values) -> None:
        """Remember what is chosen and typed, before any of it is sent."""
        chosen = self._in(at)
        for block, element in controls(blocks_of(at)):
            value = values.get(block["block_id"], {}).get(element.get("action_id", ""))
            if value is not None:
                chosen[block["block_id"], element["action_id"]] = filled_in(element, _known(element, value))

    # Modals

    def send(self, view: View, values: Values) -> None:
        """Send the open modal off; what the client finds wrong is kept, and shown in it."""
        self.fill(view, values)
        self.troubles[view.id] = self.send_off(view)

    def errors(self, view: View) -> dict[str, str]:
        """What is wrong with an open modal, by block."""
        return self.troubles.get(view.id, {}) or dict(view.errors)


def _element(blocks: Iterable[Json], block: str, action: str) -> tuple[Json, Json]:
    """The element at this place. Raises NoSuchControl."""
    for one in blocks:
        for element in (one.get("accessory"), one.get("element"), *(one.get("elements") or ())):
            if element and one.get("block_id") == block and element.get("action_id") == action:
                return one, element
    raise NoSuchControl("this was changed meanwhile")


def _known(element: Json, value: object) -> object:
    """A value as it can be held: of choices only those there are, and no words for none."""
    if element["type"] == PICKING_SEVERAL:
        return value
    if isinstance(value, list):
        values = {option["value"] for option in options(element)}
        return [one for one in value if one in values]
    return value or None
