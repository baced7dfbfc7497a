"""Cases in Slack: begun with a sentence that was understood, and where one stands."""

from dataclasses import dataclass

from bot.core.openings.opening import Opening
from bot.core.openings.understood import understood_words
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

    def _blocks(self, opening: Opening, case: str) -> list[Block]:
        titles = {id_: self.edge.library.dialogues[id_].title for id_ in opening.offers}
        buttons = [begin_button(shortened(title, 75), case, id_) for id_, title in titles.items()]
        buttons[0] = {**buttons[0], "style": "primary"}
        shall_we = self.edge.phrases.say("opening_with_buttons")
        return [*kit.sections(understood_words(self.edge.library, opening)), *kit.sections(shall_we), *kit.actions(buttons)]
