"""One turn: a message to a conversation, and what it leads to. Pure: no clock, no store, no network."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.core import messages as say
from bot.core.answers import Misfit, Value, entry_fitting, fitting, most_entries, said_shortly
from bot.core.conversation import Answer, Conversation, Key
from bot.core.library import Library
from bot.core.markdown import cleaned
from bot.core.messages import Message
from bot.core.preview import more_would_change, only_in, preview
from bot.core.reply import Reply
from bot.core.understanding import Nearly, answer_in, change_wanted, command, consent, list_message, question_meant
from bot.core.views import answers_shown, choices_for, entries_so_far, option_shown, question_shown, reply_for, settled
from bot.core.walk import Position, Step, Waiting, walk


@dataclass(frozen=True)
class Turn:
    """A message and what it led to."""

    conversation: Conversation
    reply: Reply
    before: Conversation

    @property
    def changed(self) -> bool:
        """Whether there is something new to keep."""
        return self.conversation != self.before


@dataclass(frozen=True)
class Speaker:
    """Who says something, and when (ISO), as kept with the answer."""

    by: str = ""
    at: str = ""


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
    return _Turning(library, conversation, today, speaker or Speaker()).take(message)


class _Turning:
    """The parts of one turn that belong together: what was, what is said, by whom."""

    def __init__(self, library: Library, before: Conversation, today: str, speaker: Speaker) -> None:
        self.library, self.before, self.today, self.speaker = library, before, today, speaker
        self.now, self.notes = self._edition_noticed(before)
        self.position = walk(library, self.now, until=self.now.reopened)

    def _edition_noticed(self, before: Conversation) -> tuple[Conversation, list[str]]:
        edition = self.library.editions[before.dialogue]
        if before.edition == edition:
            return before, []
        now = replace(before, edition=edition)
        lost = [key for key in before.answers if key not in {step.key for step in walk(self.library, now).steps}]
        return now, [self._phrase("edited_ask_again" if lost else "edited")]

    def take(self, message: Message) -> Turn:
        if isinstance(message, say.Say):
            return self._say(message.text)
        return _TAKEN[type(message)](self, message)

    def _phrase(self, name: str, **names: Any) -> str:
        return self.library.phrases.say(name, **names)

    def _turn(self, now: Conversation, stopped: bool = False, **shown: Any) -> Turn:
        """The turn that leaves the conversation so; whoever goes on has not stopped."""
        now = replace(now, stopped=stopped)
        if now != self.before:
            now = replace(now, version=self.before.version + 1)
        notes = (*self.notes, *shown.pop("notes", ()))
        return Turn(now, replace(reply_for(self.library, now, self.today), notes=notes, **shown), self.before)

    def _aside(self, **shown: Any) -> Turn:
        """A word on the side; the conversation stands where it stood."""
        turn = self._turn(self.now, self.now.stopped, **shown)
        return replace(turn, reply=replace(turn.reply, aside=True, guidance=None))

    # Words

    def _say(self, text: str) -> Turn:
        message = (consent(text) if self.now.proposed else None) or command(text)
        if message is not None:
            return self.take(message)
        if what := change_wanted(text):
            return self._change_meant(what, text)
        waiting = self.position.waiting
        if waiting is None:
            return self._aside(trouble=self._phrase("finished_already"))
        if not cleaned(text):
            return self._aside(trouble=self._phrase("empty"))
        return self._answer_words(waiting, text)

    def _change_meant(self, what: str, text: str) -> Turn:
        waiting = self.position.waiting
        words = waiting is not None and waiting.question.type in {"text", "list"}  # which may begin with "change" themselves
        asked = [(step.key, question_shown(step)) for step in walk(self.library, self.now).asked]
        key = question_meant(what, asked, self.now.dialogue, exactly=words)
        if key:
            return self._change(say.Change(key))
        return self._answer_words(waiting, text) if waiting and words else self._not_asked(what)

    def _not_asked(self, what: str) -> Turn:
        return self._aside(trouble=self._phrase("not_asked", said=said_shortly(what)))

    def _answer_words(self, waiting: Waiting, text: str) -> Turn:
        if waiting.question.type == "list":
            return self.take(list_message(waiting.key, waiting.question, text))
        try:
            return self._answered(waiting.key, answer_in(waiting.question, text))
        except Nearly as near:
            options = tuple(option_shown(option) for option in near.options)
            return self._aside(trouble=self._phrase("nearly", options=[o.label for o in near.options]), suggestions=options)
        except Misfit as misfit:
            return self._aside(trouble=misfit.said(self.library.phrases))

    # Answers

    def _give(self, message: say.Give) -> Turn:
        key, waiting = message.key, self.position.waiting
        if waiting is None or waiting.key != key:
            return self._not_open(message)
        try:
            return self._answered(key, fitting(waiting.question, message.value))
        except Misfit as misfit:
            return self._aside(trouble=misfit.said(self.library.phrases))

    def _not_open(self, message: say.Give) -> Turn:
        """An answer to a question that is not open: an old button, or one of an edited dialogue."""
        step = walk(self.library, self.now).step(message.key)
        if step is None:
            return self._not_asked(message.key.rpartition(".")[2].replace("_", " "))
        name = "already_so" if _is_same(step, message.value) else "already_answered"
        line = settled(self.library, step)
        note = self._phrase(name, question=line.question, answer=line.answer)
        return self._aside(trouble=note, choices=choices_for(self.library.phrases, action_change=say.Change(message.key)))

    def _answered(self, key: Key, value: Value, sure: bool = False) -> Turn:
        old = walk(self.library, self.now)
        answer = Answer(value, self.speaker.by, self.speaker.at)
        now = self.now.answered(key, answer)
        new = walk(self.library, now)
        if not sure and more_would_change(old, new, key):
            return self._proposed(replace(self.now, reopened=key, proposed=answer), preview(self.library, old, new, key))
        gone, again = only_in(old, new, key), only_in(new, old, key)
        notes = [self._about("let_go", gone), self._about("revived", [step for step in again if not step.answer.carried])]
        carried = [step for step in again if step.answer.carried]
        notes += [self._phrase("carried")] if carried else []
        lines = [settled(self.library, step, self.today) for step in (*_steps(new, key), *carried)]
        return self._turn(now, settled=tuple(lines), notes=tuple(note for note in notes if note))

    def _proposed(self, now: Conversation, words: str) -> Turn:
        """What would follow from a change, before it is made."""
        choices = choices_for(self.library.phrases, action_confirm=say.Confirm(), action_keep=say.Keep())
        turn = self._turn(now, notes=(words,), choices=choices)
        return replace(turn, reply=replace(turn.reply, aside=True, guidance=None))

    def _confirm(self, _: say.Confirm) -> Turn:
        if self.now.proposed is None:
            return self._show(say.Show())
        return self._answered(self.now.reopened, self.now.proposed.value, sure=True)

    def _keep(self, _: say.Keep) -> Turn:
        if self.now.proposed is None:
            return self._show(say.Show())
        return self._turn(replace(self.now, reopened="", proposed=None), notes=(self._phrase("left_as_it_was"),))

    def _about(self, phrase: str, steps: list[Step]) -> str:
        """What is said of answers that left the way, or came back to it."""
        return self._phrase(phrase, questions=[question_shown(step) for step in steps], count=len(steps)) if steps else ""

    # Lists

    def _entries(self, key: Key) -> list[Value]:
        question = self.library.question(key)
        return entries_so_far(self.now, key, question) if question else []

    def _with_entries(self, key: Key, change: Callable[[list[Value], Waiting], None]) -> Turn:
        waiting = self.position.waiting
        if waiting is None or waiting.key != key or waiting.question.type != "list":
            return self._not_open(say.Give(key, None))
        entries = self._entries(key)
        try:
            change(entries, waiting)
        except Misfit as misfit:
            return self._aside(trouble=misfit.said(self.library.phrases))
        return self._turn(self.now.drafted(key, tuple(entries)))

    def _add(self, message: say.Add) -> Turn:
        def change(entries: list[Value], waiting: Waiting) -> None:
            if len(entries) >= most_entries(waiting.question):
                raise Misfit("list_is_full", {"most": most_entries(waiting.question), "item": waiting.question.item})
            entries.append(entry_fitting(waiting.question, message.entry))

        return self._with_entries(message.key, change)

    def _edit(self, message: say.Edit) -> Turn:
        def change(entries: list[Value], waiting: Waiting) -> None:
            index = _index(entries, message.number)
            entries[index] = entry_fitting(waiting.question, message.entry)

        return self._with_entries(message.key, change)

    def _remove(self, message: say.Remove) -> Turn:
        def change(entries: list[Value], waiting: Waiting) -> None:
            del entries[_index(entries, message.number)]

        return self._with_entries(message.key, change)

    def _done(self, message: say.Done) -> Turn:
        return self._give(say.Give(message.key, self._entries(message.key)))

    # Moving about

    def _back(self, _: say.Back) -> Turn:
        asked = self.position.asked
        if not asked:
            return self._aside(notes=(self._phrase("nothing_to_go_back_to"),))
        return self._turn(replace(self.now, reopened=asked[-1].key, proposed=None, shown=0))

    def _change(self, message: say.Change) -> Turn:
        step = walk(self.library, self.now).step(message.key)
        if step is None or step.shared:
            return self._not_asked(message.key.rpartition(".")[2].replace("_", " "))
        note = self._phrase("changing", question=question_shown(step))
        return self._turn(replace(self.now, reopened=message.key, proposed=None, shown=0), notes=(note,))

    def _start_again(self, _: say.StartAgain) -> Turn:
        now = replace(self.now, answers={}, drafts={}, reopened="", proposed=None, shown=0)
        return self._turn(now, notes=(self._phrase("started_again"),))

    def _stop(self, _: say.Stop) -> Turn:
        turn = self._turn(self.now, stopped=True, notes=(self._phrase("stopped"),))
        return replace(turn, reply=replace(turn.reply, asks=None, guidance=None, choices=()))

    def _show(self, _: say.Show) -> Turn:
        resumed = (self._phrase("resumed"),) if self.now.stopped else ()
        fresh = self.now.version == 0
        carried = [settled(self.library, step) for step in self.position.asked if step.answer.carried] if fresh else []
        note = (self._phrase("carried"),) if carried else ()
        now = replace(self.now, proposed=None)  # "yes" is an answer to the question that is shown again now
        return self._turn(now, notes=(*resumed, *note), settled=tuple(carried))

    def _show_answers(self, _: say.ShowAnswers) -> Turn:
        shown = answers_shown(self.library, walk(self.library, self.now))
        return self._aside(answers=shown, notes=(self._phrase("answers_so_far" if shown else "no_answers_yet"),))

    def _why(self, _: say.Why) -> Turn:
        reply = reply_for(self.library, self.now, self.today)
        reason = reply.asks.why if reply.asks else ""
        return self._aside(notes=(reason or self._phrase("no_reason"),))

    def _help(self, _: say.Help) -> Turn:
        return self._aside(notes=(self._phrase("help_commands"),))

    def _more(self, message: say.More) -> Turn:
        reply = reply_for(self.library, self.now, self.today)
        sections = reply.guidance.sections if reply.guidance else ()
        number = message.number or self.now.shown + 1
        if not 0 < number <= len(sections):
            return self._aside(notes=(self._phrase("no_more"),))
        turn = self._turn(replace(self.now, shown=number))
        return replace(turn, reply=replace(turn.reply, guidance=None, section=sections[number - 1]))


def _steps(position: Position, key: Key) -> list[Step]:
    return [step for step in position.steps if step.key == key]


def _is_same(step: Step, value: Value) -> bool:
    try:
        return bool(fitting(step.question, value) == step.value)
    except Misfit:
        return False


def _index(entries: list[Value], number: int) -> int:
    if not 0 < number <= len(entries):
        raise Misfit("no_such_entry", {"number": number, "count": len(entries)})
    return number - 1


_TAKEN: dict[type, Callable[[_Turning, Any], Turn]] = {
    say.Give: _Turning._give, say.Change: _Turning._change, say.Confirm: _Turning._confirm, say.Keep: _Turning._keep,
    say.Add: _Turning._add, say.Edit: _Turning._edit, say.Remove: _Turning._remove, say.Done: _Turning._done,
    say.Back: _Turning._back, say.StartAgain: _Turning._start_again, say.Stop: _Turning._stop, say.Show: _Turning._show,
    say.ShowAnswers: _Turning._show_answers, say.Why: _Turning._why, say.Help: _Turning._help, say.More: _Turning._more,
}  # fmt: skip
