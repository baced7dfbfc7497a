"""Answers to try: for each question a few that stand for everything people may answer."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from bot.core.content.question import EntryField, Question
from bot.core.questions.answer import Value
from bot.core.questions.answers import fits
from bot.core.questions.entries import most_entries
from bot.core.templating.templates import condition_source, names_in
from bot.core.templating.values import UNSURE

MOST_COMBINED = 4  # of so many options every combination is tried
_READ = re.compile(r"(?:mentions|begins_with)[\"']?\s*[,(]\s*\[\s*[\"']([^\"']+)")  # the first word that is looked for
_QUOTED, _NUMBER = re.compile(r"\"[^\"]*\"|'[^']*'"), re.compile(r"(?<![\w.])\d+(?:\.\d+)?")


def possible_answers(question: Question, name: str, conditions: Sequence[str] = ()) -> list[Value]:
    """Answers that stand for all, “I don't know” included; `conditions` are the expressions that may tell them apart.

    Every option and every step of a scale is among them. Of a `choices`: every combination of a few options; of more,
    none, each option alone, all, all but one, and those that a condition names together, with the others. Of a number:
    its limits, and each number that a condition names, with its neighbours. Of a text or a date: one. Of a list: short
    ones, and as many entries as a number in a condition or one more or less, with every option of a field: in turn, and
    the same throughout; and once more with words that a condition looks for.
    """
    tried: list[Value] = []
    for value in _tried(question, name, conditions):
        if value not in tried and fits(question, value):
            tried.append(value)
    return [*tried, UNSURE] if question.unsure else tried


def options_in(question: Question, value: Value) -> tuple[str, ...]:
    """The options that an answer holds; where people do not choose, “answered” stands for all answers but “I don't
    know”."""
    if value == UNSURE and question.unsure:
        return (UNSURE,)
    if question.type == "choices":
        return tuple(value) or ("none of them",)
    return (value,) if question.type == "choice" else ("answered",)


def _tried(question: Question, name: str, conditions: Sequence[str]) -> Iterable[Value]:
    match question.type:
        case "choice":
            return [option.id for option in question.options]
        case "choices":
            return _ticked(question, [one for one in conditions if _names(one, name)])
        case "scale":
            return range(_least(question), int(question.most or 0) + 1)
        case "number":
            return _numbers(question, conditions)
        case "date":
            return ["2027-03-31"]
        case "text":
            return [_words(name, question.most).ljust(int(question.least or 0), "x")]
        case "list":
            return _lists(question, conditions)


def _names(condition: str, name: str) -> bool:
    return name in {used.rpartition(".")[2] for used in names_in(condition_source(condition))}


def _least(question: Question) -> int:
    return int(1 if question.least is None else question.least)


def _ticked(question: Question, conditions: Sequence[str]) -> Iterator[list[str]]:
    ids = [option.id for option in question.options]
    if len(ids) <= MOST_COMBINED:
        yield from (list(some) for size in range(len(ids) + 1) for some in combinations(ids, size))
        return
    few = max(_least(question), 1)
    yield []
    yield from ([id_ for id_ in ids if id_ in (ids + ids)[first : first + few]] for first in range(len(ids)))
    yield from (ids[1:], ids[:-1], ids[: int(question.most or len(ids))])
    for condition in conditions:
        named = {quoted[1:-1] for quoted in _QUOTED.findall(condition)}
        yield from ([id_ for id_ in ids if id_ in named], [id_ for id_ in ids if id_ not in named])


def _numbers(question: Question, conditions: Sequence[str]) -> Iterator[float]:
    limits = [limit for limit in (question.least, question.most) if limit is not None]
    for number in sorted({*limits, *_around(conditions)} or {1}):
        yield int(number) if number == int(number) else number


def _lists(question: Question, conditions: Sequence[str]) -> Iterator[list[Value]]:
    options = max([len(field.options) for field in question.fields.values()], default=0)
    sizes = {_least(question), 2, max(options, 1), *(int(number) for number in _around(conditions) if number > 0)}
    read = list(dict.fromkeys(word for condition in conditions for word in _READ.findall(condition)))
    for size in sorted(size for size in sizes if size <= most_entries(question)):
        for words in ([], read) if read else ([],):
            yield [_entry(question, number, number, words) for number in range(1, size + 1)]
            yield from (
                [_entry(question, number, same, words) for number in range(1, size + 1)] for same in range(1, options + 1)
            )


def _entry(question: Question, number: int, option: int, read: Sequence[str]) -> Value:
    if not question.fields:
        return _words(f"{question.item} {number}")
    return {
        name: _field(field, f"{name} {number}", option, read[number % len(read)] if read else "")
        for name, field in question.fields.items()
    }


def _field(field: EntryField, words: str, option: int, read: str) -> str:
    if field.options:
        return field.options[(option - 1) % len(field.options)].id
    return f"{read} {words}"[: field.most] if read else _words(words, field.most)


def _words(words: str, most: float | None = None) -> str:
    return f"example {words.replace('_', ' ')}"[: int(most) if most else None].strip()


def _around(conditions: Iterable[str]) -> set[float]:
    """The numbers in conditions, with their neighbours."""
    numbers = {float(number) for condition in conditions for number in _NUMBER.findall(_QUOTED.sub("", condition))}
    return {number + step for number in numbers for step in (-1, 0, 1)}
