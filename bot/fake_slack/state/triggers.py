"""What Slack hands out for a while: trigger ids for modals, and addresses to answer at."""

from dataclasses import dataclass

from bot.fake_slack import Json
from bot.fake_slack.state.workspace import Message, Workspace
from bot.fake_slack.validation.messages import Refused

TRIGGER_SECONDS, ADDRESS_SECONDS, ADDRESS_USES = 3.0, 1800.0, 5


@dataclass
class Trigger:
    """The right to open one modal for somebody."""

    user: str
    until: float
    used: bool = False


@dataclass
class Address:
    """Where the app may answer a click or a command (a response_url)."""

    user: str
    channel: str
    until: float
    thread: str = ""
    message: Message | None = None  # the one that was clicked in
    uses: int = 0


class Triggers:
    """All that was handed out."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.triggers: dict[str, Trigger] = {}
        self.addresses: dict[str, Address] = {}

    def trigger(self, user: str) -> str:
        """A trigger id for something that this person just did."""
        id_ = f"{self.workspace.new_id('1')}.{len(self.triggers)}.{self.workspace.new_id('a').lower()}"
        self.triggers[id_] = Trigger(user, self.workspace.clock() + TRIGGER_SECONDS)
        return id_

    def exchange(self, id_: str) -> str:
        """The person whose trigger this is; it works once. Raises Refused."""
        with self.workspace.changed:
            trigger = self.triggers.get(id_)
            if trigger is None:
                raise Refused("invalid_trigger_id")
            if trigger.used:
                raise Refused("exchanged_trigger_id")
            if self.workspace.clock() > trigger.until:
                raise Refused("expired_trigger_id")
            trigger.used = True
            return trigger.user

    def address(self, user: str, channel: str, message: Message | None = None) -> str:
        """The name of a new address to answer at."""
        name = self.workspace.new_id("r")
        thread = message.thread if message else ""
        self.addresses[name] = Address(user, channel, self.workspace.clock() + ADDRESS_SECONDS, thread, message)
        return name

    def use(self, name: str) -> Address:
        """The address of this name, used once more. Raises Refused."""
        with self.workspace.changed:
            address = self.addresses.get(name)
            if address is None:
                raise Refused("no_service")
            if self.workspace.clock() > address.until:
                raise Refused("expired_url")
            if address.uses >= ADDRESS_USES:
                raise Refused("used_url")
            address.uses += 1
            return address

    def answer_at(self, name: str, args: Json) -> None:
        """Say or change what the app posts to an address."""
        address, workspace = self.use(name), self.workspace
        message = address.message
        if message and args.get("delete_original"):
            workspace.delete(self._now(message))
        elif message and args.get("replace_original", not args.get("response_type")):
            workspace.edit(self._now(message), text=args.get("text", ""), blocks=args.get("blocks") or ())
        else:
            only_for = "" if args.get("response_type") == "in_channel" else address.user
            thread = args.get("thread_ts") or address.thread
            content = {"blocks": args.get("blocks"), "thread": thread, "only_for": only_for}
            workspace.post(address.channel, "U0ADVISOR", args.get("text", ""), **content)

    def _now(self, message: Message) -> Message:
        return next(one for one in self.workspace.messages if (one.channel, one.ts) == (message.channel, message.ts))
