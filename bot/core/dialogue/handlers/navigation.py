"""Moving about in a conversation: back, to an earlier answer, to the start or away; and what can be asked about it."""

from dataclasses import replace

from bot.core.dialogue import intents
from bot.core.dialogue.guidance import topic_section
from bot.core.dialogue.intents import Command
from bot.core.dialogue.reply_builder import answers_shown, question_shown, reply_for, settled
from bot.core.dialogue.turn_context import Turn, TurnContext


def back(context: TurnContext, _: Command) -> Turn:
    """To the question before."""
    asked = context.position.asked
    if not asked:
        return context.aside(notes=(context.phrase("nothing_to_go_back_to"),))
    return context.turn(replace(context.now, reopened=asked[-1].key, proposed=None, shown=0))


def change(context: TurnContext, intent: intents.Change) -> Turn:
    """To an earlier question."""
    step = context.whole.step(intent.key)
    if step is None or step.shared:
        return context.not_asked(intent.key.rpartition(".")[2].replace("_", " "))
    note = context.phrase("changing", question=question_shown(step))
    return context.turn(replace(context.now, reopened=intent.key, proposed=None, shown=0), notes=(note,))


def start_again(context: TurnContext, _: Command) -> Turn:
    """To the beginning, without answers."""
    finished = context.whole.waiting is None  # which is kept, and another conversation goes on
    now = replace(context.now, answers={}, drafts={}, reopened="", proposed=None, shown=0)
    return context.turn(now, notes=(context.phrase("started_anew" if finished else "started_again"),))


def stop(context: TurnContext, _: Command) -> Turn:
    """Leave it; it is kept."""
    turn = context.turn(context.now, stopped=True, notes=(context.phrase("stopped"),))
    return replace(turn, reply=replace(turn.reply, asks=None, guidance=None, choices=()))


def show(context: TurnContext, intent: intents.Show) -> Turn:
    """Where it stands."""
    already = (context.phrase("started_anew_already"),) if intent.again else ()
    resumed = (context.phrase("resumed"),) if context.now.stopped else ()
    fresh = context.now.version == 0
    carried = [settled(context.library, step) for step in context.position.asked if step.answer.carried] if fresh else []
    note = (context.phrase("carried"),) if carried else ()
    now = replace(context.now, proposed=None)  # "yes" is an answer to the question that is shown again now
    return context.turn(now, notes=(*already, *resumed, *note), settled=tuple(carried))


def show_answers(context: TurnContext, _: Command) -> Turn:
    """The answers so far."""
    shown = answers_shown(context.library, context.whole)
    return context.aside(answers=shown, notes=(context.phrase("answers_so_far" if shown else "no_answers_yet"),))


def why(context: TurnContext, _: Command) -> Turn:
    """Why the open question is asked."""
    reply = reply_for(context.library, context.now, context.today, context.position)
    reason = reply.asks.why if reply.asks else ""
    return context.aside(notes=(reason or context.phrase("no_reason"),))


def help_(context: TurnContext, _: Command) -> Turn:
    """What can be said."""
    return context.aside(notes=(context.phrase("help_commands"),))


def more(context: TurnContext, intent: intents.More) -> Turn:
    """A further part of the guidance."""
    reply = reply_for(context.library, context.now, context.today, context.position)
    sections = reply.guidance.sections if reply.guidance else ()
    number = intent.number or context.now.shown + 1
    if not 0 < number <= len(sections):
        return context.aside(notes=(context.phrase("no_more", count=len(sections)),))
    note = context.phrase("part_of", number=number, count=len(sections))
    turn = context.turn(replace(context.now, shown=number), notes=(note,))
    return replace(turn, reply=replace(turn.reply, guidance=None, section=sections[number - 1]))


def read_on(context: TurnContext, intent: intents.ReadOn) -> Turn:
    """A topic, shown like a further part; the conversation stands where it stood."""
    turn = context.turn(context.now, context.now.stopped)
    return replace(turn, reply=replace(turn.reply, guidance=None, section=topic_section(context.library, intent.topic)))
