"""The desk: what becomes of everything Slack sends. Each visit is decided and kept before Slack is acknowledged."""

import json
import logging
import secrets
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.core import messages as say
from bot.core.answers import Value
from bot.core.conversation import Conversation
from bot.core.menu import dialogue_meant
from bot.core.messages import Message
from bot.core.reply import Asked
from bot.core.understanding import is_exact
from bot.core.views import reply_for
from bot.service import Advisor, Held, day_in_words
from bot.stores.store import Kept
from bot.surfaces.slack import blocks as kit
from bot.surfaces.slack.blocks import Block
from bot.surfaces.slack.clicks import DO, GIVE, GIVE_ALL, OPEN, PICK, START, WHERE, WHO, Click, message_named
from bot.surfaces.slack.menu import ANYONE, ME, PRIVATE, THREAD, menu
from bot.surfaces.slack.payloads import Clicked, Spoken, Spot, picked, submitted, team_of, ticked
from bot.surfaces.slack.question_blocks import modal_for
from bot.surfaces.slack.replies import Told

LOG = logging.getLogger(__name__)


class Desk:
    """Takes what people say and click to the advisor; `client` is for what cannot wait."""

    def __init__(self, advisor: Advisor, client: WebClient) -> None:
        self.advisor, self.client = advisor, client

    # Words

    def spoken(self, words: Spoken) -> None:
        """A mention, a direct message, or a message in a thread we are in."""
        thread = words.spot.thread or ("" if words.spot.private else words.ts)
        spot = replace(words.spot, thread=thread)
        kept = self.advisor.latest(spot.place)
        if kept and self._usable(kept):
            self._spoken_in(kept, spot, words)
        elif words.mentioned or words.spot.private:
            self._begin_or_menu(spot, words)

    def _usable(self, kept: Kept) -> bool:
        return kept.conversation.dialogue in self.advisor.library.dialogues

    def _spoken_in(self, kept: Kept, spot: Spot, words: Spoken) -> None:
        directed = words.mentioned or spot.private
        if not directed and not (self._may_answer(kept, words.user) and self._is_exact(kept.conversation, words.text)):
            return  # colleagues' talk
        if not self._may_answer(kept, words.user):
            self._whisper(spot, words.user, "may_not_answer")
            return
        if dialogue := dialogue_meant(self.advisor.library, words.text):
            self._begin(dialogue, spot, words.user, words.event)
            return
        message = say.Say(words.text) if words.text else say.Show()
        told = Told(self._phrases, words.user, private=spot.private, begun=not words.text)
        self.advisor.respond(kept.conversation.id, message, words.user, words.event, told)

    def _is_exact(self, conversation: Conversation, text: str) -> bool:
        asks = self._reply_asks(conversation)
        question = self.advisor.library.question(asks.key) if asks else None
        return bool(question and is_exact(question, text))

    def _reply_asks(self, conversation: Conversation) -> Asked | None:
        return reply_for(self.advisor.library, conversation, day_in_words(self.advisor.clock())).asks

    def _begin_or_menu(self, spot: Spot, words: Spoken) -> None:
        if dialogue := dialogue_meant(self.advisor.library, words.text):
            self._begin(dialogue, spot, words.user, words.event)
        elif self._first_time(words.event):
            shown = menu(self.advisor.library, ask_who=not spot.private)
            self.client.chat_postMessage(channel=spot.channel, thread_ts=spot.thread or None, **shown)

    def _first_time(self, event: str) -> bool:
        with self.advisor.store.transaction(self.advisor.clock().timestamp()) as transaction:
            return transaction.first_time(event)

    def command(self, body: Mapping[str, Any]) -> Block | None:
        """`/advisor`: the menu for this person alone, or the first question in private when a dialogue is named."""
        spot = Spot(team_of(body), str(body.get("channel_id", "")))
        dialogue = dialogue_meant(self.advisor.library, str(body.get("text") or "").strip().removeprefix("start ").strip())
        if not dialogue:
            return menu(self.advisor.library, ask_where=not spot.private)
        self._begin(dialogue, self._private_spot(spot, str(body["user_id"])), str(body["user_id"]), _command_event(body))
        return kit.message(kit.sections(self._phrases.say("started_in_private")), self._phrases.say("started_in_private"))

    # Clicks

    def clicked(self, click: Clicked) -> None:
        """A button, a radio button, a select or a small menu in a message."""
        verb = click.action.partition(":")[0]
        if verb == START:
            self._start_clicked(click)
        elif verb == OPEN:
            self._open_modal(click, Click.unpacked(click.value))
        elif verb == "entry":
            self._entry_clicked(click)
        elif verb in {GIVE, GIVE_ALL, PICK, DO}:
            self._answer_clicked(click, verb)

    def _answer_clicked(self, click: Clicked, verb: str) -> None:
        meant = Click.unpacked(click.value or click.block.rpartition("|")[0])
        self._respond(click, meant, _message(click, meant, verb))

    def _respond(self, click: Clicked, meant: Click, message: Message) -> None:
        kept = self.advisor.kept(meant.conversation)
        if kept is None or not self._usable(kept):
            self._whisper(click.spot, click.user, "gone_on")
        elif not self._may_answer(kept, click.user):
            self._whisper(click.spot, click.user, "may_not_answer")
        elif not _is_double_click(kept, meant, message):
            told = Told(self._phrases, click.user, click.ts, private=False)
            self.advisor.respond(meant.conversation, message, click.user, click.event, told)

    def _entry_clicked(self, click: Clicked) -> None:
        """Edit or remove an entry of a list."""
        meant = Click.unpacked(click.block.rpartition("|")[0])
        verb, number = json.loads(click.chosen)
        if verb == "edit":
            self._open_modal(click, replace(meant, what=str(int(number))))
        else:
            self._respond(click, meant, say.Remove(meant.key, int(number)))

    def _open_modal(self, click: Clicked, meant: Click) -> None:
        kept = self.advisor.kept(meant.conversation)
        if kept is None or not self._usable(kept):
            self._whisper(click.spot, click.user, "gone_on")
            return
        if not self._may_answer(kept, click.user):
            self._whisper(click.spot, click.user, "may_not_answer")
            return
        asks = self._reply_asks(kept.conversation)
        if asks is None or asks.key != meant.key:
            self._respond(click, meant, say.Give(meant.key, None))  # which says what became of that question
            return
        try:
            number = int(meant.what or 0)
            self.client.views_open(trigger_id=click.trigger, view=modal_for(self._phrases, asks, meant.packed(), number))
        except SlackClientError:
            self._whisper(click.spot, click.user, "try_again")

    def submitted(self, body: Mapping[str, Any]) -> dict[str, str]:
        """A modal's content; what does not fit, by the field it stands in (empty: all is well)."""
        view = body["view"]
        meant = Click.unpacked(view["private_metadata"])
        values = submitted(view["state"]["values"])
        entry: Value = values["value"] if set(values) == {"value"} else values
        user, event = str(body["user"]["id"]), f"view:{view.get('id', '')}:{view.get('hash', '')}"
        return self._give_words(meant, entry, user, event, next(iter(values)))

    def _give_words(self, meant: Click, entry: Value, user: str, event: str, field: str) -> dict[str, str]:
        kept = self.advisor.kept(meant.conversation)
        question = self.advisor.library.question(meant.key)
        if kept is None or question is None:
            return {field: self._phrases.say("gone_on")}
        message: Message = say.Give(meant.key, entry)
        if question.type == "list":
            message = say.Edit(meant.key, int(meant.what), entry) if meant.what else say.Add(meant.key, entry)
        held = self.advisor.respond(meant.conversation, message, user, event, _quiet(Told(self._phrases, user)))
        trouble = held.turn.reply.trouble if held else ""
        return {field: kit.shortened(trouble, 1900)} if trouble else {}

    # Beginning

    def _start_clicked(self, click: Clicked) -> None:
        earlier = Click.unpacked(click.value) if click.value else None
        dialogue = earlier.what if earlier else click.chosen
        if dialogue not in self.advisor.library.dialogues:
            self._whisper(click.spot, click.user, "gone_on")
            return
        kept = self.advisor.kept(earlier.conversation) if earlier else None
        spot, new_thread = self._spot_wanted(click)
        self._begin(dialogue, spot, click.user, click.event, picked(click.state, WHO, ME), kept, new_thread)

    def _spot_wanted(self, click: Clicked) -> tuple[Spot, bool]:
        where = picked(click.state, WHERE, "")
        if where == PRIVATE:
            return self._private_spot(click.spot, click.user), False
        if where == THREAD or not (click.spot.thread or click.spot.private):
            return replace(click.spot, thread=""), where == THREAD or not click.ts
        return click.spot, False

    def _private_spot(self, spot: Spot, user: str) -> Spot:
        if spot.private:
            return replace(spot, thread="")
        opened = self.client.conversations_open(users=user)
        return Spot(spot.team, str(opened["channel"]["id"]))

    def _begin(
        self,
        dialogue: str,
        spot: Spot,
        user: str,
        event: str,
        who: str = ME,
        earlier: Kept | None = None,
        new_thread: bool = False,
    ) -> Held | None:
        surface = {"team": spot.team, "channel": spot.channel, "thread": spot.thread, "who": who, "new_thread": new_thread}
        told = Told(self._phrases, user, begun=True, private=spot.private)
        place = f"{spot.place}:new:{secrets.token_urlsafe(6)}" if new_thread else spot.place
        conversation = earlier.conversation if earlier else None
        return self.advisor.begin(dialogue, place, user, conversation, surface, event, told)

    # Helpers

    @property
    def _phrases(self) -> Any:
        return self.advisor.library.phrases

    def _may_answer(self, kept: Kept, user: str) -> bool:
        return kept.starter == user or kept.surface.get("who") == ANYONE

    def _whisper(self, spot: Spot, user: str, phrase: str) -> None:
        words = self._phrases.say(phrase)
        shown = kit.message(kit.sections(words), words)
        try:
            self.client.chat_postEphemeral(channel=spot.channel, user=user, thread_ts=spot.thread or None, **shown)
        except SlackClientError as error:
            LOG.warning("A word to one person alone could not be said: %s", type(error).__name__)


def _message(click: Clicked, meant: Click, verb: str) -> Message:
    if verb == DO:
        return message_named(meant.what)
    if verb == GIVE_ALL:
        return say.Give(meant.key, ticked(click.state, click.block))
    return say.Give(meant.key, click.chosen if verb == PICK else meant.what)


def _is_double_click(kept: Kept, meant: Click, message: Message) -> bool:
    """The same answer again, from the very message that gave it: nothing more is to be said."""
    answer = kept.conversation.answers.get(meant.key)
    same = isinstance(message, say.Give) and answer is not None and answer.value == message.value
    return same and kept.conversation.version == meant.version + 1


def _quiet(told: Told) -> Any:
    """Tells nothing of what does not fit; the modal says that itself."""
    return lambda held: () if held.turn.reply.trouble else told(held)


def _command_event(body: Mapping[str, Any]) -> str:
    return f"command:{body.get('trigger_id', '')}"[:200]
