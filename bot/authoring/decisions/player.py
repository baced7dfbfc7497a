"""The rows of decision tables, played through the core."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bot.authoring.batch_run import accepted
from bot.authoring.decisions.table import PlacedRow
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Answer, Conversation, Key, full, short
from bot.core.dialogue.guidance import Guidance, ShownSection, guidance_for
from bot.core.dialogue.plain_text import table_text
from bot.core.dialogue.position import Position, walk
from bot.core.dialogue.reply_builder import settled
from bot.core.problems import did_you_mean
from bot.core.templating.markdown import plain
from bot.core.templating.templates import LanguageError, rendered

TODAY = "1 January 2027"

Answers = Mapping[Key, Answer]


@dataclass(frozen=True)
class Ended:
    """What people read when they have given these answers, as plain words on one line each."""

    outcome: str
    asked: frozenset[Key]
    parts: tuple[str, ...] = ()  # of the first screen: title, lead, reasons and steps
    sections: tuple[str, ...] = ()
    offers: str = ""
    questions: Callable[[], str] = str  # their words, help and reason; worked out only for a row that asks for them

    @property
    def first(self) -> str:
        """The first screen."""
        return " ".join(self.parts)

    @property
    def all(self) -> str:
        """Everything that is said."""
        return "\n".join([self.first, *self.sections, self.offers])


def failures(library: Library, placed: PlacedRow) -> list[str]:
    """Where a row does not come out as it says."""
    if placed.dialogue not in library.dialogues:
        return [f"There is no dialogue “{placed.dialogue}”. {did_you_mean(placed.dialogue, library.dialogues)}".strip()]
    answers, amiss = answers_of(library, placed)
    if amiss:
        return amiss
    try:
        ended = ended_with(library, placed.dialogue, answers)
    except LanguageError as error:
        return [f"the guidance cannot be put into words: {error}"]
    unknown = [f"There is no source “{id_}”." for id_ in placed.row.source if id_ not in library.sources]
    return [*unknown, *differences(placed, ended)]


def answers_of(library: Library, placed: PlacedRow) -> tuple[Answers, list[str]]:
    """The answers of a row with those it does not mention, and what is wrong with them."""
    return accepted(library, placed.dialogue, {**placed.otherwise, **placed.row.answers})


def ended_with(library: Library, dialogue: str, answers: Answers) -> Ended:
    """What these answers lead to. Raises LanguageError."""
    return ended_at(library, dialogue, position_after(library, dialogue, answers))


def position_after(library: Library, dialogue: str, answers: Answers) -> Position:
    """Where these answers lead. Raises LanguageError."""
    return walk(library, Conversation("row", dialogue, answers=answers))


def ended_at(library: Library, dialogue: str, position: Position) -> Ended:
    """What is read there. Raises LanguageError."""
    asked = frozenset(step.key for step in position.asked)
    if position.ending is None:
        assert position.waiting is not None
        return Ended(f"a question without an answer, “{short(position.waiting.key, dialogue)}”", asked)
    guidance = guidance_for(library, position.ending, TODAY)
    offers = " ".join(_plain(link.title) for link in guidance.offers)
    parts, sections = tuple(map(_plain, _parts(guidance))), tuple(map(_section, guidance.sections))
    return Ended(guidance.outcome, asked, parts, sections, offers, lambda: _questions(library, position))


def folded(words: str) -> str:
    """Words without regard to capitals, lines and spaces."""
    return " ".join(words.split()).lower()


def _parts(guidance: Guidance) -> tuple[str, ...]:
    return guidance.title, guidance.lead, *guidance.because, *guidance.do


def _questions(library: Library, position: Position) -> str:
    texts: list[str] = []
    for step in position.asked:
        names = {**step.names, "today": TODAY}
        texts += [rendered(text, names) for text in (step.question.ask, step.question.help, step.question.why) if text]
        texts += [settled(library, step, TODAY).guidance]
    return "\n".join(map(_plain, texts))


def _plain(markdown: str) -> str:
    return folded(plain(markdown))


def _section(section: ShownSection) -> str:
    table = table_text(section.table) if section.table else ""
    return folded("\n".join([plain(section.title), plain(section.text), table]))


def differences(placed: PlacedRow, ended: Ended) -> Iterator[str]:
    """Where what was asked, reached and said is not what the row says."""
    row, named = placed.row, {full(name, placed.dialogue) for name in placed.row.answers}
    for key in sorted(named - ended.asked):
        yield f"“{short(key, placed.dialogue)}” is never asked on this row's way"
    if ended.outcome != row.outcome:
        yield f"it ends in {ended.outcome}, not in {row.outcome}"
        return
    for words in row.must_say_first:
        if not _said(words, ended.first):
            yield f"{_quoted(words)} is not said on the first screen" + (", only further on" if _said(words, ended.all) else "")
    yield from (f"{_quoted(words)} is not said" for words in row.must_say if not _said(words, ended.all))
    for words in row.must_not_say:
        yield from (f"“{one}” is said" for one in words if folded(one) in ended.all)
    if row.must_ask or row.must_not_ask:
        questions = ended.questions()
        yield from (f"{_quoted(words)} is not asked" for words in row.must_ask if not _said(words, questions))
        yield from (f"“{one}” is asked" for words in row.must_not_ask for one in words if folded(one) in questions)


def _said(words: tuple[str, ...], text: str) -> bool:
    return any(folded(one) in text for one in words)


def _quoted(words: tuple[str, ...]) -> str:
    return " or ".join(f"“{one}”" for one in words)
