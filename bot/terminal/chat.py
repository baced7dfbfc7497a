"""A conversation in a terminal, with whoever sits there or with lines from a file."""

import re
from collections.abc import Callable

from rich.console import Console
from rich.text import Text

from bot.core.content.dialogue_names import named
from bot.core.content.library import Library
from bot.core.content.menu import in_menu_order, menu_groups
from bot.core.dialogue import intents as say
from bot.core.dialogue.answers import said_shortly
from bot.core.dialogue.intent_parser import command, is_unsure_words
from bot.core.dialogue.intents import Message
from bot.core.dialogue.reply import Asked
from bot.core.dialogue.reply_builder import reply_for
from bot.core.problems import closest
from bot.core.templating.markdown import plain
from bot.core.templating.templates import LanguageError
from bot.core.templating.values import Typed
from bot.services.conversations import Advisor, Held
from bot.terminal.screen import Screen

PLACE = "terminal"
MENU = "menu"

_OF_LISTS = [[word] for word in ("done", "finished", "none", "remove", "edit", "change")]

Ask = Callable[[str], str]  # raises EOFError or KeyboardInterrupt when there is nothing more


def chat(advisor: Advisor, console: Console, ask: Ask, dialogue: str = "") -> None:
    """Talk until the person stops; what they said is kept, and the next chat resumes it."""
    screen = Screen(console, advisor.library.phrases)
    try:
        resumed = _resumed(advisor, dialogue)
        held = resumed or _begun(advisor, screen, ask, dialogue)
        while held:
            screen.show(held.turn.reply)
            if held is resumed:
                screen.words("type_menu", style="dim")
            if held.kept.conversation.stopped:
                return
            held = next_turn(advisor, screen, ask, held)
    except (EOFError, KeyboardInterrupt):
        console.print()
        screen.words("stopped")
    except LanguageError as error:
        screen.words("cannot_go_on", style="yellow", what=Typed(error))


def _resumed(advisor: Advisor, dialogue: str) -> Held | None:
    kept = advisor.latest(PLACE, dialogue=dialogue)
    if kept is None or kept.conversation.dialogue not in advisor.library.dialogues:
        return None
    if not (kept.conversation.answers or kept.conversation.drafts):
        return None
    return advisor.respond(kept.conversation.id, say.Show(), PLACE)


def _begun(advisor: Advisor, screen: Screen, ask: Ask, dialogue: str) -> Held | None:
    return advisor.begin(dialogue or _chosen_dialogue(advisor.library, screen, ask), PLACE, PLACE)


def _from_menu(advisor: Advisor, screen: Screen, ask: Ask) -> Held | None:
    """Another decision; one that was begun goes on where it stood."""
    dialogue = _chosen_dialogue(advisor.library, screen, ask)
    return _resumed(advisor, dialogue) or _begun(advisor, screen, ask, dialogue)


def _chosen_dialogue(library: Library, screen: Screen, ask: Ask) -> str:
    console, ids = screen.console, in_menu_order(library)
    console.print(Text(plain(library.phrases.say("menu_title")), style="bold"))
    console.print(Text(plain(library.phrases.say("menu_lead")), style="dim"), width=screen.width)
    for group, members in menu_groups(library):
        console.print(Text(f"\n{group}", style="bold"))
        for id_ in members:
            line = (f" {ids.index(id_) + 1:>2}. {library.dialogues[id_].title}", (f"  {library.dialogues[id_].summary}", "dim"))
            console.print(Text.assemble(*line), width=screen.width)
    return _menu_answer(library, screen, ask, ids)


def _menu_answer(library: Library, screen: Screen, ask: Ask, ids: list[str]) -> str:
    while True:
        words = ask("> ").strip()
        if isinstance(command(words), say.Stop):
            raise EOFError
        if re.fullmatch(r"[0-9]{1,3}", words) and 0 < int(words) <= len(ids):
            return ids[int(words) - 1]
        if meant := named(library.dialogues, words):
            return meant
        near = closest(words, ids)
        screen.words("no_such_dialogue", style="yellow", said=said_shortly(words), near=near)


def next_turn(advisor: Advisor, screen: Screen, ask: Ask, held: Held) -> Held | None:
    """Ask for words, and take them to the conversation."""
    words = ask("> ")
    try:
        if words.strip().lower() == MENU:
            return _from_menu(advisor, screen, ask)
        if offer := _offer_meant(advisor, held, words):
            return advisor.begin(offer, PLACE, PLACE, earlier=held.kept.conversation)
        asks = held.turn.reply.asks
        message = _entry_asked(screen, ask, asks, words) if asks and asks.fields else say.Say(words)
        return advisor.respond(held.kept.conversation.id, message, PLACE)
    except LanguageError as error:  # an author's; the conversation stands where it stood
        screen.words("cannot_go_on", style="yellow", what=Typed(error))
        return held


def _offer_meant(advisor: Advisor, held: Held, words: str) -> str:
    """The dialogue to go on with, when these words name one that is offered where the conversation stands."""
    guidance = reply_for(advisor.library, held.kept.conversation, "").guidance
    meant = named(advisor.library.dialogues, words)
    return meant if guidance and meant in {offer.id for offer in guidance.offers} else ""


def _entry_asked(screen: Screen, ask: Ask, asks: Asked, words: str) -> Message:
    """A list entry with fields: the first field as typed, then the others one by one."""
    others = asks.fields[1:]
    special = command(words) or is_unsure_words(words) or words.lower().split()[:1] in _OF_LISTS
    if special or ";" in words or not words.strip():
        return say.Say(words)
    parts = [words]
    for field in others:
        for number, option in enumerate(field.options, 1):
            screen.console.print(Text(f"     {number}. {option.label}"))
        parts.append(ask(f"   {field.ask} "))
    return say.Say("; ".join(part.replace(";", ",") for part in parts))
