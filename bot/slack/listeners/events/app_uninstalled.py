"""Forgetting: a person who asks for it, a workspace that removes the app, tokens that are revoked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.services.privacy import forget_person, forget_workspace
from bot.slack.context import Edge
from bot.slack.payloads import Clicked, enterprise_of, person, team_of


@dataclass(frozen=True)
class Leaving:
    """Lets go of what was kept."""

    edge: Edge

    def forget(self, click: Clicked) -> str:
        """All that this person said, away, and their name out of what others keep; what is to be told them."""
        gone = forget_person(self.edge.advisor, person(click.spot.team, click.user))
        self.edge.names.pop((click.spot.team, click.user), None)
        names = {"count": gone.conversations, "course": gone.course, "elsewhere": gone.elsewhere}
        return self.edge.phrases.say("forgotten", **names)

    def uninstalled(self, body: Mapping[str, Any]) -> None:
        """The workspace removed the app: its tokens and all that was said in it."""
        forget_workspace(self.edge.advisor, team_of(body))
        self.edge.workspaces.forget(team_of(body), enterprise_of(body))

    def revoked(self, body: Mapping[str, Any]) -> None:
        """Tokens were revoked: those of the bot are let go; we keep none of people."""
        if (body.get("event") or {}).get("tokens", {}).get("bot"):
            self.edge.workspaces.forget(team_of(body), enterprise_of(body))
