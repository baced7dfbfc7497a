"""Executable conversations: a test, an example and a transcript in one YAML file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationError, model_validator

from bot.core.cases.case import Case
from bot.core.cases.shared_answers import answers_for, known_in, said_at_first, ticks_for
from bot.core.content.base import Line, Part, Sources
from bot.core.content.library import Library
from bot.core.dialogue import intents
from bot.core.dialogue.conversation import Conversation, full, short
from bot.core.dialogue.intents import Intent
from bot.core.dialogue.plain_text import guidance_lead, plain_asked, section_text
from bot.core.dialogue.position import walk
from bot.core.dialogue.reply import Reply
from bot.core.dialogue.turn import new_conversation, take_turn
from bot.core.loading.model_errors import schema_problems
from bot.core.loading.yaml_reader import read_yaml
from bot.core.openings.opening import Opening, Understand, understand_nothing
from bot.core.templating.markdown import plain


def _several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


Several = Annotated[tuple[str, ...], BeforeValidator(_several, json_schema_input_type=str | tuple[str, ...])]


class Expected(Part):
    """What a reply of the advisor must be."""

    asks: str | None = None
    says: Several = ()
    outcome: str | None = None


def _expected(value: Any) -> Any:
    return {"says": value} if isinstance(value, str) else value


class Exchange(Part):
    """One line of a conversation: what the person says, or what the advisor must answer."""

    user: Any = None
    advisor: Annotated[Expected | None, BeforeValidator(_expected, json_schema_input_type=str | Expected | None)] = None

    @model_validator(mode="after")
    def _is_one_of_them(self) -> "Exchange":
        if (self.user is None) == (self.advisor is None):
            raise ValueError("each line is either what the “user” says or what the “advisor” must answer")
        return self


class End(Part):
    """What must hold when the conversation is over."""

    outcome: str | None = None
    asked: Sources = ()
    sources: Sources = ()
    says: Several = ()


class ConversationFile(Part):
    """A conversation as its author wrote it down."""

    title: Line
    dialogue: str
    begins: str = ""  # the sentence that somebody begins with; it must be understood as this dialogue
    conversation: Annotated[
        tuple[Exchange, ...], BeforeValidator(lambda value: tuple(value) if isinstance(value, list) else value)
    ]
    expect: End = End()
    assumed: Mapping[str, str] = {}


@dataclass
class ConversationResult:
    """A conversation as it was played: who said what, and where it was not as expected."""

    lines: list[tuple[str, str]] = field(default_factory=list)  # "user" or "advisor", and the words
    failures: list[str] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)  # the first, that to each line of the person, and where it ended
    asked: tuple[str, ...] = ()
    conversation: Conversation | None = None  # as it was left; none where it could not begin


def read_conversation(text: str, file: str) -> ConversationFile:
    """The conversation in a file. Raises ValueError that says what is wrong and where."""
    reading = read_yaml(text, file)
    if reading.problems:
        raise ValueError("\n".join(map(str, reading.problems)))
    try:
        return ConversationFile.model_validate(reading.value)
    except ValidationError as error:
        raise ValueError("\n".join(map(str, schema_problems(reading, error)))) from None


def messages_in(library: Library, dialogue: str, user: Any) -> Iterator[Intent]:
    """What the person says, as messages: words as typed, a mapping as clicked."""
    if not isinstance(user, Mapping):
        yield intents.Say(str(user))
        return
    for name, value in user.items():
        key = full(str(name), dialogue)
        question = library.question(key)
        if question and question.type == "list" and isinstance(value, list):
            yield from (intents.Add(key, entry) for entry in value)
            yield intents.Done(key)
        else:
            yield intents.Give(key, value)


def play(
    library: Library, file: ConversationFile, today: str = "1 January 2027", understand: Understand = understand_nothing
) -> ConversationResult:
    """Play a conversation through the core, and see whether it is as expected."""
    if file.dialogue not in library.dialogues:
        return ConversationResult(failures=[f"There is no dialogue “{file.dialogue}”."])
    told, conversation = ConversationResult(), new_conversation(library, "told", file.dialogue)
    if file.begins:
        opening = understand(file.begins)
        if opening.dialogue != file.dialogue:
            return ConversationResult(failures=[f"“{file.begins}” begins {opening.dialogue or 'nothing'}, not {file.dialogue}"])
        told.lines.append(("user", file.begins))
        conversation = begun_with(library, conversation, opening)
    reply = take_turn(library, conversation, intents.Show(), today).reply
    told.replies.append(reply)
    for number, line in enumerate(file.conversation, 1):
        if line.advisor is not None:
            told.failures += [f"line {number}: {failure}" for failure in _amiss(library, file.dialogue, line.advisor, reply)]
            continue
        told.lines.append(("advisor", words_of(library, reply, echo=False)))
        for message in messages_in(library, file.dialogue, line.user):
            turn = take_turn(library, conversation, message, today)
            conversation, reply = turn.conversation, turn.reply
            if reply.trouble and isinstance(line.user, Mapping):
                told.failures.append(f"line {number}: {plain(reply.trouble)}")
        told.lines.append(("user", _words(line.user, reply)))
        told.replies.append(reply)
    told.lines.append(("advisor", words_of(library, reply, echo=False)))
    end = take_turn(library, conversation, intents.Show(), today).reply
    steps = (step for step in walk(library, conversation).asked if not step.answer.carried)
    told.asked = tuple(short(step.key, file.dialogue) for step in steps)
    told.failures += _amiss_at_end(library, file.expect, end, told.asked)
    told.replies.append(end)
    told.conversation = conversation
    return told


def begun_with(library: Library, conversation: Conversation, opening: Opening) -> Conversation:
    """With all that the sentence says, as in the case that begins with it."""
    case = Case("told", "", "", ("told",), said=said_at_first(library, opening, "", ""), ticked=opening.ticked)
    answers = answers_for(library, conversation.dialogue, known_in(library, case, ()))
    return replace(conversation, answers=answers, drafts=ticks_for(library, conversation.dialogue, case))


def _words(user: Any, reply: Reply) -> str:
    if isinstance(user, Mapping) and reply.settled:
        return "; ".join(plain(line.answer) for line in reply.settled)
    if isinstance(user, Mapping):
        return "; ".join(
            f"{name}: {', '.join(map(str, value)) if isinstance(value, list) else value}" for name, value in user.items()
        )
    return str(user)


def words_of(library: Library, reply: Reply, echo: bool = True) -> str:
    """All that a reply says, as plain words; the answer just given is left out without `echo`."""
    settled = [plain(f"{line.answer}\n\n{line.guidance}" if echo else line.guidance) for line in reply.settled]
    parts = [*settled, *map(plain, (reply.trouble, *reply.notes))]
    parts += [plain(f"{line.question}: {line.answer}") for line in reply.answers]
    parts += [plain(library.phrases.say("outcome_replaced", title=reply.replaces))] if reply.replaces else []
    if reply.guidance:
        parts.append(guidance_lead(library.phrases, reply.guidance))
    if reply.section:
        parts.append(section_text(library.phrases, reply.section))
    if reply.asks and not reply.aside:
        parts.append(plain_asked(reply.asks))
    return "\n".join(part for part in parts if part)


def missing(wanted: Iterable[str], words: str) -> Iterator[str]:
    """What is wanted and not said, in words."""
    said = " ".join(words.split()).lower()
    return (f"“{one}” is not said" for one in wanted if " ".join(one.split()).lower() not in said)


def _amiss(library: Library, dialogue: str, expected: Expected, reply: Reply) -> Iterator[str]:
    asks = short(reply.asks.key, dialogue) if reply.asks else None
    if expected.asks and asks != expected.asks:
        yield f"asks {asks}, not {expected.asks}"
    outcome = reply.guidance.outcome if reply.guidance else None
    if expected.outcome and outcome != expected.outcome:
        yield f"the outcome is {outcome}, not {expected.outcome}"
    yield from missing(expected.says, words_of(library, reply))


def _amiss_at_end(library: Library, expected: End, end: Reply, asked: tuple[str, ...]) -> Iterator[str]:
    guidance = end.guidance
    if expected.outcome and (guidance is None or guidance.outcome != expected.outcome):
        yield f"it ends in {guidance.outcome if guidance else 'a question'}, not in {expected.outcome}"
    if expected.asked and asked != expected.asked:
        yield f"it asked {', '.join(asked)}, not {', '.join(expected.asked)}"
    cited = {source.id for source in guidance.all_sources} if guidance else set()
    yield from (f"{source} is not cited" for source in expected.sources if source not in cited)
    yield from missing(expected.says, words_of(library, end))
