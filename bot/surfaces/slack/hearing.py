"""Words people type: mentions, direct messages, and answers in a thread."""

from dataclasses import dataclass, replace

from bot.core import messages as say
from bot.core.menu import dialogue_meant
from bot.core.understanding import change_wanted, command, is_exact
from bot.stores.store import Kept, Status
from bot.surfaces.slack.asking import Asking
from bot.surfaces.slack.beginning import Beginning
from bot.surfaces.slack.edge import Edge
from bot.surfaces.slack.onboarding import Onboarding
from bot.surfaces.slack.payloads import Spoken, Spot, person
from bot.surfaces.slack.replies import Told

GREETINGS = frozenset({"hi", "hello", "hey", "help", "menu", "start", "good morning", "good afternoon"})


@dataclass(frozen=True)
class Hearing:
    """Takes typed words to the conversation they belong to."""

    edge: Edge
    beginning: Beginning
    asking: Asking
    onboarding: Onboarding

    def heard(self, words: Spoken) -> None:
        """A mention, a direct message, or a message in a thread we may be in."""
        spot = replace(words.spot, thread=words.spot.thread or ("" if words.spot.private else words.ts))
        kept = self._conversation(spot, words)
        if (kept is None or kept.status != "open") and self.onboarding.heard(spot, words, kept.status if kept else None):
            return
        if kept:
            self._in_conversation(kept, spot, words)
        elif words.mentioned or spot.private:
            self._outside(spot, words)

    def _conversation(self, spot: Spot, words: Spoken) -> Kept | None:
        """The conversation these words are for: one's own first, and one that is over only for a command."""
        mine = person(spot.team, words.user)
        wanted: list[tuple[str, tuple[Status, ...]]] = [(mine, ("open",)), ("", ("open",))]
        if command(words.text) or change_wanted(words.text):
            wanted.append((mine, ("stopped", "finished")))
        spots = (
            [spot, replace(spot, thread="")] if spot.private and spot.thread else [spot]
        )  # a thread answers the messages above it
        found = (self.edge.advisor.latest(at.place, who, statuses=held) for who, held in wanted for at in spots)
        return next((kept for kept in found if kept and self.edge.usable(kept)), None)

    def _in_conversation(self, kept: Kept, spot: Spot, words: Spoken) -> None:
        allowed = self.edge.may_answer(kept, spot, words.user)
        directed = words.mentioned or spot.private
        if not directed and not (allowed and not words.names_others and self._is_for(kept, words)):
            return  # colleagues' talk
        if not allowed and (not words.text or dialogue_meant(self.edge.library, words.text)):
            self._outside(spot, words)  # a conversation of their own
        elif not allowed:
            self.edge.whisper(spot, words.user, self.edge.phrases.say("may_not_answer"))
        elif dialogue := dialogue_meant(self.edge.library, words.text):
            self.beginning.begin(dialogue, spot, words.user, words.event)
        elif words.text and self._is_question(kept, words.text):
            self.asking.in_the_open(words.text, spot, words.event, still_open=True)
        else:
            message = say.Say(words.text) if words.text else say.Show()
            name = self.edge.named_in(kept, spot, words.user)
            told = Told(self.edge.phrases, words.user, private=spot.private, begun=not words.text, name=name)
            self.edge.advisor.respond(kept.conversation.id, message, words.user, words.event, told)

    def _is_for(self, kept: Kept, words: Spoken) -> bool:
        """Whether undirected words answer the open question; where any words would do, those of the starter alone."""
        asks = self.edge.asks(kept.conversation)
        free = asks is not None and asks.type in {"text", "list"}
        return self._is_exact(kept, words.text) and (not free or kept.starter == person(words.spot.team, words.user))

    def _is_exact(self, kept: Kept, text: str) -> bool:
        asks = self.edge.asks(kept.conversation)
        question = self.edge.library.question(asks.key) if asks else None
        return bool(question and is_exact(question, text))

    def _is_question(self, kept: Kept, text: str) -> bool:
        """Whether these words ask something in mid-dialogue, instead of answering."""
        asks = self.edge.asks(kept.conversation)
        if asks and asks.type in {"text", "list"} and not text.rstrip().endswith("?"):
            return False
        known = (
            command(text) or change_wanted(text) or (self._is_exact(kept, text) and asks and asks.type not in {"text", "list"})
        )
        return not known and self.asking.has_answer(text)

    def _outside(self, spot: Spot, words: Spoken) -> None:
        if dialogue := dialogue_meant(self.edge.library, words.text):
            self.beginning.begin(dialogue, spot, words.user, words.event)
        elif not words.text or words.text.lower().strip("!?. ") in GREETINGS:
            self.beginning.show_menu(spot, words.event)
        else:
            self.asking.in_the_open(words.text, spot, words.event)
