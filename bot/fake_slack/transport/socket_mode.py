"""Socket Mode: takes deliveries to the app over its websockets, and again when they are not acknowledged."""

import asyncio
import json
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.fake_slack.fake_slack import FakeSlack
from bot.fake_slack.state.deliveries import EVENT, Delivery
from bot.fake_slack.state.workspace import APP

MOST_ATTEMPTS = 3


class Sockets:
    """The app's open websockets."""

    def __init__(self, slack: FakeSlack, patience: float = 3.0) -> None:
        self.slack, self.patience = slack, patience
        self.open: list[WebSocket] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Future[Any]] = set()

    def carry(self, delivery: Delivery) -> None:
        """Take a delivery to one of the sockets; without one it waits for the next to open."""
        if self._loop:
            asyncio.run_coroutine_threadsafe(self._carry(delivery), self._loop)

    async def link(self, socket: WebSocket) -> None:
        """One websocket, from hello to its end."""
        self._loop = asyncio.get_running_loop()
        await socket.accept()
        await socket.send_json({"type": "hello", "num_connections": len(self.open) + 1, "connection_info": {"app_id": APP}})
        with self.slack.workspace.changed:
            self.open.append(socket)
            self.slack.workspace.changed.notify_all()
        for delivery in self.slack.deliveries.open:
            await self._carry(delivery)
        try:
            while True:
                self._acknowledged(json.loads(await socket.receive_text()))
        except WebSocketDisconnect:
            self._gone(socket)

    def _acknowledged(self, message: dict[str, Any]) -> None:
        self.slack.deliveries.acknowledge(str(message.get("envelope_id")), message.get("payload"))

    def _gone(self, socket: WebSocket) -> None:
        with self.slack.workspace.changed:
            self.open = [one for one in self.open if one is not socket]
            self.slack.workspace.changed.notify_all()

    async def _carry(self, delivery: Delivery) -> None:
        if not self.open:
            return
        socket = self.open[len(self.slack.deliveries.all) % len(self.open)]  # any of them may get the next one
        task = asyncio.ensure_future(self._again_unless_acknowledged(delivery, delivery.attempt))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            await socket.send_json(delivery.envelope())
        except (WebSocketDisconnect, RuntimeError):
            self._gone(socket)

    async def _again_unless_acknowledged(self, delivery: Delivery, attempt: int) -> None:
        await asyncio.sleep(self.patience)
        again = not delivery.acknowledged and delivery.attempt == attempt < MOST_ATTEMPTS
        if again and delivery.kind == EVENT:
            delivery.attempt += 1
            await self._carry(delivery)

    # Trouble, ordered from another thread

    def ask_to_reconnect(self, reason: str = "refresh_requested") -> None:
        """Tell the app to open another socket, as Slack does every few hours."""
        self._do(lambda socket: socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {}}))

    def drop(self) -> None:
        """Close all sockets without a word."""
        self._do(lambda socket: socket.close(1011))

    def _do(self, what: Any) -> None:
        async def all_of_them() -> None:
            for socket in list(self.open):
                await what(socket)

        if self._loop:
            asyncio.run_coroutine_threadsafe(all_of_them(), self._loop).result(5)
