"""A conversation in a terminal, with whoever sits there or with lines from a file."""

from dataclasses import replace

from rich.console import Console
from rich.text import Text

from bot.core.cases.commands import case_command
from bot.core.content.dialogue import named
from bot.core.dialogue import intents
from bot.core.dialogue.intent_parser import command, is_answer
from bot.core.dialogue.intents import Intent
from bot.core.dialogue.part_meant import part_meant
from bot.core.dialogue.question_between import is_question_between
from bot.core.dialogue.reply import ShownQuestion
from bot.core.openings.opening import Understand, understand_nothing
from bot.core.questions.option_words import is_unsure_words
from bot.core.templating.templates import LanguageError
from bot.core.templating.values import Typed
from bot.services.conversations import Advisor, TurnResult
from bot.terminal.menu import PLACE, Ask, Menu, QuickAnswer, case_of, no_answer
from bot.terminal.screen import Screen

MENU = "menu"

_OF_LISTS = [[word] for word in ("done", "finished", "none", "remove", "edit", "change")]


def chat(
    advisor: Advisor,
    console: Console,
    ask: Ask,
    dialogue: str = "",
    understand: Understand = understand_nothing,
    answer: QuickAnswer = no_answer,
) -> None:
    """Talk until the person stops; what they said is kept, and the next chat resumes it."""
    screen = Screen(console, advisor.library.phrases)
    menu = Menu(advisor, screen, ask, understand, answer)
    try:
        resumed = _resumed(advisor, dialogue)
        result = resumed or (advisor.begin(dialogue, PLACE, PLACE) if dialogue else menu.choose())
        while result:
            screen.show(result.turn.reply)
            if result is resumed:
                screen.words("type_menu", style="dim")
            if result.stored.conversation.stopped:
                return
            result = next_turn(menu, result)
    except (EOFError, KeyboardInterrupt):
        console.print()
        screen.words("stopped")
    except LanguageError as error:
        screen.words("cannot_go_on", style="yellow", what=Typed(error))


def _resumed(advisor: Advisor, dialogue: str) -> TurnResult | None:
    stored = advisor.latest(PLACE, dialogue=dialogue)
    if stored is None or stored.conversation.dialogue not in advisor.library.dialogues:
        return None
    if not (stored.conversation.answers or stored.conversation.drafts):
        return None
    return advisor.respond_to_own(stored.conversation.id, intents.Show(), PLACE)


def next_turn(menu: Menu, result: TurnResult) -> TurnResult | None:
    """Ask for words, and take them to the conversation."""
    words, advisor = menu.ask("> "), menu.advisor
    try:
        if words.strip().lower() == MENU:
            return menu.choose(case_of(result))
        if (wanted := case_command(words)) and not _is_text(result):
            return menu.choose() if wanted == "new" else _beside(menu, result, wanted)
        if another := _another(advisor, result, words):
            return menu.dialogue(another, case_of(result), result.stored.conversation)
        asks = result.turn.reply.asks
        if told := _answered_between(menu, result, words):
            menu.screen.console.print()
            menu.screen.text(told)
            menu.screen.words("still_open_here" if asks else "ask_again", style="dim")
            return next_turn(menu, result)
        message = _entry_asked(menu.screen, menu.ask, asks, words) if asks and asks.fields else intents.Say(words)
        return advisor.respond_to_own(result.stored.conversation.id, message, PLACE)
    except LanguageError as error:  # an author's; the conversation stands where it stood
        menu.screen.words("cannot_go_on", style="yellow", what=Typed(error))
        return result


def _answered_between(menu: Menu, result: TurnResult, words: str) -> str:
    """The answer to a quick question in the middle, or after the end; empty where the words are for the decision."""
    library, asks, conversation = menu.advisor.library, result.turn.reply.asks, result.stored.conversation
    if part_meant(library, conversation, words):
        return ""
    told: list[str] = []

    def has_answer(text: str) -> bool:
        told.append(menu.answer(text))
        return bool(told[-1])

    question = library.question(asks.key) if asks else None
    return told[-1] if is_question_between(question, words, has_answer) else ""


def _beside(menu: Menu, result: TurnResult, wanted: str) -> TurnResult | None:
    """The road or the record, and then the question that is open, or nothing more where none is."""
    menu.of_case(wanted, case_of(result))
    if not result.turn.reply.asks:
        return next_turn(menu, result)
    asked = replace(result.turn.reply, settled=(), notes=(), trouble="", aside=False)
    return replace(result, turn=replace(result.turn, reply=asked))


def _is_text(result: TurnResult) -> bool:
    """Whether the open question takes any words for an answer."""
    asks = result.turn.reply.asks
    return asks is not None and asks.takes_words


def _another(advisor: Advisor, result: TurnResult, words: str) -> str:
    """The dialogue that these words name, where they do not answer the open question."""
    asks = result.turn.reply.asks
    question = advisor.library.question(asks.key) if asks else None
    return "" if question and is_answer(question, words) else named(advisor.library.dialogues, words)


def _entry_asked(screen: Screen, ask: Ask, asks: ShownQuestion, words: str) -> Intent:
    """A list entry with fields: the first field as typed, then the others one by one."""
    others = asks.fields[1:]
    special = command(words) or is_unsure_words(words) or words.lower().split()[:1] in _OF_LISTS
    if special or ";" in words or not words.strip():
        return intents.Say(words)
    parts = [words]
    for field in others:
        for number, option in enumerate(field.options, 1):
            screen.console.print(Text(f"     {number}. {option.label}"))
        parts.append(ask(f"   {field.ask} "))
    return intents.Say("; ".join(part.replace(";", ",") for part in parts))
