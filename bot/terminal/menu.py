"""The menu in a terminal: pieces of work first, then decisions; or a sentence that says what it is about."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from rich.text import Text

from bot.core.cases.commands import case_command
from bot.core.content.dialogue import named
from bot.core.content.library import in_menu_order, menu_groups
from bot.core.dialogue import intents
from bot.core.dialogue.conversation import Conversation
from bot.core.dialogue.intent_parser import command, consent
from bot.core.dialogue.intents import Command
from bot.core.openings.opening import Opening, Understand, understand_nothing
from bot.core.openings.understood import understood_words
from bot.core.problems import closest
from bot.core.questions.answer import said_shortly
from bot.core.templating.markdown import plain
from bot.core.working_days import day_in_words
from bot.services.cases import CASE, CaseShown
from bot.services.conversations import Advisor, TurnResult
from bot.terminal.case_screen import LETTERS, MOST_LISTED, save_record, show_cases, show_road
from bot.terminal.screen import Screen

PLACE = "terminal"
FULL_GROUPS = 2  # listed by their titles: where to begin, and what most people come for

Ask = Callable[[str], str]  # raises EOFError or KeyboardInterrupt when there is nothing more

# The answer to a quick question, as plain text; empty where there is none.
QuickAnswer = Callable[[str], str]


def no_answer(_: str) -> str:
    """Where no quick questions are answered."""
    return ""


@dataclass(frozen=True)
class Menu:
    """Shows what there is to go on with or to begin, and begins it."""

    advisor: Advisor
    screen: Screen
    ask: Ask
    understand: Understand = understand_nothing
    answer: QuickAnswer = no_answer

    def choose(self, case: str = "") -> TurnResult | None:
        """What somebody chooses; a dialogue that is chosen by its name stays in this case."""
        cases = self.advisor.cases_of(PLACE)[:MOST_LISTED]
        self._show(cases)
        while True:
            words = self.ask("> ").strip()
            if command(words) is Command.STOP:
                raise EOFError
            if result := self._chosen(words, cases, case):
                return result

    def _show(self, cases: list[CaseShown]) -> None:
        console, library, ids = self.screen.console, self.advisor.library, in_menu_order(self.advisor.library)
        console.print(Text(plain(library.phrases.say("menu_title")), style="bold"))
        console.print(Text(plain(library.phrases.say("menu_lead")), style="dim"), width=self.screen.width)
        show_cases(self.screen, cases)
        for number, (group, members) in enumerate(menu_groups(library)):
            console.print(Text(f"\n{group}" if number == 0 else group, style="bold"))
            if number < FULL_GROUPS:
                for id_ in members:
                    self.screen.text(f" {ids.index(id_) + 1:>2}. {library.dialogues[id_].title}")
            else:
                self.screen.text("     " + " · ".join(f"{ids.index(id_) + 1} {id_.replace('_', ' ')}" for id_ in members))

    def _chosen(self, words: str, cases: list[CaseShown], case: str) -> TurnResult | None:
        ids = in_menu_order(self.advisor.library)
        if len(words) == 1 and words.lower() in LETTERS[: len(cases)]:
            return self.going_on(cases[LETTERS.index(words.lower())])
        if re.fullmatch(r"[0-9]{1,3}", words) and 0 < int(words) <= len(ids):
            return self.dialogue(ids[int(words) - 1], case)
        if meant := named(self.advisor.library.dialogues, words):
            return self.dialogue(meant, case)
        if wanted := case_command(words):
            self.of_case(wanted, case or (cases[0].case.id if cases else ""))
            return None
        opening = self.understand(words)
        if opening.dialogue:
            return self._begun_with(opening)
        self._not_known(words)
        return None

    def dialogue(self, id_: str, case: str, earlier: Conversation | None = None) -> TurnResult | None:
        """A dialogue in this case, or, where it was begun in the last one, as it stands there."""
        shown = self.advisor.case_shown(case) if case else next(iter(self.advisor.cases_of(PLACE)), None)
        there = [stored for stored in shown.conversations if stored.conversation.dialogue == id_] if shown else []
        if there:
            return self.advisor.respond_to_own(there[-1].conversation.id, intents.Show(), PLACE)
        return self.advisor.begin(id_, PLACE, PLACE, earlier, case=case)

    def going_on(self, shown: CaseShown) -> TurnResult | None:
        """A case where it stands: its road, and the dialogue that was begun or is next."""
        show_road(self.screen, shown)
        going_on = shown.position.going_on or shown.position.last_done
        if going_on is None:
            return None
        if going_on.conversation:
            return self.advisor.respond_to_own(going_on.conversation, intents.Show(), PLACE)
        return self.advisor.begin(going_on.dialogue, PLACE, PLACE, case=shown.case.id)

    def of_case(self, wanted: str, case: str) -> None:
        """The road or the record of a case."""
        shown = self.advisor.case_shown(case) if case else None
        if shown is None:
            self.screen.words("road_no_case", style="yellow")
        elif wanted == "record":
            save_record(self.screen, self.advisor.library, shown, day_in_words(self.advisor.clock()))
        else:
            show_road(self.screen, shown)

    def _begun_with(self, opening: Opening) -> TurnResult | None:
        """A case that begins with a sentence, once it was understood rightly."""
        self._say_understood(opening)
        dialogue = self._agreed(opening)
        if not dialogue:
            return None
        case = self.advisor.begin_case(replace(opening, dialogue=dialogue), PLACE, PLACE, PLACE)
        return self.advisor.begin(dialogue, PLACE, PLACE, case=case.id)

    def _say_understood(self, opening: Opening) -> None:
        library = self.advisor.library
        self.screen.markdown(understood_words(library, opening))
        self.screen.words("opening_shall_we", others=[library.dialogues[id_].title for id_ in opening.offers[1:]])

    def _agreed(self, opening: Opening) -> str:
        """The dialogue to begin with: the first for a yes, another by its number; empty for a no."""
        words = self.ask("> ").strip()
        if re.fullmatch(r"[1-9]", words) and int(words) <= len(opening.offers):
            return opening.offers[int(words) - 1]
        if consent(words) is Command.CONFIRM or not words:
            return opening.dialogue
        meant = named(self.advisor.library.dialogues, words)
        if not meant:
            self.screen.words("opening_left")
        return meant

    def _not_known(self, words: str) -> None:
        near = closest(words, in_menu_order(self.advisor.library))
        sentence = len(words.split()) > 2 and self.understand is not understand_nothing
        phrase = "opening_none" if sentence else "no_such_dialogue"
        self.screen.words(phrase, style="yellow", said=said_shortly(words), near=near)


def case_of(result: TurnResult) -> str:
    """The case that a conversation belongs to; empty for one from before there were cases."""
    return str(result.stored.surface.get(CASE, ""))
