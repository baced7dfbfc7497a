"""An answer to a question, or another one instead of it."""

from dataclasses import replace

from bot.core.dialogue import intents as say
from bot.core.dialogue.answers import Misfit, Value, fitting
from bot.core.dialogue.change_preview import more_would_change, only_in, preview
from bot.core.dialogue.conversation import Answer, Conversation, Key
from bot.core.dialogue.handlers.navigation import show
from bot.core.dialogue.position import Position, Step, walk
from bot.core.dialogue.reply_builder import choices_for, question_shown, settled
from bot.core.dialogue.turn_context import Turn, Turning


def give(turning: Turning, message: say.Give) -> Turn:
    """An answer by its question."""
    key, waiting = message.key, turning.position.waiting
    if waiting is None or waiting.key != key:
        return not_open(turning, message)
    try:
        return answered(turning, key, fitting(waiting.question, message.value))
    except Misfit as misfit:
        return turning.aside(trouble=misfit.said(turning.library.phrases))


def not_open(turning: Turning, message: say.Give) -> Turn:
    """An answer to a question that is not open: an old button, or one of an edited dialogue."""
    step = walk(turning.library, turning.now).step(message.key)
    if step is None:
        return turning.not_asked(message.key.rpartition(".")[2].replace("_", " "))
    name = "already_so" if _is_same(step, message.value) else "already_answered"
    line = settled(turning.library, step)
    note = turning.phrase(name, question=line.question, answer=line.answer)
    return turning.aside(trouble=note, choices=choices_for(turning.library.phrases, action_change=say.Change(message.key)))


def answered(turning: Turning, key: Key, value: Value, sure: bool = False) -> Turn:
    """The turn that takes an answer; one that would change more is put to the person first."""
    old = walk(turning.library, turning.now)
    answer = Answer(value, turning.speaker.by, turning.speaker.at)
    now = turning.now.answered(key, answer)
    new = walk(turning.library, now)
    if not sure and more_would_change(old, new, key):
        return _proposed(turning, replace(turning.now, reopened=key, proposed=answer), preview(turning.library, old, new, key))
    gone, again = only_in(old, new, key), only_in(new, old, key)
    notes = [_about(turning, "let_go", gone), _about(turning, "revived", [step for step in again if not step.answer.carried])]
    carried = [step for step in again if step.answer.carried]
    notes += [turning.phrase("carried")] if carried else []
    lines = [settled(turning.library, step, turning.today) for step in (*_steps(new, key), *carried)]
    return turning.turn(now, settled=tuple(lines), notes=tuple(note for note in notes if note))


def _proposed(turning: Turning, now: Conversation, words: str) -> Turn:
    """What would follow from a change, before it is made."""
    choices = choices_for(turning.library.phrases, action_confirm=say.Confirm(), action_keep=say.Keep())
    turn = turning.turn(now, notes=(words,), choices=choices)
    return replace(turn, reply=replace(turn.reply, aside=True, guidance=None))


def confirm(turning: Turning, _: say.Confirm) -> Turn:
    """What was proposed is made so."""
    if turning.now.proposed is None:
        return show(turning, say.Show())
    return answered(turning, turning.now.reopened, turning.now.proposed.value, sure=True)


def keep(turning: Turning, _: say.Keep) -> Turn:
    """What was proposed is left."""
    if turning.now.proposed is None:
        return show(turning, say.Show())
    return turning.turn(replace(turning.now, reopened="", proposed=None), notes=(turning.phrase("left_as_it_was"),))


def _about(turning: Turning, phrase: str, steps: list[Step]) -> str:
    """What is said of answers that left the way, or came back to it."""
    return turning.phrase(phrase, questions=[question_shown(step) for step in steps], count=len(steps)) if steps else ""


def _steps(position: Position, key: Key) -> list[Step]:
    return [step for step in position.steps if step.key == key]


def _is_same(step: Step, value: Value) -> bool:
    try:
        return bool(fitting(step.question, value) == step.value)
    except Misfit:
        return False
