"""Word of every change in the workspace, for whoever waits or listens."""

import threading
from collections.abc import Callable


class Changes(threading.Condition):
    """Told of every change, it wakes those who wait, and calls those who listen."""

    def __init__(self) -> None:
        super().__init__()
        self.listeners: list[Callable[[], None]] = []

    def notify_all(self) -> None:
        """Something changed."""
        super().notify_all()
        for listener in self.listeners:
            listener()
