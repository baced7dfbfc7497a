"""Once an hour: what is too old is let go, and once a week the owners of the knowledge get a digest."""

from dataclasses import dataclass

from bot.core.search.unanswered import gaps_in
from bot.core.templating.markdown import escaped
from bot.slack.blocks import kit
from bot.slack.context import Edge
from bot.slack.installations import UNREACHABLE, NotInstalled
from bot.slack.payloads import Spot
from bot.storage.tables import WORKSPACES

HOUR = 60 * 60
DAY = 24 * HOUR
WEEK = 7 * DAY
MOST_TOLD = 20


@dataclass(frozen=True)
class Housekeeping:
    """What is done from time to time, whoever talks."""

    edge: Edge
    keep_days: int
    owners_channel: str = ""

    def run(self) -> None:
        """Let go of what is too old, and tell the owners when it is time: one of all instances each hour."""
        now = self.edge.now
        with self.edge.advisor.store.transaction(now) as transaction:
            if not transaction.first_time(f"the hourly work of {int(now // HOUR)}"):  # which whoever fails at gives back
                return
            transaction.forget_deliveries(now - DAY)  # Slack redelivers for hours at the most
            transaction.forget_last_answers(now - WEEK)
            transaction.forget_older(now - self.keep_days * DAY)
        if self.owners_channel:
            self._digest(now)

    def _digest(self, now: float) -> None:
        if not (team := self._team()):
            return
        spot = Spot(team, self.owners_channel)
        with self.edge.advisor.store.transaction(now) as transaction:
            last = float(transaction.settings_of(WORKSPACES, f"digest:{spot.team}").get("at", 0.0))
            due = now - last >= WEEK
            if due:
                transaction.choose(WORKSPACES, f"digest:{spot.team}", at=now)
            found = gaps_in(transaction.gaps(now - WEEK)) if due else []
        if found:
            lines = [f"- {escaped(gap.question)} ({gap.count})" for gap in found[:MOST_TOLD]]
            words = self.edge.phrases.say("digest", count=len(found))
            shown = kit.message([*kit.sections(words), *kit.sections("\n".join(lines))], words)
            self.edge.say_later(spot, shown, f"digest:{spot.team}:{int(now // DAY)}")

    def _team(self) -> str:
        """The one workspace; nothing while it cannot be asked, or where there are many."""
        try:
            return str(self.edge.client(Spot("", "")).auth_test()["team_id"])
        except (*UNREACHABLE, NotInstalled):
            return ""
