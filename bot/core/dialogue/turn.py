"""One turn: a message to a conversation, and what it leads to. Pure: no clock, no store, no network."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.core.content.library import Library
from bot.core.dialogue import intents
from bot.core.dialogue.conversation import Answer, Conversation, Key
from bot.core.dialogue.handlers.answers import answered, confirm, give, keep
from bot.core.dialogue.handlers.lists import add, done, edit, remove
from bot.core.dialogue.handlers.navigation import back, change, help_, more, read_on, show, show_answers, start_again, stop, why
from bot.core.dialogue.intent_parser import change_wanted, command, consent, list_message, question_meant
from bot.core.dialogue.intents import Command, Intent, kind
from bot.core.dialogue.part_meant import part_meant
from bot.core.dialogue.position import Position, Waiting, walk
from bot.core.dialogue.reply_builder import option_shown, question_shown, ticked_beforehand
from bot.core.dialogue.turn_context import Speaker, Turn, TurnContext
from bot.core.questions.answer import InvalidAnswer, Value
from bot.core.questions.answers import answer_in, type_of
from bot.core.questions.option_words import NearMatch, numbered
from bot.core.templating.markdown import cleaned


def new_conversation(library: Library, id_: str, dialogue: str, earlier: Conversation | None = None) -> Conversation:
    """A conversation about this dialogue; answers of an earlier one that it can use are carried over."""
    fresh = Conversation(id=id_, dialogue=dialogue, edition=library.editions[dialogue])
    return replace(fresh, answers=carried_over(library, earlier, dialogue)) if earlier else fresh


def carried_over(library: Library, earlier: Conversation, dialogue: str) -> dict[Key, Answer]:
    """The earlier answers that the dialogue, and those it calls, can use: the same question, or one that shares its
    name."""
    steps = walk(library, earlier).steps
    by_key = {step.key: step.answer for step in steps}
    by_share = {step.question.shares: step.answer for step in steps if step.question.shares}
    carried: dict[Key, Answer] = {}
    for id_ in library.within(dialogue):
        for name, question in library.dialogues[id_].asked.items():
            answer = by_key.get(f"{id_}.{name}") or by_share.get(question.shares or "")
            if answer:
                carried[f"{id_}.{name}"] = replace(answer, carried=answer.carried or earlier.dialogue)
    return carried


def take_turn(
    library: Library,
    conversation: Conversation,
    intent: Intent,
    today: str,
    speaker: Speaker | None = None,
    earlier: Position | None = None,
) -> Turn:
    """What a message leads to; with an `earlier` position of the conversation there is less to walk.

    Raises LanguageError where an author's text or condition cannot be worked out.
    """
    return _taken(TurnContext(library, conversation, today, speaker or Speaker(), earlier), intent)


def _taken(context: TurnContext, intent: Intent) -> Turn:
    return _say(context, intent.text) if isinstance(intent, intents.Say) else _HANDLERS[kind(intent)](context, intent)


def _say(context: TurnContext, text: str) -> Turn:
    intent = (consent(text) if context.now.proposed else None) or command(text)
    if intent is not None:
        return _taken(context, intent)
    if what := change_wanted(text):
        return _change_meant(context, what, text)
    waiting = context.position.waiting
    if waiting is None:
        part = part_meant(context.library, context.now, text)
        return _taken(context, part) if part else context.aside(trouble=context.phrase("finished_already"))
    if not cleaned(text):
        return context.aside(trouble=context.phrase("empty"))
    return _answer_words(context, waiting, text)


def _change_meant(context: TurnContext, what: str, text: str) -> Turn:
    waiting = context.position.waiting
    words = waiting is not None and type_of(waiting.question).takes_words  # which may begin with "change" themselves
    asked = [(step.key, question_shown(step)) for step in context.whole.asked]
    key = question_meant(what, asked, context.now.dialogue, exactly=words)
    if key:
        return change(context, intents.Change(key))
    return _answer_words(context, waiting, text) if waiting and words else context.not_asked(what)


def _answer_words(context: TurnContext, waiting: Waiting, text: str) -> Turn:
    if waiting.question.type == "list":
        return _taken(context, list_message(waiting.key, waiting.question, text))
    try:
        return answered(context, waiting.key, _with_ticked(context, waiting, answer_in(waiting.question, text)))
    except NearMatch as near:
        suggestions = tuple(option_shown(option) for option in near.options)
        options = numbered(waiting.question.options, near.options)
        return context.aside(trouble=context.phrase("nearly", options=options), suggestions=suggestions)
    except InvalidAnswer as invalid:
        return context.aside(trouble=invalid.said(context.library.phrases))


def _with_ticked(context: TurnContext, waiting: Waiting, value: Value) -> Value:
    """Numbers that are typed come on top of what was ticked beforehand; “none” and “I don't know” do not."""
    if not (isinstance(value, list) and value):
        return value
    ticked = [*value, *ticked_beforehand(context.now, waiting.key, waiting.question)]
    return [option.id for option in waiting.question.options if option.id in ticked]


_HANDLERS: dict[type | Command, Callable[[TurnContext, Any], Turn]] = {
    intents.Give: give, intents.Change: change, intents.Add: add, intents.Edit: edit, intents.Remove: remove, intents.Done: done,
    intents.Show: show, intents.More: more, intents.ReadOn: read_on,
    Command.CONFIRM: confirm, Command.KEEP: keep, Command.BACK: back, Command.START_AGAIN: start_again, Command.STOP: stop,
    Command.SHOW_ANSWERS: show_answers, Command.WHY: why, Command.HELP: help_,
}  # fmt: skip
