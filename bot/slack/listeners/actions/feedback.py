"""After the guidance: whether it helped, and asking a colleague."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.dialogue.guidance import guidance_for
from bot.core.dialogue.plain_text import settled_text
from bot.core.dialogue.position import walk
from bot.core.dialogue.reply_builder import answers_shown
from bot.core.templating.markdown import escaped
from bot.core.working_days import day_in_words
from bot.services.access import Refused
from bot.slack.blocks import kit
from bot.slack.blocks.action_ids import Click
from bot.slack.blocks.kit import Block
from bot.slack.context import Edge
from bot.slack.payloads import Clicked, Spot, submitted, team_of
from bot.storage.conversations import StoredConversation


@dataclass(frozen=True)
class Finishing:
    """What people think of an answer, and whom else to ask."""

    edge: Edge

    def judged(self, click: Clicked) -> None:
        """Helpful or not; what did not help may be explained in a modal."""
        meant = Click.unpacked(click.value)
        with self.edge.advisor.store.transaction(self.edge.now) as transaction:
            if transaction.first_time(click.event):
                transaction.give_feedback(click.spot.team, meant.key, meant.what == "yes")
        say = self.edge.phrases.say
        if meant.what == "yes":
            self.edge.tell(click, say("thanks"))
            return
        field = kit.input_block("value", say("what_was_missing"), kit.text_field("value", 2000, long=True))
        memo = Click("", 0, meant.key, click.spot.channel).packed()
        view = kit.modal("comment", say("feedback_title"), [field], memo, say("action_save"), say("action_cancel"))
        if not self.edge.open_modal(click.spot, click.trigger, view, click.modal):
            self.edge.tell(click, say("thanks"))

    def commented(self, body: Mapping[str, Any]) -> dict[str, str]:
        """What was missing, in their words, without their name."""
        view = body["view"]
        about = Click.unpacked(view["private_metadata"]).key
        comment = submitted(view["state"]["values"]).get("value", "")
        with self.edge.advisor.store.transaction(self.edge.now) as transaction:
            if transaction.first_time(f"comment:{view.get('id', '')}"):
                transaction.give_feedback(team_of(body), about, False, comment[:2000])
        return {}

    def colleague_asked(self, click: Clicked) -> None:
        """A summary, with a link where others can follow it, posted where this workspace's colleagues are."""
        found = self.edge.conversation(Click.unpacked(click.value).conversation, click.spot, click.user)
        if isinstance(found, Refused):
            self.edge.tell_refused(click, found)
            return
        channel = str(self.edge.workspace_settings(click.spot.team).get("colleagues") or "")
        if not channel:
            self.edge.tell(click, self.edge.phrases.say("no_colleagues"))
            return
        called, member = self.edge.channel_as_seen(click.spot, channel)
        if member is False:
            self.edge.tell(click, self.edge.phrases.say("colleagues_out_of_reach", channel=called))
            return
        shown = self._in_short(click, found.stored)
        link = self._link(click)
        there = Spot(click.spot.team, channel, enterprise=click.spot.enterprise)
        refused = self.edge.phrases.say("colleagues_out_of_reach", channel=called)
        self.edge.say_later(there, {**shown, **link, "refused": refused}, click.event, click.user)
        self.edge.tell(click, self.edge.phrases.say("colleagues_asked", channel=called, linked=bool(link)))

    def _link(self, click: Clicked) -> Block:
        """The way to the conversation, where colleagues can go."""
        if click.spot.private:
            return {}
        return {"link": {"channel": click.spot.channel, "ts": click.ts, "words": self.edge.phrases.say("the_conversation")}}

    def _in_short(self, click: Clicked, stored: StoredConversation) -> Block:
        """Who asks, the advice in a sentence, and the answers that led to it."""
        library = self.edge.library
        position = walk(library, stored.conversation)
        title, lead = library.dialogues[stored.conversation.dialogue].title, ""
        if position.ending:
            guidance = guidance_for(library, position.ending, day_in_words(self.edge.advisor.clock()))
            title, lead = guidance.title, guidance.lead
        lines = [f"- {escaped(settled_text(line))}" for line in answers_shown(library, position)]
        name = escaped(self.edge.called(click.spot, click.user))
        words = self.edge.phrases.say("colleague_asks", name=name, title=title)
        return kit.message([*kit.sections(words), *kit.sections(lead), *kit.sections("\n".join(lines))], words)
