"""Where the conversations stood that were used last, so that the next turn need not walk from the start."""

import threading

from bot.core.dialogue.position import Position

MOST_KEPT = 500  # a position takes a few kilobytes


class Positions:
    """The last positions by conversation. Nothing rests on them: a walk goes on from one only where its answers still
    stand."""

    def __init__(self) -> None:
        self._kept: dict[str, Position] = {}
        self._changing = threading.Lock()

    def of(self, id_: str) -> Position | None:
        """Where this conversation stood after its last turn here."""
        return self._kept.get(id_)

    def keep(self, id_: str, position: Position) -> None:
        """Where a conversation stands now; the one that was kept first is let go."""
        with self._changing:
            self._kept.pop(id_, None)
            self._kept[id_] = position
            if len(self._kept) > MOST_KEPT:
                del self._kept[next(iter(self._kept))]
