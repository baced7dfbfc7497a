"""A list that is open: entries added, changed and removed, until it is done."""

from collections.abc import Callable

from bot.core.dialogue import intents
from bot.core.dialogue.conversation import Key
from bot.core.dialogue.handlers.answers import give, not_open
from bot.core.dialogue.position import Waiting
from bot.core.dialogue.reply_builder import entries_so_far
from bot.core.dialogue.turn_context import Turn, TurnContext
from bot.core.questions.answer import InvalidAnswer, Value
from bot.core.questions.entries import entry_fitting, most_entries


def _entries(context: TurnContext, key: Key) -> list[Value]:
    question = context.library.question(key)
    return entries_so_far(context.now, key, question) if question else []


def _with_entries(context: TurnContext, key: Key, change: Callable[[list[Value], Waiting], None]) -> Turn:
    waiting = context.position.waiting
    if waiting is None or waiting.key != key or waiting.question.type != "list":
        return not_open(context, intents.Give(key, None))
    entries = _entries(context, key)
    try:
        change(entries, waiting)
    except InvalidAnswer as invalid:
        return context.aside(trouble=invalid.said(context.library.phrases))
    return context.turn(context.now.drafted(key, tuple(entries)))


def add(context: TurnContext, intent: intents.Add) -> Turn:
    """One more entry."""

    def change(entries: list[Value], waiting: Waiting) -> None:
        if len(entries) >= most_entries(waiting.question):
            raise InvalidAnswer("list_is_full", {"most": most_entries(waiting.question), "item": waiting.question.item})
        entries.append(entry_fitting(waiting.question, intent.entry))

    return _with_entries(context, intent.key, change)


def edit(context: TurnContext, intent: intents.Edit) -> Turn:
    """Another entry in place of one."""

    def change(entries: list[Value], waiting: Waiting) -> None:
        index = _index(entries, intent.number)
        entries[index] = entry_fitting(waiting.question, intent.entry)

    return _with_entries(context, intent.key, change)


def remove(context: TurnContext, intent: intents.Remove) -> Turn:
    """One entry less."""

    def change(entries: list[Value], waiting: Waiting) -> None:
        del entries[_index(entries, intent.number)]

    return _with_entries(context, intent.key, change)


def done(context: TurnContext, intent: intents.Done) -> Turn:
    """The list as it stands is the answer."""
    return give(context, intents.Give(intent.key, _entries(context, intent.key)))


def _index(entries: list[Value], number: int) -> int:
    if not 0 < number <= len(entries):
        raise InvalidAnswer("no_such_entry", {"number": number, "count": len(entries)})
    return number - 1
