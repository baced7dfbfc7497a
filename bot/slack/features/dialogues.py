"""Beginning a conversation: from a menu, an offer, a command, or words that name a dialogue."""

import secrets
from dataclasses import dataclass, replace

from bot.core.dialogue.conversation import Conversation
from bot.services.access import Refused
from bot.services.conversations import TurnResult
from bot.slack.blocks import kit
from bot.slack.blocks.action_ids import START, WHERE, WHO, Click
from bot.slack.blocks.case import IN_CASE, cases_of
from bot.slack.blocks.kit import Block
from bot.slack.blocks.menu import menu
from bot.slack.context import Edge
from bot.slack.outbox.entry import IF_REFUSED, IF_SAID
from bot.slack.outbox.turn_payloads import Told
from bot.slack.payloads import ME, PRIVATE, THREAD, Clicked, Spot, person, picked
from bot.storage.conversations import StoredConversation
from bot.storage.deliveries import Delivery


@dataclass(frozen=True)
class Beginning:
    """Begins conversations."""

    edge: Edge

    def begin(
        self,
        dialogue: str,
        spot: Spot,
        user: str,
        event: Delivery,
        who: str = ME,
        earlier: Conversation | None = None,
        new_thread: bool = False,
        lesson: str = "",
        case: str = "",
        beside: Block | None = None,
    ) -> TurnResult | None:
        """The first question at this spot; with `new_thread` it becomes the root of a thread of its own."""
        told = Told(self.edge.phrases, user, begun=True, private=spot.private, beside=beside or {})
        place = f"{spot.place}:new:{secrets.token_urlsafe(6)}" if new_thread else spot.place
        facts = {**spot.at, "who": who, "new_thread": new_thread, "lesson": lesson}
        return self.edge.advisor.begin(dialogue, place, person(spot.team, user), earlier, facts, event, told, case)

    def show_menu(self, spot: Spot, user: str, event: str, lead: str = "") -> None:
        """What can be decided, at this spot; with `lead` it is why it is shown."""
        shown = menu(self.edge.library, ask_who=not spot.private)
        if lead:
            shown = kit.message([*kit.sections(lead), *shown["blocks"]], lead)
        self.edge.say_later(spot, shown, event, user)

    def clicked(self, click: Clicked) -> None:
        """A dialogue chosen in a menu, or offered at the end of another."""
        offer = Click.unpacked(click.value) if click.value else None
        dialogue = offer.what if offer else click.chosen
        if dialogue not in self.edge.library.dialogues:
            self.edge.tell_gone(click)
            return
        stored = self._theirs(offer.conversation, click) if offer else None
        who = str(stored.surface.get("who", ME)) if stored else picked(click.state, WHO, ME)
        spot, new_thread = self._spot(click)
        lesson = str(stored.surface.get("lesson", "")) if stored else ""
        result = self.begin(
            dialogue,
            spot,
            click.user,
            click.event,
            who,
            stored.conversation if stored else None,
            new_thread,
            lesson,
            self._case(offer, click),
            self._beside(click) if spot.channel != click.spot.channel else None,
        )
        if result and lesson and self.edge.course_service:
            learner = self.edge.learner(spot, click.user)  # what a lesson leads to counts to the course too
            self.edge.course_service.note(learner, result.stored.conversation)
        elsewhere = spot.channel != click.spot.channel
        if result and click.chosen and not (elsewhere and click.url):
            self.edge.put_anew(click, self._menu_again(click))
        if elsewhere:
            self.edge.tell_at_once(click, self.edge.phrases.say("starting_in_private"))

    def _beside(self, click: Clicked) -> Block:
        """What is read where it was clicked: a note in the menu of one person alone, or else a word to them."""
        say = self.edge.phrases.say
        if not (click.chosen and click.url):
            return self.edge.beside_click(click, say("started_in_private"))
        notes = {IF_SAID: say("started_in_private"), IF_REFUSED: say("cannot_write_in_private")}
        return {when: self.edge.anew(click, self._menu_again(click, note)) for when, note in notes.items()}

    def case_kept(self, dialogue: str, spot: Spot, user: str) -> str:
        """The person's last case, for a dialogue that it does not hold yet; empty for a case anew."""
        alone = spot.private or not spot.channel
        shown = next(iter(cases_of(self.edge, spot, user)), None) if alone and self.edge.library.road else None
        held = {stop.dialogue for stop in shown.position.stops if stop.conversation} if shown else {dialogue}
        return shown.case.id if shown and not shown.position.ended and dialogue not in held else ""

    def _case(self, offer: Click | None, click: Clicked) -> str:
        """The case that a button begins a dialogue in, for who takes part in it."""
        if offer is None or not offer.conversation:
            spot, new_thread = self._spot(click)
            return "" if new_thread else self.case_kept(offer.what if offer else click.chosen, spot, click.user)
        id_ = offer.conversation.removeprefix(IN_CASE) if offer and offer.conversation.startswith(IN_CASE) else ""
        shown = self.edge.advisor.case_shown(id_) if id_ else None
        return id_ if shown and person(click.spot.team, click.user) in shown.case.people else ""

    def _theirs(self, conversation: str, click: Clicked) -> StoredConversation | None:
        """The conversation that offered it, for who may take part in it: nobody else goes on with its answers."""
        found = self.edge.conversation(conversation, click.spot, click.user)
        return None if isinstance(found, Refused) else found.stored

    def _menu_again(self, click: Clicked, note: str = "") -> Block:
        """The menu to be used once more: Slack sends nothing for what is chosen in it already."""
        asks = {"ask_who" if click.ts else "ask_where": not click.spot.private}
        return menu(self.edge.library, **asks, note=note, id_=f"{START}|{click.stamp}")

    def _spot(self, click: Clicked) -> tuple[Spot, bool]:
        """Where it begins, and whether in a new thread."""
        shown = "" if click.ts else PRIVATE  # what the menu for one person alone shows before anything is chosen in it
        where = picked(click.state, WHERE, shown)
        if where == PRIVATE or not click.spot.channel:  # the Home tab is in no channel
            return self.edge.private_spot(click.spot, click.user), False
        in_thread = click.spot.thread or click.spot.private
        if where == THREAD or not in_thread:
            return replace(click.spot, thread=""), not click.spot.private
        return click.spot, False
