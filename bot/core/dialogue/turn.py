"""One turn: a message to a conversation, and what it leads to. Pure: no clock, no store, no network."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bot.core.content.library import Library
from bot.core.dialogue import intents as say
from bot.core.dialogue.answers import Misfit
from bot.core.dialogue.conversation import Answer, Conversation, Key
from bot.core.dialogue.handlers.answers import answered, confirm, give, keep
from bot.core.dialogue.handlers.lists import add, done, edit, remove
from bot.core.dialogue.handlers.navigation import back, change, help_, more, show, show_answers, start_again, stop, why
from bot.core.dialogue.intent_parser import (
    Nearly,
    answer_in,
    change_wanted,
    command,
    consent,
    list_message,
    numbered,
    question_meant,
)
from bot.core.dialogue.intents import Message
from bot.core.dialogue.position import Waiting, walk
from bot.core.dialogue.reply_builder import option_shown, question_shown
from bot.core.dialogue.turn_context import Speaker, Turn, Turning
from bot.core.templating.markdown import cleaned


def new_conversation(library: Library, id_: str, dialogue: str, earlier: Conversation | None = None) -> Conversation:
    """A conversation about this dialogue; answers of an earlier one that it can use are carried over."""
    fresh = Conversation(id=id_, dialogue=dialogue, edition=library.editions[dialogue])
    return replace(fresh, answers=carried_over(library, earlier, dialogue)) if earlier else fresh


def carried_over(library: Library, earlier: Conversation, dialogue: str) -> dict[Key, Answer]:
    """The earlier answers that the dialogue, and those it calls, can use: the same question, or one that shares its name."""
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


def take_turn(library: Library, conversation: Conversation, message: Message, today: str, speaker: Speaker | None = None) -> Turn:
    """What a message leads to. Raises LanguageError where an author's text or condition cannot be worked out."""
    return _taken(Turning(library, conversation, today, speaker or Speaker()), message)


def _taken(turning: Turning, message: Message) -> Turn:
    return _say(turning, message.text) if isinstance(message, say.Say) else _TAKEN[type(message)](turning, message)


def _say(turning: Turning, text: str) -> Turn:
    message = (consent(text) if turning.now.proposed else None) or command(text)
    if message is not None:
        return _taken(turning, message)
    if what := change_wanted(text):
        return _change_meant(turning, what, text)
    waiting = turning.position.waiting
    if waiting is None:
        return turning.aside(trouble=turning.phrase("finished_already"))
    if not cleaned(text):
        return turning.aside(trouble=turning.phrase("empty"))
    return _answer_words(turning, waiting, text)


def _change_meant(turning: Turning, what: str, text: str) -> Turn:
    waiting = turning.position.waiting
    words = waiting is not None and waiting.question.type in {"text", "list"}  # which may begin with "change" themselves
    asked = [(step.key, question_shown(step)) for step in walk(turning.library, turning.now).asked]
    key = question_meant(what, asked, turning.now.dialogue, exactly=words)
    if key:
        return change(turning, say.Change(key))
    return _answer_words(turning, waiting, text) if waiting and words else turning.not_asked(what)


def _answer_words(turning: Turning, waiting: Waiting, text: str) -> Turn:
    if waiting.question.type == "list":
        return _taken(turning, list_message(waiting.key, waiting.question, text))
    try:
        return answered(turning, waiting.key, answer_in(waiting.question, text))
    except Nearly as near:
        suggestions = tuple(option_shown(option) for option in near.options)
        options = numbered(waiting.question.options, near.options)
        return turning.aside(trouble=turning.phrase("nearly", options=options), suggestions=suggestions)
    except Misfit as misfit:
        return turning.aside(trouble=misfit.said(turning.library.phrases))


_TAKEN: dict[type, Callable[[Turning, Any], Turn]] = {
    say.Give: give, say.Change: change, say.Confirm: confirm, say.Keep: keep, say.Add: add, say.Edit: edit, say.Remove: remove,
    say.Done: done, say.Back: back, say.StartAgain: start_again, say.Stop: stop, say.Show: show, say.ShowAnswers: show_answers,
    say.Why: why, say.Help: help_, say.More: more,
}  # fmt: skip
