"""Where blocks are shown, and to whom."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.fake_slack import Json
from bot.fake_slack.client.controls import Chosen
from bot.playground.html.mrkdwn import Names, mrkdwn_html, plain
from bot.playground.html.tags import Html, joined


@dataclass(frozen=True)
class RenderContext:
    """A message or a view before somebody's eyes; `at` begins the ids in it."""

    names: Names
    at: str
    chosen: Chosen = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)

    def text(self, text: Json | None) -> Html:
        """A text object."""
        words = str((text or {}).get("text", ""))
        return mrkdwn_html(words, self.names) if (text or {}).get("type") == "mrkdwn" else joined([words])

    def bare(self, text: Json | None) -> str:
        """A text object as bare words."""
        words = str((text or {}).get("text", ""))
        return plain(words, self.names) if (text or {}).get("type") == "mrkdwn" else words


@dataclass(frozen=True)
class Control:
    """An element where it can be used: its id in the page, what it is called there, and what describes it."""

    context: RenderContext
    block: Json
    element: Json
    id: str
    label: str
    described: str = ""

    @property
    def held(self) -> Json:
        """What was chosen or typed in it, as far as the workspace knows."""
        return self.context.chosen.get((self.block.get("block_id", ""), self.element.get("action_id", ""))) or {}

    @property
    def place(self) -> dict[str, str]:
        """The attributes that say which element this is."""
        return {"data_block": self.block.get("block_id", ""), "data_action": self.element.get("action_id", "")}

    @property
    def sends(self) -> str | None:
        """Whether a choice is told to the app at once; in a form it waits until the form is sent."""
        return "choose" if self.block.get("type") != "input" or self.block.get("dispatch_action") else None

    @property
    def invalid(self) -> bool:
        """Whether what was typed was refused."""
        return self.block.get("block_id", "") in self.context.errors
