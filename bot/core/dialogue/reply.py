"""Reply: what any surface can show. All texts are Markdown."""

from dataclasses import dataclass, field

from bot.core.dialogue.conversation import Key
from bot.core.dialogue.guidance import Guidance, ShownSection
from bot.core.dialogue.intents import Intent
from bot.core.questions.answer import Value


@dataclass(frozen=True)
class ShownOption:
    """An option of the open question."""

    value: str
    label: str
    description: str = ""
    chosen: bool = False  # what was answered before, when a question is asked again


@dataclass(frozen=True)
class ShownField:
    """A field of a list's entry."""

    name: str
    ask: str
    most: int
    options: tuple[ShownOption, ...] = ()


@dataclass(frozen=True)
class ShownQuestion:
    """The open question."""

    key: Key
    type: str
    takes_words: bool  # anything typed may be the answer, even what begins like a command
    text: str
    progress: str
    help: str = ""
    hint: str = ""  # how to answer
    why: str = ""
    options: tuple[ShownOption, ...] = ()
    unsure: str = ""  # the label of "I don't know", where that is an answer
    least: float | None = None
    most: float | None = None
    ends: tuple[str, str] | None = None
    long: bool = False
    before: str = ""  # what was answered before, in words, when it is asked again
    item: str = ""
    fields: tuple[ShownField, ...] = ()
    entries: tuple[str, ...] = ()  # of a list, so far
    entry_values: tuple[Value, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class ShownAnswer:
    """A question with its answer, as one compact line, and what the author says about that answer."""

    key: Key
    question: str
    answer: str
    guidance: str = ""
    carried: bool = False  # over from where it was said before
    whence: str = ""  # the title of that dialogue; empty for the sentence somebody began with
    by: str = ""
    day: str = ""  # when it was given, in words


@dataclass(frozen=True)
class Choice:
    """Something a person may do now, besides answering."""

    label: str
    intent: Intent


@dataclass(frozen=True)
class Reply:
    """One answer of the advisor. An aside leaves everything as it stands: the open question need not be shown again."""

    aside: bool = False
    settled: tuple[ShownAnswer, ...] = ()  # by this turn
    notes: tuple[str, ...] = ()  # what else became of this turn
    replaces: str = ""  # the title of advice that this turn takes back
    trouble: str = ""  # why what was said does not fit
    suggestions: tuple[ShownOption, ...] = ()  # what they may have meant
    answers: tuple[ShownAnswer, ...] = ()  # all so far, when asked for
    asks: ShownQuestion | None = None
    guidance: Guidance | None = None
    section: ShownSection | None = None
    choices: tuple[Choice, ...] = ()
