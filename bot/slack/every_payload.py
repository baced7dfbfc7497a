"""Every kind of thing the app says to Slack, made from the content: so that Slack can be asked about it beforehand."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from bot.authoring.paths.explorer import paths_of
from bot.authoring.paths.pairwise import covering_answers
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Answer, Conversation
from bot.core.dialogue.intents import Command, Intent, More, Show
from bot.core.dialogue.position import walk
from bot.core.dialogue.turn import take_turn
from bot.core.quick_answers.composer import Composer, Wanted
from bot.core.search.results import Found
from bot.slack.blocks import kit
from bot.slack.blocks.kit import Block
from bot.slack.blocks.menu import menu
from bot.slack.blocks.question import modal_for
from bot.slack.blocks.topic import answer_blocks, for_modal, whole_topic_blocks
from bot.slack.outbox.turn_payloads import Told, aside_blocks, settled_blocks

TODAY = "1 January 2027"
ASIDES = (Command.WHY, Command.HELP, Command.SHOW_ANSWERS)
WITH_MODAL = frozenset({"text", "number", "date", "list"})


@dataclass(frozen=True)
class Shown:
    """A message or a view, and what it is."""

    name: str
    content: dict[str, Any]
    is_view: bool = False


def every_payload(library: Library) -> Iterator[Shown]:
    """The menu; each dialogue to each of its outcomes, with all its questions, asides, modals and parts; each topic."""
    yield Shown("menu", menu(library, ask_who=True, ask_where=True))
    for dialogue in sorted(library.dialogues):
        yield from _of_dialogue(library, dialogue)
    titles = {id_: dialogue.title for id_, dialogue in library.dialogues.items()}
    composer = Composer(library, library.sources, library.phrases, titles)
    for id_ in sorted(library.topics):
        answer = composer.about(id_, Wanted(id_), None, Found("answered"))
        for blocks in (answer_blocks(library.phrases, answer, "", shareable=True), whole_topic_blocks(library, answer)):
            yield Shown(f"topic {id_}", kit.message(blocks, id_))
        yield Shown(f"topic {id_}", kit.notice("topic", for_modal(blocks), "close"), is_view=True)


def _of_dialogue(library: Library, dialogue: str) -> Iterator[Shown]:
    paths, seen = paths_of(library, dialogue), set[str]()
    for outcome in library.dialogues[dialogue].outcomes:
        leading = [path for path in paths.all if path.outcome == outcome]
        if not leading:
            continue
        answers = next(iter(covering_answers(paths, max(leading, key=lambda path: len(path.asked)))))
        given = {key: Answer(value) for key, value in answers.items()}
        finished = Conversation("c" * 12, dialogue, library.editions[dialogue], given)
        yield from _stages(library, finished, f"{dialogue}.{outcome}", seen)


def _stages(library: Library, finished: Conversation, name: str, seen: set[str]) -> Iterator[Shown]:
    asked = [step.key for step in walk(library, finished).asked]
    for number, key in enumerate(asked):
        if key not in seen:
            seen.add(key)
            partly = replace(finished, answers={one: finished.answers[one] for one in asked[:number]})
            yield from _at(library, partly, key, (Show(), *ASIDES))
    parts = take_turn(library, finished, Show(), TODAY).reply.guidance
    yield from _at(library, finished, name, (Show(), Command.SHOW_ANSWERS))
    for number in range(len(parts.sections) if parts else 0):
        yield from _at(library, replace(finished, shown=number), name, (More(),))
    for line in take_turn(library, finished, Command.SHOW_ANSWERS, TODAY).reply.answers:
        yield Shown(name, kit.message(settled_blocks(library.phrases, line, finished, "Ann"), "line"))


def _at(library: Library, conversation: Conversation, name: str, intents: tuple[Intent, ...]) -> Iterator[Shown]:
    told = Told(library.phrases, "U1")
    for intent in intents:
        reply = take_turn(library, conversation, intent, TODAY).reply
        yield Shown(name, _message(told, reply, conversation))
        if isinstance(intent, Show) and reply.asks and reply.asks.type in WITH_MODAL:
            yield Shown(name, modal_for(library.phrases, reply.asks, "memo"), is_view=True)


def _message(told: Told, reply: Any, conversation: Conversation) -> Block:
    blocks = aside_blocks(reply, conversation) if reply.aside else told.shown(reply, conversation)
    return kit.message(blocks, "shown")
