"""What Slack sends the app, and whether it was acknowledged."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.fake_slack import Json
from bot.fake_slack.state.workspace import Workspace

ACKNOWLEDGE_SECONDS = 3.0

EVENT, INTERACTION, COMMAND = "events_api", "interactive", "slash_commands"


@dataclass(eq=False)
class Delivery:
    """One payload on its way to the app."""

    id: str
    kind: str
    payload: Json = field(repr=False)
    attempt: int = 0
    acknowledged: bool = False
    answer: Json = field(default_factory=dict)  # what the app acknowledged it with

    def envelope(self) -> Json:
        """As it travels in Socket Mode."""
        retry: Json = {"retry_attempt": self.attempt, "retry_reason": "timeout" if self.attempt else ""}
        accepts = self.kind != EVENT
        own = {"envelope_id": self.id, "type": self.kind, "payload": self.payload, "accepts_response_payload": accepts}
        return own | (retry if self.kind == EVENT else {})


class Deliveries:
    """All deliveries; `carry` is the transport that takes them to the app."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.carry: Callable[[Delivery], None] = lambda _: None
        self.all: list[Delivery] = []

    def send(self, kind: str, payload: Json, wait: float = ACKNOWLEDGE_SECONDS) -> Delivery:
        """Send a payload, and wait for its acknowledgement."""
        with self.workspace.changed:
            delivery = Delivery(f"{self.workspace.new_id('e')}-{len(self.all)}", kind, payload)
            self.all.append(delivery)
        self.carry(delivery)
        return self.waited(delivery, wait)

    def again(self, delivery: Delivery, wait: float = ACKNOWLEDGE_SECONDS) -> Delivery:
        """Send the same once more, as Slack does when it is not sure that it arrived."""
        delivery.acknowledged, delivery.attempt = False, delivery.attempt + 1
        self.carry(delivery)
        return self.waited(delivery, wait)

    def waited(self, delivery: Delivery, seconds: float) -> Delivery:
        """The delivery, once it is acknowledged or the time is over."""
        if seconds:
            with self.workspace.changed:
                self.workspace.changed.wait_for(lambda: delivery.acknowledged, seconds)
        return delivery

    def acknowledge(self, id_: str, answer: Json | None) -> None:
        """The app has it."""
        with self.workspace.changed:
            for delivery in self.all:
                if delivery.id == id_:
                    delivery.acknowledged, delivery.answer = True, answer or {}
            self.workspace.changed.notify_all()

    @property
    def open(self) -> list[Delivery]:
        """What was not acknowledged yet."""
        return [delivery for delivery in self.all if not delivery.acknowledged]
