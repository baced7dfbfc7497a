"""An answer to a question, or another one instead of it."""

from dataclasses import replace

from bot.core.dialogue import intents
from bot.core.dialogue.change_preview import more_would_change, only_in, preview
from bot.core.dialogue.conversation import Answer, Conversation, Key
from bot.core.dialogue.handlers.navigation import show
from bot.core.dialogue.intents import Command
from bot.core.dialogue.position import Position, Step, walk
from bot.core.dialogue.reply_builder import choices_for, question_shown, settled
from bot.core.dialogue.turn_context import Turn, TurnContext
from bot.core.questions.answer import InvalidAnswer, Value
from bot.core.questions.answers import fitting
from bot.core.templating.templates import rendered


def give(context: TurnContext, intent: intents.Give) -> Turn:
    """An answer by its question."""
    key, waiting = intent.key, context.position.waiting
    if waiting is None or waiting.key != key:
        return not_open(context, intent)
    try:
        return answered(context, key, fitting(waiting.question, intent.value))
    except InvalidAnswer as invalid:
        return context.aside(trouble=invalid.said(context.library.phrases))


def not_open(context: TurnContext, intent: intents.Give) -> Turn:
    """An answer to a question that is not open: an old button, or one of an edited dialogue."""
    step = context.whole.step(intent.key)
    if step is None:
        return context.not_asked(intent.key.rpartition(".")[2].replace("_", " "))
    name = "already_so" if _is_same(step, intent.value) else "already_answered"
    line = settled(context.library, step)
    note = context.phrase(name, question=line.question, answer=line.answer)
    return context.aside(trouble=note, choices=choices_for(context.library.phrases, action_change=intents.Change(intent.key)))


def answered(context: TurnContext, key: Key, value: Value, sure: bool = False) -> Turn:
    """The turn that takes an answer; one that would change more is put to the person first."""
    old = context.whole
    answer = Answer(value, context.speaker.by, context.speaker.at)
    now = context.now.answered(key, answer)
    new = walk(context.library, now, earlier=context.position)
    if not sure and more_would_change(old, new, key):
        return _proposed(context, replace(context.now, reopened=key, proposed=answer), preview(context.library, old, new, key))
    gone, again = only_in(old, new, key), only_in(new, old, key)
    notes = [_about(context, "let_go", gone), _about(context, "revived", [step for step in again if not step.answer.carried])]
    carried = [step for step in again if step.answer.carried]
    notes += [context.phrase("carried")] if carried else []
    lines = [settled(context.library, step, context.today) for step in (*_steps(new, key), *carried)]
    return context.turn(
        now, position=new, settled=tuple(lines), notes=tuple(note for note in notes if note), replaces=_advice(old)
    )


def _advice(position: Position) -> str:
    """The title of the advice there was; empty where there was none."""
    return rendered(position.ending.outcome.title, {**position.ending.names, "today": ""}) if position.ending else ""


def _proposed(context: TurnContext, now: Conversation, words: str) -> Turn:
    """What would follow from a change, before it is made."""
    choices = choices_for(context.library.phrases, action_confirm=Command.CONFIRM, action_keep=Command.KEEP)
    turn = context.turn(now, notes=(words,), choices=choices)
    return replace(turn, reply=replace(turn.reply, aside=True, guidance=None))


def confirm(context: TurnContext, _: Command) -> Turn:
    """What was proposed is made so."""
    if context.now.proposed is None:
        return show(context, intents.Show())
    return answered(context, context.now.reopened, context.now.proposed.value, sure=True)


def keep(context: TurnContext, _: Command) -> Turn:
    """What was proposed is left."""
    if context.now.proposed is None:
        return show(context, intents.Show())
    return context.turn(replace(context.now, reopened="", proposed=None), notes=(context.phrase("left_as_it_was"),))


def _about(context: TurnContext, phrase: str, steps: list[Step]) -> str:
    """What is said of answers that left the way, or came back to it."""
    return context.phrase(phrase, questions=[question_shown(step) for step in steps], count=len(steps)) if steps else ""


def _steps(position: Position, key: Key) -> list[Step]:
    return [step for step in position.steps if step.key == key]


def _is_same(step: Step, value: Value) -> bool:
    try:
        return bool(fitting(step.question, value) == step.value)
    except InvalidAnswer:
        return False
