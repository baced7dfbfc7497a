"""From where a conversation stands to what a surface shows."""

from datetime import date

from bot.core.content.library import Library
from bot.core.content.phrases import Phrases
from bot.core.content.question import EntryField, Option, Question
from bot.core.dialogue import intents
from bot.core.dialogue.conversation import Conversation, Key
from bot.core.dialogue.guidance import guidance_for
from bot.core.dialogue.intents import Command, Intent
from bot.core.dialogue.position import Position, Step, Waiting
from bot.core.dialogue.reply import Choice, Reply, ShownAnswer, ShownField, ShownOption, ShownQuestion
from bot.core.questions.answer import LONGEST_TEXT, Value
from bot.core.questions.answers import fits, type_of
from bot.core.questions.entries import entries_in, entry_words
from bot.core.questions.question_type import is_chosen
from bot.core.templating.templates import rendered
from bot.core.templating.values import UNSURE, shown


def reply_for(library: Library, conversation: Conversation, today: str, position: Position) -> Reply:
    """What to show where the conversation stands: the open question, or the guidance at its end."""
    if position.waiting:
        asks = asked_shown(library, conversation, position, today)
        return Reply(asks=asks, choices=_choices_while_asking(library.phrases, position, bool(asks.why)))
    assert position.ending is not None
    guidance = guidance_for(library, position.ending, today)
    more = intents.More(conversation.shown + 1) if conversation.shown < len(guidance.sections) else None
    choices = choices_for(
        library.phrases,
        action_more=more,
        action_back=Command.BACK,
        action_answers=Command.SHOW_ANSWERS,
        action_start_again=Command.START_AGAIN,
    )
    return Reply(guidance=guidance, choices=choices)


def choices_for(phrases: Phrases, **actions: Intent | None) -> tuple[Choice, ...]:
    """Choices by the names of their labels; those without a message are left out."""
    return tuple(Choice(phrases.say(name), intent) for name, intent in actions.items() if intent)


def _choices_while_asking(phrases: Phrases, position: Position, why: bool) -> tuple[Choice, ...]:
    return choices_for(phrases, action_why=Command.WHY if why else None, action_back=Command.BACK if position.asked else None)


def asked_shown(library: Library, conversation: Conversation, position: Position, today: str) -> ShownQuestion:
    """The open question as surfaces show it."""
    waiting = position.waiting
    assert waiting is not None
    question, names, phrases = waiting.question, {**waiting.names, "today": today}, library.phrases
    before = conversation.answers.get(waiting.key)
    ticked = ticked_beforehand(conversation, waiting.key, question)
    value = before.value if before and fits(question, before.value) else ticked or None
    entries = tuple(entries_so_far(conversation, waiting.key, question))
    return ShownQuestion(
        key=waiting.key,
        type=question.type,
        takes_words=type_of(question).takes_words,
        text=rendered(question.ask, names),
        progress=_progress(library, position),
        help="\n\n".join(filter(None, (rendered(question.help or "", names), _ticked_words(library, question, ticked)))),
        hint=_hint(phrases, question),
        why=rendered(question.why or "", names),
        options=tuple(option_shown(option, is_chosen(option, value)) for option in question.options),
        unsure=phrases.say("dont_know") if question.unsure else "",
        least=question.least,
        most=type_of(question).most(question),
        ends=question.ends,
        long=question.long,
        before=answer_words(library, question, value) if value is not None and conversation.reopened == waiting.key else "",
        item=question.item,
        fields=tuple(_field(name, field) for name, field in question.fields.items()),
        entries=tuple(entry_words(question, entry) for entry in entries),
        entry_values=entries,
    )


def entries_so_far(conversation: Conversation, key: Key, question: Question) -> list[Value]:
    """The entries of a list that is open: those added, or those of the answer that is looked at again."""
    if question.type != "list":
        return []
    answer = conversation.answers.get(key)
    return entries_in(question, conversation.drafts.get(key, answer.value if answer else ()))


def ticked_beforehand(conversation: Conversation, key: Key, question: Question) -> list[Value]:
    """What was said of a question before it was asked, where more may be ticked; nothing once it was answered."""
    if question.type != "choices" or key in conversation.answers:
        return []
    return [value for value in conversation.drafts.get(key, ()) if question.option(str(value))]


def _ticked_words(library: Library, question: Question, ticked: list[Value]) -> str:
    return library.phrases.say("ticked_beforehand", said=answer_words(library, question, ticked)) if ticked else ""


def _field(name: str, field: EntryField) -> ShownField:
    return ShownField(name, field.ask, field.most or LONGEST_TEXT, tuple(map(option_shown, field.options)))


def option_shown(option: Option, chosen: bool = False) -> ShownOption:
    """An option as surfaces show it."""
    return ShownOption(option.id, option.label, option.description or "", chosen)


def _hint(phrases: Phrases, question: Question) -> str:
    names = {
        "least": question.least,
        "most": type_of(question).most(question),
        "item": question.item,
        "unit": question.unit,
        "ends": question.ends,
    }
    return phrases.say(f"help_{question.type}", **names)


def _progress(library: Library, position: Position) -> str:
    """Which question this is, of how many at most, which never rises; what was said elsewhere is not counted."""
    number = sum(not step.answer.carried for step in position.asked) + 1
    left = [_after(library, *place, outermost=place == position.call_stack[-1]) for place in position.call_stack]
    least, most = sum(low for low, _ in left), sum(high for _, high in left)
    return library.phrases.say("progress_exact" if least == most else "progress", number=number, total=number - 1 + most)


def _after(library: Library, dialogue: str, step: str, outermost: bool) -> tuple[int, int]:
    """Questions left in a dialogue; of a call one is in the middle of, only what comes after it."""
    least, most = library.steps_left(dialogue, step)
    call = library.dialogues[dialogue].calls.get(step)
    if outermost or call is None:
        return least, most
    inner = library.steps_left(call.call, next(iter(library.dialogues[call.call].questions)))
    return least - inner[0], most - inner[1]


def question_shown(step: Step | Waiting) -> str:
    """The words of a question."""
    return rendered(step.question.ask, {**step.names, "today": ""})


def settled(library: Library, step: Step, today: str = "") -> ShownAnswer:
    """A question with its answer, and what the author says about that answer."""
    names = {**step.names, "today": today}
    return ShownAnswer(
        key=step.key,
        question=question_shown(step),
        answer=answer_words(library, step.question, step.value),
        guidance="\n\n".join(rendered(text, names) for text in _guidance_texts(step.question, step.value)),
        carried=bool(step.answer.carried),
        whence=library.dialogues[step.answer.carried].title if step.answer.carried in library.dialogues else "",
        by=step.answer.by,
        day=str(shown(date.fromisoformat(step.answer.at[:10]))) if step.answer.at else "",
    )


def _guidance_texts(question: Question, value: Value) -> list[str]:
    if value == UNSURE and question.unsure:
        return [question.unsure] if isinstance(question.unsure, str) else []
    return [option.guidance for option in question.options if option.guidance and is_chosen(option, value)]


def answer_words(library: Library, question: Question, value: Value) -> str:
    """An answer in words, as Markdown."""
    if value == UNSURE and question.unsure:
        return library.phrases.say("dont_know")
    return type_of(question).words(question, value) or library.phrases.say("none_of_these")


def answers_shown(library: Library, position: Position) -> tuple[ShownAnswer, ...]:
    """All answers so far."""
    return tuple(settled(library, step) for step in position.asked)
