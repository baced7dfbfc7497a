"""Clicks that answer, and modals that take words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from bot.core.dialogue import intents
from bot.core.dialogue.intents import Command, Intent
from bot.core.questions.answer import Value
from bot.core.templating.markdown import plain
from bot.services.access import Permitted, Refused
from bot.services.conversations import PayloadsFor, TurnResult
from bot.slack.blocks.action_ids import DO, GIVE, GIVE_ALL, PICK, Click, Opened, intent_named
from bot.slack.blocks.button_values import NotOurs, parts_of
from bot.slack.blocks.message_size import shortened
from bot.slack.blocks.question import modal_for
from bot.slack.context import Edge
from bot.slack.outbox.turn_payloads import Told
from bot.slack.payloads import Clicked, Spot, enterprise_of, submitted, team_of, ticked, user_of
from bot.storage.deliveries import Act


@dataclass(frozen=True)
class Clicking:
    """Takes clicks and submitted modals to the conversation they carry."""

    edge: Edge

    def answered(self, click: Clicked) -> None:
        """An option, the boxes ticked, or something to do besides answering."""
        meant = Click.unpacked(click.value or click.block.rpartition("|")[0])
        self._respond(click, meant, _message(click, meant))

    def entry_menu(self, click: Clicked) -> None:
        """Edit or remove an entry of a list."""
        meant = Click.unpacked(click.block.rpartition("|")[0])
        match parts_of(click.chosen):
            case [str(verb), int(number)]:
                self._to_entry(click, meant, verb, number)
            case _:
                raise NotOurs

    def _to_entry(self, click: Clicked, meant: Click, verb: str, number: int) -> None:
        if verb == "edit":
            self.open_modal(click, replace(meant, what=str(number)))
        else:
            self._respond(click, meant, intents.Remove(meant.key, number))

    def _permitted(self, click: Clicked, meant: Click) -> Permitted | None:
        """The conversation, if this person may answer in it; otherwise they are told why not."""
        found = self.edge.conversation(meant.conversation, click.spot, click.user)
        if isinstance(found, Refused):
            self.edge.tell_refused(click, found)
            return None
        return found

    def _respond(self, click: Clicked, meant: Click, message: Intent) -> None:
        if permitted := self._permitted(click, meant):
            stored = permitted.stored
            if message in (Command.CONFIRM, Command.KEEP) and meant.version != stored.conversation.version:
                message = intents.Show()  # an old button must not agree to what was proposed since
            again = isinstance(message, intents.Show)
            here = self.edge.here(stored, click.spot) if again else None
            away = again and not here and stored.surface.get("channel") != click.spot.channel
            beside = self.edge.beside_click(click, self.edge.resumed_there(stored, click.spot)) if away else {}
            name = self.edge.named_in(stored, click.spot, click.user)
            told = Told(self.edge.phrases, click.user, click.ts, begun=again, name=name, beside=beside)
            old = stored.conversation.version > meant.version + 1  # what an old button says is said each time
            event = replace(click.event, moment=0.0) if old and isinstance(click.event, Act) else click.event
            self.edge.advisor.respond(permitted, message, click.user, event, told, here)
            if away:
                self.edge.tell_at_once(click, self.edge.resumed_there(stored, click.spot))

    def open_modal(self, click: Clicked, meant: Click) -> None:
        """The modal for words; its trigger lives three seconds, so it cannot wait in the outbox."""
        permitted = self._permitted(click, meant)
        if permitted is None:
            return
        asks = self.edge.asks(permitted.stored.conversation)
        if asks is None or asks.key != meant.key:
            self._respond(click, meant, intents.Give(meant.key, None))  # which says what became of that question
            return
        opened = Opened(meant, click.user, click.spot.channel)
        view = modal_for(self.edge.phrases, asks, opened.packed(), int(meant.what or 0))
        if not self.edge.open_modal(click.spot, click.trigger, view, click.modal):
            self.edge.tell(click, self.edge.phrases.say("try_again"))

    def submitted(self, body: Mapping[str, Any]) -> dict[str, str]:
        """A modal's content; what does not fit, by the field it stands in (empty: all is well)."""
        view, user = body["view"], user_of(body)
        opened = Opened.unpacked(view["private_metadata"])
        meant = opened.click
        values = submitted(view["state"]["values"])
        field = next(iter(values))
        spot = Spot(team_of(body), opened.channel, enterprise=enterprise_of(body))
        theirs = opened.user == user
        found = self.edge.conversation(meant.conversation, spot, user) if theirs else Refused.NOT_THEIRS
        if isinstance(found, Refused):
            return {field: plain(self.edge.phrases.say("gone_on" if found is Refused.GONE else "may_not_answer"))}
        told = _quiet(Told(self.edge.phrases, user, name=self.edge.named_in(found.stored, spot, user)))
        message = self._message(meant, values)
        result = self.edge.advisor.respond(found, message, user, _submission(view, values), told)
        trouble = result.turn.reply.trouble if result else ""
        return {field: shortened(plain(trouble), 1900)} if trouble else {}

    def _message(self, meant: Click, values: Mapping[str, str]) -> Intent:
        entry: Value = values["value"] if set(values) == {"value"} else dict(values)
        question = self.edge.library.question(meant.key)
        if question is None or question.type != "list":
            return intents.Give(meant.key, entry)
        return intents.Edit(meant.key, int(meant.what), entry) if meant.what else intents.Add(meant.key, entry)


def _message(click: Clicked, meant: Click) -> Intent:
    verb = click.action.partition(":")[0]
    if verb == DO:
        return intent_named(meant.what)
    if verb == GIVE_ALL:
        return intents.Give(meant.key, ticked(click.state))
    return intents.Give(meant.key, {PICK: click.chosen, GIVE: meant.what}[verb])


def _quiet(told: Told) -> PayloadsFor:
    """Tells nothing of what does not fit; the modal says that itself."""

    def tell(result: TurnResult) -> Any:
        return () if result.turn.reply.trouble else told(result)

    return tell


def _submission(view: Mapping[str, Any], values: Mapping[str, str]) -> str:
    """Its name as a delivery: a modal that did not fit may be submitted again with other words."""
    words = sha256(json.dumps([view["private_metadata"], values], sort_keys=True).encode()).hexdigest()[:32]
    return f"view:{view.get('id', '')}:{view.get('hash', '')}:{words}"
