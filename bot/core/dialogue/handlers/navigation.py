"""Moving about in a conversation: back, to an earlier answer, to the start or away; and what can be asked about it."""

from dataclasses import replace

from bot.core.dialogue import intents as say
from bot.core.dialogue.position import walk
from bot.core.dialogue.reply_builder import answers_shown, question_shown, reply_for, settled
from bot.core.dialogue.turn_context import Turn, Turning


def back(turning: Turning, _: say.Back) -> Turn:
    """To the question before."""
    asked = turning.position.asked
    if not asked:
        return turning.aside(notes=(turning.phrase("nothing_to_go_back_to"),))
    return turning.turn(replace(turning.now, reopened=asked[-1].key, proposed=None, shown=0))


def change(turning: Turning, message: say.Change) -> Turn:
    """To an earlier question."""
    step = walk(turning.library, turning.now).step(message.key)
    if step is None or step.shared:
        return turning.not_asked(message.key.rpartition(".")[2].replace("_", " "))
    note = turning.phrase("changing", question=question_shown(step))
    return turning.turn(replace(turning.now, reopened=message.key, proposed=None, shown=0), notes=(note,))


def start_again(turning: Turning, _: say.StartAgain) -> Turn:
    """To the beginning, without answers."""
    finished = walk(turning.library, turning.now).waiting is None  # which is kept, and another conversation goes on
    now = replace(turning.now, answers={}, drafts={}, reopened="", proposed=None, shown=0)
    return turning.turn(now, notes=(turning.phrase("started_anew" if finished else "started_again"),))


def stop(turning: Turning, _: say.Stop) -> Turn:
    """Leave it; it is kept."""
    turn = turning.turn(turning.now, stopped=True, notes=(turning.phrase("stopped"),))
    return replace(turn, reply=replace(turn.reply, asks=None, guidance=None, choices=()))


def show(turning: Turning, message: say.Show) -> Turn:
    """Where it stands."""
    already = (turning.phrase("started_anew_already"),) if message.again else ()
    resumed = (turning.phrase("resumed"),) if turning.now.stopped else ()
    fresh = turning.now.version == 0
    carried = [settled(turning.library, step) for step in turning.position.asked if step.answer.carried] if fresh else []
    note = (turning.phrase("carried"),) if carried else ()
    now = replace(turning.now, proposed=None)  # "yes" is an answer to the question that is shown again now
    return turning.turn(now, notes=(*already, *resumed, *note), settled=tuple(carried))


def show_answers(turning: Turning, _: say.ShowAnswers) -> Turn:
    """The answers so far."""
    shown = answers_shown(turning.library, walk(turning.library, turning.now))
    return turning.aside(answers=shown, notes=(turning.phrase("answers_so_far" if shown else "no_answers_yet"),))


def why(turning: Turning, _: say.Why) -> Turn:
    """Why the open question is asked."""
    reply = reply_for(turning.library, turning.now, turning.today)
    reason = reply.asks.why if reply.asks else ""
    return turning.aside(notes=(reason or turning.phrase("no_reason"),))


def help_(turning: Turning, _: say.Help) -> Turn:
    """What can be said."""
    return turning.aside(notes=(turning.phrase("help_commands"),))


def more(turning: Turning, message: say.More) -> Turn:
    """A further part of the guidance."""
    reply = reply_for(turning.library, turning.now, turning.today)
    sections = reply.guidance.sections if reply.guidance else ()
    number = message.number or turning.now.shown + 1
    if not 0 < number <= len(sections):
        return turning.aside(notes=(turning.phrase("no_more"),))
    turn = turning.turn(replace(turning.now, shown=number))
    return replace(turn, reply=replace(turn.reply, guidance=None, section=sections[number - 1]))
