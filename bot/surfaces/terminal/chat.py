"""A conversation in a terminal, with whoever sits there or with lines from a file."""

from collections.abc import Callable

from rich.console import Console
from rich.text import Text

from bot.core import messages as say
from bot.core.language import Typed
from bot.core.library import Library
from bot.core.markdown import plain
from bot.core.menu import dialogue_meant, in_menu_order, menu_groups
from bot.core.messages import Message
from bot.core.problems import did_you_mean
from bot.core.reply import Asked, Reply
from bot.core.understanding import command
from bot.service import Advisor, Held
from bot.surfaces.terminal.screen import Screen

PLACE = "terminal"

Ask = Callable[[str], str]  # raises EOFError or KeyboardInterrupt when there is nothing more


def chat(advisor: Advisor, console: Console, ask: Ask, dialogue: str = "") -> None:
    """Talk until the person stops; what they said is kept, and the next chat resumes it."""
    screen = Screen(console, advisor.library.phrases)
    try:
        held = _resumed(advisor, dialogue) or _begun(advisor, screen, ask, dialogue)
        while held:
            screen.show(held.turn.reply)
            if held.kept.status == "stopped":
                return
            held = _next(advisor, screen, ask, held)
    except (EOFError, KeyboardInterrupt):
        console.print()
        console.print(Text(plain(advisor.library.phrases.say("stopped"))))


def _resumed(advisor: Advisor, dialogue: str) -> Held | None:
    kept = advisor.latest(PLACE, dialogue=dialogue)
    if kept is None or kept.conversation.dialogue not in advisor.library.dialogues or not kept.conversation.answers:
        return None
    return advisor.respond(kept.conversation.id, say.Show(), PLACE)


def _begun(advisor: Advisor, screen: Screen, ask: Ask, dialogue: str) -> Held | None:
    return advisor.begin(dialogue or _chosen_dialogue(advisor.library, screen, ask), PLACE, PLACE)


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
        if words.isdigit() and 0 < int(words) <= len(ids):
            return ids[int(words) - 1]
        if meant := dialogue_meant(library, words):
            return meant
        near = did_you_mean(words, ids).removeprefix("Did you mean “").removesuffix("”?")
        trouble = library.phrases.say("no_such_dialogue", said=Typed(words[:60]), near=near)
        screen.console.print(Text(plain(trouble), style="yellow"))


def _next(advisor: Advisor, screen: Screen, ask: Ask, held: Held) -> Held | None:
    reply, id_ = held.turn.reply, held.kept.conversation.id
    words = ask("> ")
    offer = _offer_meant(reply, words)
    if offer:
        return advisor.begin(offer, PLACE, PLACE, earlier=held.kept.conversation)
    message: Message = say.Say(words)
    if reply.asks and reply.asks.type == "list" and reply.asks.fields:
        message = _entry_asked(screen, ask, reply.asks, words)
    return advisor.respond(id_, message, PLACE)


def _offer_meant(reply: Reply, words: str) -> str:
    offers = {offer.id for offer in reply.guidance.offers} if reply.guidance else set()
    return words.strip() if words.strip() in offers else ""


def _entry_asked(screen: Screen, ask: Ask, asks: Asked, words: str) -> Message:
    """A list entry with fields: the first field as typed, then the others one by one."""
    others = asks.fields[1:]
    special = command(words) or words.lower().split()[:1] in (["done"], ["remove"], ["edit"], ["change"], ["?"], ["finished"])
    if special or ";" in words or not words.strip():
        return say.Say(words)
    parts = [words]
    for field in others:
        for number, option in enumerate(field.options, 1):
            screen.console.print(Text(f"     {number}. {option.label}"))
        parts.append(ask(f"   {field.ask} "))
    return say.Say("; ".join(part.replace(";", ",") for part in parts))
