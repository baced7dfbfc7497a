"""What there is to say about the paths of a dialogue: how many, where to, in how many different words."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from bot.authoring.paths.explorer import Path, paths_of
from bot.authoring.paths.from_front_door import FromFrontDoor, from_front_door
from bot.authoring.paths.pairwise import covering_answers
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Answer, Conversation, Key, short
from bot.core.dialogue.guidance import guidance_for
from bot.core.dialogue.plain_text import guidance_text
from bot.core.dialogue.position import walk
from bot.core.questions.answer import Value
from bot.core.templating.templates import LanguageError


@dataclass(frozen=True)
class PathsReport:
    """The paths of a dialogue in figures."""

    dialogue: str
    paths: int
    outcomes: dict[str, int]  # how many paths lead to each
    never_asked: tuple[str, ...]
    conversations: int  # those that show every pair of options on every path
    guidance_texts: int  # how many different ones they end in
    shortest: tuple[str, ...]
    longest: tuple[str, ...]
    from_front_door: FromFrontDoor | None = None  # where it is on the road, behind its first dialogue


def report_on(library: Library, dialogue: str, today: str) -> PathsReport:
    """The paths of a dialogue in figures. Raises LanguageError, with the answers, where guidance cannot be put into
    words."""
    paths = paths_of(library, dialogue)
    conversations = [answers for path in paths.all for answers in covering_answers(paths, path)]
    by_length = sorted(paths.all, key=lambda path: len(path.asked))
    asked = {key for path in paths.all for key in path.asked}
    own = library.dialogues[dialogue]
    return PathsReport(
        dialogue=dialogue,
        paths=len(paths.all),
        outcomes={outcome: sum(path.outcome == outcome for path in paths.all) for outcome in own.outcomes},
        never_asked=tuple(name for name in own.asked if f"{dialogue}.{name}" not in asked),
        conversations=len(conversations),
        guidance_texts=len({_guidance(library, dialogue, answers, today) for answers in conversations}),
        shortest=_steps(by_length[0], dialogue),
        longest=_steps(by_length[-1], dialogue),
        from_front_door=from_front_door(library, dialogue),
    )


def _steps(path: Path, dialogue: str) -> tuple[str, ...]:
    return (*(short(key, dialogue) for key in path.asked), path.outcome)


def _guidance(library: Library, dialogue: str, answers: dict[Key, Value], today: str) -> str:
    position = walk(library, Conversation("paths", dialogue, answers={key: Answer(value) for key, value in answers.items()}))
    assert position.ending is not None
    try:
        return guidance_text(library.phrases, guidance_for(library, position.ending, today))
    except LanguageError as error:
        raise LanguageError(f"{dialogue}, {position.ending.id}: {error} The answers were {answers}.") from None


def told(library: Library, dialogues: Sequence[str], today: str, as_json: bool) -> Iterator[str]:
    """The figures in words, or as JSON: one dialogue in full, of several a line for each."""
    reports = (report_on(library, id_, today) for id_ in dialogues)
    if as_json:
        yield json.dumps({"dialogues": [asdict(report) for report in reports]}, ensure_ascii=False, indent=2)
    else:
        yield from map(in_full if len(dialogues) == 1 else in_a_line, reports)


def in_a_line(report: PathsReport) -> str:
    """The figures in one line."""
    reached = sum(number > 0 for number in report.outcomes.values())
    return (
        f"{report.dialogue:<24}{report.paths:>5} paths, {reached} of {len(report.outcomes)} outcomes, "
        f"{len(report.shortest) - 1} to {len(report.longest) - 1} questions, {report.guidance_texts} guidance texts"
    )


def in_full(report: PathsReport) -> str:
    """The figures, with each outcome and the shortest and the longest path."""
    outcomes = [f"  {name:<30}{number or 'no':>5} path{'' if number == 1 else 's'}" for name, number in report.outcomes.items()]
    never = [f"Never asked: {', '.join(report.never_asked)}"] if report.never_asked else []
    ends = {"Shortest": report.shortest, "Longest": report.longest}
    lines = [
        f"{report.dialogue}: {report.paths} paths",
        *outcomes,
        *never,
        f"{report.guidance_texts} guidance texts, in {report.conversations} conversations that show every pair of options",
        *(f"{name} ({len(path) - 1} questions): {' → '.join(path)}" for name, path in ends.items()),
        *_way_here(report.from_front_door),
    ]
    return "\n".join(lines)


def _way_here(way: FromFrontDoor | None) -> Iterator[str]:
    if way:
        told = {"in one case": way.in_a_case, "one by one, without a case": way.one_by_one}
        for how, (least, middle, most) in told.items():
            yield f"From “{way.first}” to here, {how}: {middle:g} questions in the middle, {least} to {most}"
