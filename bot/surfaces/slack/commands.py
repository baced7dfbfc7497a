"""`/advisor` and the shortcuts: answered to the person alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.core import messages as say
from bot.core.answers import said_shortly
from bot.core.menu import dialogue_meant
from bot.core.problems import closest
from bot.surfaces.slack import blocks as kit
from bot.surfaces.slack.asking import Asking
from bot.surfaces.slack.beginning import Beginning
from bot.surfaces.slack.blocks import Block
from bot.surfaces.slack.edge import Edge
from bot.surfaces.slack.inviting import Inviting
from bot.surfaces.slack.leaving import forget_button
from bot.surfaces.slack.menu import menu
from bot.surfaces.slack.overview import decision_blocks
from bot.surfaces.slack.payloads import Spot, enterprise_of, person, team_of, user_of
from bot.surfaces.slack.replies import Told
from bot.surfaces.slack.workspaces import UNREACHABLE


@dataclass(frozen=True)
class Commanding:
    """Carries out what was typed behind `/advisor`."""

    edge: Edge
    beginning: Beginning
    asking: Asking
    inviting: Inviting

    def command(self, body: Mapping[str, Any]) -> Block:
        """The answer to a slash command, for this person alone."""
        spot = Spot(team_of(body), str(body.get("channel_id", "")), enterprise=enterprise_of(body))
        words, event = str(body.get("text") or "").strip(), f"command:{body.get('trigger_id', '')}"[:200]
        verb, _, rest = words.partition(" ")
        simple: dict[str, Callable[[], Block]] = {
            "": lambda: menu(self.edge.library, ask_where=not spot.private),
            "help": self._help,
            "resume": lambda: self._resume(spot, user_of(body), event),
            "my decisions": lambda: self._decisions(spot, user_of(body)),
            "forget me": self._forget,
        }
        if words.lower() in simple:
            return simple[words.lower()]()
        if verb.lower() == "onboard":
            return self.inviting.command(rest.strip(), spot, user_of(body), event)
        if verb.lower() == "ask" and rest.strip():
            return self.asking.privately(rest.strip(), spot, user_of(body), shareable=not spot.private)
        return self._start(rest.strip() if verb.lower() == "start" else words, spot, user_of(body), event)

    def _say(self, name: str, **names: Any) -> Block:
        words = self.edge.phrases.say(name, **names)
        return kit.message(kit.sections(words), words)

    def _help(self) -> Block:
        return self._say("slack_help")

    def _start(self, words: str, spot: Spot, user: str, event: str) -> Block:
        dialogue = dialogue_meant(self.edge.library, words)
        if dialogue:
            self.beginning.begin(dialogue, self.edge.private_spot(spot, user), user, event)
            return self._say("started_in_private")
        near = closest(words, self.edge.library.dialogues)
        return self._say("no_such_command", said=said_shortly(words), near=near)

    def _resume(self, spot: Spot, user: str, event: str) -> Block:
        with self.edge.advisor.store.transaction(self.edge.now) as transaction:
            held = [
                kept
                for kept in transaction.held_by(person(spot.team, user))
                if kept.status != "finished" and self.edge.usable(kept)
            ]
        if not held:
            return self._say("nothing_to_resume")
        told = Told(self.edge.phrases, user, begun=True)
        self.edge.advisor.respond(held[0].conversation.id, say.Show(), user, event, told)
        title = self.edge.library.dialogues[held[0].conversation.dialogue].title
        return self._say("resumed_there", title=title)

    def _decisions(self, spot: Spot, user: str) -> Block:
        blocks = decision_blocks(self.edge, spot, user)
        return kit.message(blocks or kit.sections(self.edge.phrases.say("no_decisions")), self.edge.phrases.say("my_decisions"))

    def _forget(self) -> Block:
        words = self.edge.phrases.say("forget_lead")
        return kit.message([*kit.sections(words), *kit.actions([forget_button(self.edge.phrases)])], words)

    # Shortcuts

    def start_shortcut(self, body: Mapping[str, Any]) -> None:
        """“Start a decision”: the menu, in a direct message with the person."""
        spot = Spot(team_of(body), "", enterprise=enterprise_of(body))
        self.beginning.show_menu(self.edge.private_spot(spot, user_of(body)), f"shortcut:{body.get('trigger_id', '')}"[:200])

    def ask_shortcut(self, body: Mapping[str, Any]) -> None:
        """“Ask the advisor”: the message's text as a question, answered in a modal, since the app may not be in that channel."""
        spot = Spot(team_of(body), str((body.get("channel") or {}).get("id", "")), enterprise=enterprise_of(body))
        text = str((body.get("message") or {}).get("text") or "")
        try:
            view = self.asking.modal(text, spot, user_of(body))
            self.edge.client(spot).views_open(trigger_id=str(body.get("trigger_id")), view=view)
        except UNREACHABLE:
            self.edge.whisper(spot, user_of(body), self.edge.phrases.say("try_again"))
