"""Answers to try: for each question a few that stand for everything people may answer."""

from collections.abc import Iterable, Iterator

from bot.core.answers import Value, fits
from bot.core.dialogue import EntryField, Question
from bot.core.language import UNSURE


def possible_answers(question: Question, name: str, compared: Iterable[float] = ()) -> list[Value]:
    """Answers that stand for all, “I don't know” included; `compared` are the numbers that conditions compare with.

    Every option and every step of a scale is among them. Of a `choices`: none, each option alone, and all. Of a number: its limits, and
    each number compared with, with its neighbours. Of a text or a date: one. Of a list: a short one, one of two entries, and one that
    uses every option of its fields.
    """
    tried: list[Value] = []
    for value in _tried(question, name.replace("_", " "), compared):
        if value not in tried and fits(question, value):
            tried.append(value)
    return [*tried, UNSURE] if question.unsure else tried


def _tried(question: Question, words: str, compared: Iterable[float]) -> Iterable[Value]:
    match question.type:
        case "choice":
            return [option.id for option in question.options]
        case "choices":
            return _ticked(question)
        case "scale":
            return range(_least(question), int(question.most or 0) + 1)
        case "number":
            return _numbers(question, compared)
        case "date":
            return ["2027-03-31"]
        case "text":
            return [_words(words, question.most).ljust(int(question.least or 0), "x")]
        case "list":
            return _lists(question)


def _ticked(question: Question) -> Iterator[list[str]]:
    ids = [option.id for option in question.options]
    few = max(_least(question), 1)
    yield []
    for first in range(len(ids)):
        ticked = {ids[(first + more) % len(ids)] for more in range(few)}
        yield [id_ for id_ in ids if id_ in ticked]
    yield ids[: int(question.most or len(ids))]


def _least(question: Question) -> int:
    return int(1 if question.least is None else question.least)


def _numbers(question: Question, compared: Iterable[float]) -> Iterator[float]:
    limits = [limit for limit in (question.least, question.most) if limit is not None]
    around = [number + step for number in compared for step in (-1, 0, 1)]
    for number in sorted({*limits, *around} or {1}):
        yield int(number) if number == int(number) else number


def _lists(question: Question) -> Iterator[list[Value]]:
    shortest = _least(question)
    longest = max([2, shortest, *(len(field.options) for field in question.fields.values())])
    for size in (shortest, 2, longest):
        yield [_entry(question, number) for number in range(1, size + 1)]


def _entry(question: Question, number: int) -> Value:
    if not question.fields:
        return _words(f"{question.item} {number}", None)
    return {name: _field(field, f"{name} {number}", number) for name, field in question.fields.items()}


def _field(field: EntryField, words: str, number: int) -> str:
    if field.options:
        return field.options[(number - 1) % len(field.options)].id
    return _words(words.replace("_", " "), field.most)


def _words(words: str, most: float | None) -> str:
    return f"example {words}"[: int(most) if most else None].strip()
