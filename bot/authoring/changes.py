"""What an edit means: the same answers given to two editions of a dialogue, and where they come out otherwise."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.authoring.decisions.player import failures
from bot.authoring.decisions.table import PlacedRow
from bot.authoring.paths.shortest import answers_tried
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Answer, Conversation, Key, short
from bot.core.dialogue.guidance import guidance_for
from bot.core.dialogue.plain_text import guidance_lead
from bot.core.dialogue.position import walk
from bot.core.questions.answer import Value
from bot.core.templating.templates import LanguageError

TODAY = "1 January 2027"  # the same for both
NO_END = "a question"

Answers = Mapping[Key, Value]


@dataclass(frozen=True)
class Result:
    """What answers lead to: where it ends, the questions on the way, the first screen, and its sources."""

    outcome: str
    asked: tuple[str, ...] = ()
    words: str = ""
    sources: frozenset[str] = frozenset()


@dataclass
class DialogueChange:
    """How one dialogue changed, over so many sets of answers."""

    dialogue: str
    what: str = "edited"  # or new, gone
    tried: int = 0
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)  # from one to another
    examples: dict[tuple[str, str], dict[str, Value]] = field(default_factory=dict)  # answers that show it
    words: Counter[str] = field(default_factory=Counter)  # by outcome, where only the words of the first screen changed
    more_asked: Counter[str] = field(default_factory=Counter)  # questions that are asked now, and were not
    less_asked: Counter[str] = field(default_factory=Counter)
    sources: Counter[str] = field(default_factory=Counter)  # with “+” or “-” before them
    rows: list[str] = field(default_factory=list)  # of the tables of decisions that fail now


def changes(
    old: Library, new: Library, given: Mapping[str, Iterable[Answers]], rows: Iterable[PlacedRow]
) -> list[DialogueChange]:
    """What changed in each dialogue; `given` are answers of its tests, tried beside those that are made up."""
    tables = list(rows)
    return [change for id_ in sorted({*old.dialogues, *new.dialogues}) for change in _change(old, new, id_, given, tables)]


def _change(
    old: Library, new: Library, id_: str, given: Mapping[str, Iterable[Answers]], rows: list[PlacedRow]
) -> Iterator[DialogueChange]:
    if old.editions.get(id_) == new.editions.get(id_):
        return
    if id_ not in old.dialogues or id_ not in new.dialogues:
        yield DialogueChange(id_, "gone" if id_ in old.dialogues else "new")
        return
    change = DialogueChange(id_)
    for answers in [*given.get(id_, ()), *answers_tried(old, id_), *answers_tried(new, id_)]:
        change.tried += 1
        _compare(change, answers, _result(old, id_, answers), _result(new, id_, answers))
    change.rows = [f"{row}: {'; '.join(found)}" for row in rows if row.dialogue == id_ and (found := failures(new, row))]
    yield change


def _compare(change: DialogueChange, answers: Answers, before: Result, now: Result) -> None:
    change.more_asked.update(name for name in now.asked if name not in before.asked)
    change.less_asked.update(name for name in before.asked if name not in now.asked)
    if before.outcome != now.outcome:
        pair = (before.outcome, now.outcome)
        change.outcomes[pair] += 1
        shown = {short(key, change.dialogue): value for key, value in answers.items()}
        change.examples.setdefault(pair, {name: value for name, value in shown.items() if name in {*before.asked, *now.asked}})
        return
    if before.words != now.words:
        change.words[now.outcome] += 1
    change.sources.update(f"+{id_}" for id_ in now.sources - before.sources)
    change.sources.update(f"-{id_}" for id_ in before.sources - now.sources)


def _result(library: Library, id_: str, answers: Answers) -> Result:
    given = {key: Answer(value) for key, value in answers.items()}
    try:
        position = walk(library, Conversation("compared", id_, library.editions[id_], given))
        asked = tuple(short(step.key, id_) for step in position.asked)
        if position.ending is None:
            waiting = short(position.waiting.key, id_) if position.waiting else ""
            return Result(f"{NO_END}, {waiting}", (*asked, waiting))
        guidance = guidance_for(library, position.ending, TODAY)
        sources = frozenset(source.id for source in guidance.all_sources)
        return Result(guidance.outcome, asked, guidance_lead(library.phrases, guidance), sources)
    except LanguageError as error:
        return Result(f"a mistake: {error}")
