"""Cases in Slack: begun with a sentence that was understood, and where one stands."""

from dataclasses import dataclass

from bot.core.cases.commands import case_command
from bot.core.cases.record import file_stem, record_of
from bot.core.openings.opening import Opening
from bot.core.openings.understood import understood_words
from bot.core.working_days import day_in_words
from bot.slack.blocks import kit
from bot.slack.blocks.case import begin_button, cases_of, road_blocks
from bot.slack.blocks.kit import Block
from bot.slack.blocks.message_size import shortened
from bot.slack.context import Edge
from bot.slack.payloads import Spoken, Spot, person


@dataclass(frozen=True)
class Cases:
    """Understands the sentence that somebody begins with, and shows the road of a case."""

    edge: Edge

    def begun_with(self, spot: Spot, words: Spoken) -> bool:
        """Say what was understood, with buttons to begin there; whether a sentence says enough to begin with it."""
        opening = self.edge.advisor.understand(words.text)
        if not (opening.service or opening.all_answers) or not opening.dialogue:
            return False
        if not self.edge.first_time(f"opening:{words.event}"):
            return True
        case = self.edge.advisor.begin_case(opening, spot.place, person(spot.team, words.user), words.user)
        shown = kit.message(self._blocks(opening, case.id), understood_words(self.edge.library, opening))
        self.edge.say_later(spot, shown, words.event, words.user)
        return True

    def road(self, spot: Spot, user: str) -> Block:
        """Where the case stands that this person used last."""
        shown = next(iter(cases_of(self.edge, spot, user)), None)
        words = self.edge.phrases.say("case_road")
        return kit.message(road_blocks(self.edge, shown) if shown else kit.sections(self.edge.phrases.say("road_no_case")), words)

    def record(self, spot: Spot, words: Spoken) -> None:
        """The record of the case that this person used last, as a file that can be kept and shown to others."""
        say, shown = self.edge.phrases.say, next(iter(cases_of(self.edge, spot, words.user)), None)
        private = spot if spot.private else self.edge.private_spot(spot, words.user)
        if shown is None:
            self.edge.whisper(spot, words.user, say("road_no_case"), words.event)
            return
        conversations = [stored.conversation for stored in shown.conversations]
        document = record_of(self.edge.library, shown.case, conversations, day_in_words(self.edge.advisor.clock()))
        name = f"{file_stem(shown.case)}.md"
        self.edge.say_later(private, kit.message(kit.sections(say("record_here", file=name)), name), words.event, words.user)
        self.edge.hand_over(private, name, document, f"record:{words.event}")

    def said_of_case(self, spot: Spot, words: Spoken) -> bool:
        """Take what is said of a whole piece of work, where it stands or that it is wanted as a record; whether it was."""
        wanted = case_command(words.text)
        if wanted == "record":
            self.record(spot, words)
        elif wanted == "road":
            self.edge.say_later(spot, self.road(spot, words.user), words.event, words.user, alone=not spot.private)
        elif wanted == "new":
            say = self.edge.phrases.say("case_begin_new")
            self.edge.say_later(spot, kit.message(kit.sections(say), say), words.event, words.user)
        return wanted is not None

    def _blocks(self, opening: Opening, case: str) -> list[Block]:
        titles = {id_: self.edge.library.dialogues[id_].title for id_ in opening.offers}
        buttons = [begin_button(shortened(title, 75), case, id_) for id_, title in titles.items()]
        buttons[0] = {**buttons[0], "style": "primary"}
        shall_we = self.edge.phrases.say("opening_with_buttons")
        return [*kit.sections(understood_words(self.edge.library, opening)), *kit.sections(shall_we), *kit.actions(buttons)]
