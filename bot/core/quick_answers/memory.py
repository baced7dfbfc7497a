"""What was said last in a thread, so that the next words can refer to it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bot.core.quick_answers.reply import Reply


@dataclass(frozen=True)
class Said:
    """The last answer of a thread, as far as a next word may refer to it; kept as JSON."""

    asked: str = ""
    topic: str = ""
    choices: tuple[str, ...] = ()  # topics that a number picks, in order
    shown: tuple[str, ...] = ()  # blocks of the topic that were read
    table_shown: bool = False

    def as_data(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Said":
        """As it was kept."""
        several = {name: tuple(data.get(name, ())) for name in ("choices", "shown")}
        return cls(str(data.get("asked", "")), str(data.get("topic", "")), **several, table_shown=bool(data.get("table_shown")))


def said_in(reply: Reply, asked: str, before: "Said | None" = None) -> Said:
    """What to remember of a reply; one that only chatted leaves what was remembered."""
    told = [answer for answer in reply.answers if answer.topic or answer.choices]
    if not told:
        return before or Said(asked)
    first = told[0]
    choices = tuple(choice.topic for choice in first.choices) if len(told) == 1 else tuple(answer.topic for answer in told)
    went_on = before is not None and before.topic == first.topic and first.goes_on
    shown = (*(before.shown if before and went_on else ()), *first.blocks)
    return Said(before.asked if before and first.goes_on else asked, first.topic, choices, shown, first.shows_table)
