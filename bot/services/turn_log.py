"""One line, one count and one span a turn: ids, dialogue, from where to where, and how long; no word that anybody
said."""

from datetime import datetime
from typing import Any

from bot.services.conversations import Advisor, TurnResult
from bot.telemetry.logs import TURNS as LINES
from bot.telemetry.metrics import TURNS
from bot.telemetry.tracing import tracer


class TurnLog:
    """Told of every turn, once it is stored."""

    def __init__(self, advisor: Advisor) -> None:
        self._clock, self._tracer = advisor.clock, tracer()
        advisor.on_turn = self.taken

    def taken(self, result: TurnResult, began: datetime) -> None:
        """A turn was taken."""
        facts = _facts(result)
        LINES.info("turn", extra={**facts, "milliseconds": round((self._clock() - began).total_seconds() * 1000, 1)})
        TURNS.labels(facts["dialogue"]).inc()
        if self._tracer:
            span = self._tracer.start_span("turn", attributes=facts, start_time=int(began.timestamp() * 1e9))
            span.end()


def _facts(result: TurnResult) -> dict[str, Any]:
    turn, stored = result.turn, result.stored
    before, after = turn.before.answers, turn.conversation.answers
    answered = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    asks = turn.reply.asks
    return {
        "conversation": turn.conversation.id,
        "dialogue": turn.conversation.dialogue,
        "from": ", ".join(answered),
        "to": asks.key if asks else stored.status,
        "version": turn.conversation.version,
    }
