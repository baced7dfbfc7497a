"""`/advisor` and the shortcuts: answered to the person alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.content.dialogue import named
from bot.core.dialogue import intents
from bot.core.problems import closest
from bot.core.questions.answer import said_shortly
from bot.slack.blocks import kit
from bot.slack.blocks.home import forget_button
from bot.slack.blocks.kit import Block
from bot.slack.blocks.menu import menu
from bot.slack.blocks.my_decisions import decision_blocks
from bot.slack.context import Edge
from bot.slack.features.cases import Cases
from bot.slack.features.dialogues import Beginning
from bot.slack.features.quick_answers import Asking
from bot.slack.listeners.commands.onboard import Inviting
from bot.slack.outbox.turn_payloads import Told
from bot.slack.payloads import Spot, delivery_of, enterprise_of, person, team_of, text_of, unquoted, user_of

_ALWAYS, _FOR_ALL = frozenset({"my decisions", "forget me", "where am i"}), frozenset({"help", "ask"})


def without_verb(words: str, *verbs: str) -> str:
    """The words behind one of these, if they begin with it.

    >>> without_verb("Start market", "start"), without_verb("market", "start")
    ('market', 'market')
    """
    verb, _, rest = words.partition(" ")
    return rest.strip() if verb.lower() in verbs and rest.strip() else words


@dataclass(frozen=True)
class Commanding:
    """Carries out what was typed behind `/advisor`."""

    edge: Edge
    beginning: Beginning
    asking: Asking
    inviting: Inviting

    def command(self, body: Mapping[str, Any]) -> Block:
        """The answer to a slash command, for this person alone; empty where it comes once something stands elsewhere."""
        spot = Spot(team_of(body), str(body.get("channel_id", "")), enterprise=enterprise_of(body))
        words, event = unquoted(str(body.get("text") or "")), f"command:{delivery_of(body)}"
        url = str(body.get("response_url") or "")
        verb, _, rest = words.partition(" ")
        if words.lower() in ("", "start"):
            return menu(self.edge.library, ask_where=not spot.private)
        if (shown := self._simply(words, spot, user_of(body), event, url)) is not None:
            return shown
        if verb.lower() == "onboard":
            return self.inviting.command(rest.strip(), spot, user_of(body), event, url)
        if verb.lower() == "ask":
            return self.asking.privately(unquoted(rest), shareable=not spot.private)
        return self._start(without_verb(words, "start"), spot, user_of(body), event, url)

    def _simply(self, words: str, spot: Spot, user: str, event: str, url: str = "") -> Block | None:
        """What is one and the same wherever it is typed."""
        meant = self.verbs(spot, user, event, url).get(unquoted(words).lower().strip("!?. "))
        return meant() if meant else None

    def verbs(self, spot: Spot, user: str, event: str, url: str = "") -> dict[str, Callable[[], Block]]:
        """All that needs no words behind it, by the words for it."""
        return {
            "help": lambda: self._say("slack_help"),
            "ask": lambda: self._say("ask_vague"),
            "resume": lambda: self._resume(spot, user, event, url),
            "case": lambda: Cases(self.edge).road(spot, user),
            "where am i": lambda: Cases(self.edge).road(spot, user),
            "my decisions": lambda: self._decisions(spot, user),
            "forget me": self._forget,
        }

    # The same words typed to the app

    def always(self, text: str, spot: Spot, user: str, event: str) -> bool:
        """Take what is meant for the app itself, whatever is open; whether it was."""
        return unquoted(text).lower().strip("!?. ") in _ALWAYS and self.typed(text, spot, user, event)

    def typed(self, text: str, spot: Spot, user: str, event: str) -> bool:
        """Take words that work behind `/advisor` too, what is private for this person alone; whether they were any."""
        shown, words = self._simply(text, spot, user, f"command:{event}"), unquoted(text).lower().strip("!?. ")
        if shown:
            self.edge.say_later(spot, shown, event, user, alone=not spot.private and words not in _FOR_ALL)
        return shown is not None

    def _say(self, name: str, **names: Any) -> Block:
        words = self.edge.phrases.say(name, **names)
        return kit.message(kit.sections(words), words)

    def _start(self, words: str, spot: Spot, user: str, event: str, url: str) -> Block:
        dialogue = named(self.edge.library.dialogues, words)
        if dialogue:
            beside = self.edge.beside(spot, user, self.edge.phrases.say("started_in_private"), url)
            self.beginning.begin(dialogue, self.edge.private_spot(spot, user), user, event, beside=beside)
            return {}
        near = closest(words, self.edge.library.dialogues)
        return self._say("no_such_command", said=said_shortly(words), near=near)

    def _resume(self, spot: Spot, user: str, event: str, url: str) -> Block:
        with self.edge.advisor.store.reading(self.edge.now) as transaction:
            held = [stored for stored in transaction.held_by(person(spot.team, user)) if stored.status != "finished"]
        found = next((one for stored in held if (one := self.edge.permitted(stored, spot, user))), None)
        if found is None:
            return self._say("nothing_to_resume")
        here = self.edge.here(found.stored, spot)
        beside = {} if here else self.edge.beside(spot, user, self.edge.resumed_there(found.stored, spot), url)
        self.edge.advisor.respond(
            found, intents.Show(), user, event, Told(self.edge.phrases, user, begun=True, beside=beside), here
        )
        return {}

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
        user, event = user_of(body), f"shortcut:{delivery_of(body)}"
        self.beginning.show_menu(self.edge.private_spot(spot, user), user, event)

    def ask_shortcut(self, body: Mapping[str, Any]) -> None:
        """“Ask the advisor”: the message's text as a question, answered in a modal, since the app may not be in that channel."""
        message, event = body.get("message") or {}, f"shortcut:{delivery_of(body)}"
        channel, thread = str((body.get("channel") or {}).get("id", "")), str(message.get("thread_ts") or "")
        spot, question = Spot(team_of(body), channel, thread, enterprise_of(body)), text_of(message)[:500]
        if not self.edge.open_modal(spot, str(body.get("trigger_id")), self.asking.modal(question)):
            shown, url = self.asking.privately(question, shareable=False), str(body.get("response_url") or "")
            self.edge.say_later(spot, shown, event, user_of(body), alone=True, url=url)
