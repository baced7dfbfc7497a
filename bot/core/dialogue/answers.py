"""Answers: what a person may answer to a question, and what becomes of what they said."""

import datetime
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.content.phrases import Phrases
from bot.core.content.question import EntryField, Question
from bot.core.templating.markdown import cleaned
from bot.core.templating.typed_words import says_nothing
from bot.core.templating.values import UNSURE, Chosen, Group, NotKnown, Typed

# An answer at rest is plain JSON: an option id, a list of them, a number, an ISO date, words, a list of entries, or "unsure".
Value = Any

LONGEST_TEXT = 500
MOST_ENTRIES = 50


@dataclass(frozen=True)
class InvalidAnswer(Exception):
    """An answer that does not fit; `phrase` names the sentence that says why, with what it needs."""

    phrase: str
    names: Mapping[str, Any]

    def said(self, phrases: Phrases) -> str:
        """The sentence for the person."""
        return phrases.say(self.phrase, **self.names)


def _invalid(phrase: str, **names: Any) -> InvalidAnswer:
    return InvalidAnswer(phrase, names)


def fitting(question: Question, raw: Value) -> Value:
    """The answer as it is kept. Raises InvalidAnswer when it does not fit the question."""
    if isinstance(raw, str) and cleaned(raw).lower() == UNSURE:
        if question.unsure:
            return UNSURE
        if question.type == "text":  # kept as words, it would read as "I don't know" wherever that is an answer
            raise _invalid("not_words")
    if question.type == "text" and question.unsure and isinstance(raw, str) and says_nothing(raw):
        return UNSURE  # "n/a" or "not known yet" is no answer to build on, wherever it is typed
    return _FITTING[question.type](question, raw)


def fits(question: Question, value: Value) -> bool:
    """Whether a kept answer still fits the question, for example after an edit."""
    try:
        fitted = fitting(question, value)
    except InvalidAnswer:
        return False
    if question.type == "choices" and isinstance(value, list):
        return set(fitted) == set(value)  # the author may have put the options in another order
    return bool(fitted == value)


def answer_ids(question: Question) -> list[str]:
    """What may be answered by its id, as in a file."""
    return [*(option.id for option in question.options), *([UNSURE] if question.unsure else [])]


def _choice(question: Question, raw: Value) -> str:
    if isinstance(raw, str) and question.option(raw):
        return raw
    raise _invalid("not_an_option", said=said_shortly(raw), ids=answer_ids(question))


def _choices(question: Question, raw: Value) -> list[str]:
    ticked = {_choice(question, one) for one in (raw if isinstance(raw, list | tuple) else [raw])}
    chosen = [option.id for option in question.options if option.id in ticked]  # in the author's order
    least, most = int(1 if question.least is None else question.least), int(question.most or len(question.options))
    if len(chosen) < least:
        raise _invalid("too_few_ticked", least=least)
    if len(chosen) > most:
        raise _invalid("too_many_ticked", most=most)
    return chosen


def _number(question: Question, raw: Value) -> int | float:
    number = _read_number(raw, question.unit)
    if (question.whole or question.type == "scale") and number != int(number):
        raise _invalid("not_whole", said=said_shortly(raw))
    low, high = question.least, question.most
    if (low is not None and number < low) or (high is not None and number > high):
        raise _invalid("out_of_range", said=said_shortly(raw), least=low, most=high)
    return int(number) if number == int(number) else number


# Commas part thousands only: "1,5" may be meant as one and a half, so it is asked again rather than read as 15.
_NUMBER = re.compile(r"[-+]?(?=\.?[0-9])([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?(\.[0-9]*)?(e[-+]?[0-9]{1,3})?", re.IGNORECASE)


def _read_number(raw: Value, unit: str | None) -> float:
    if isinstance(raw, bool):
        raise _invalid("not_a_number", said=said_shortly(raw))
    text = cleaned(str(raw)).replace(unit or "£", "").strip()
    number = float(text.replace(",", "")) if _NUMBER.fullmatch(text) else math.nan
    if not math.isfinite(number) or abs(number) > 1e15:
        raise _invalid("not_a_number", said=said_shortly(raw))
    return number


_DATES = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


def _date(question: Question, raw: Value) -> str:
    text = " ".join(cleaned(str(raw)).replace(",", " ").split())
    for pattern in _DATES:
        try:
            return datetime.datetime.strptime(text, pattern).date().isoformat()
        except ValueError:
            continue
    raise _invalid("not_a_date", said=said_shortly(raw))


def _text(question: Question | EntryField, raw: Value, least: int = 1) -> str:
    if not isinstance(raw, str | int | float) or isinstance(raw, bool):
        raise _invalid("not_words")
    text, most = cleaned(str(raw)), int(question.most or LONGEST_TEXT)
    if not any(letter.isprintable() and not letter.isspace() for letter in text):
        raise _invalid("empty")
    if len(text) > most:
        raise _invalid("too_long", length=len(text), most=most)
    if len(text) < least:
        raise _invalid("too_short", length=len(text), least=least)
    return text


def _list(question: Question, raw: Value) -> list[Value]:
    entries = [entry_fitting(question, one) for one in (raw if isinstance(raw, list | tuple) else [raw])]
    least, most = int(1 if question.least is None else question.least), most_entries(question)
    if len(entries) < least:
        raise _invalid("too_few_entries", least=least, entries=len(entries), item=question.item)
    if len(entries) > most:
        raise _invalid("too_many_entries", most=most, item=question.item)
    return entries


def most_entries(question: Question) -> int:
    """How many entries a list may hold."""
    return int(question.most or MOST_ENTRIES)


_WORDS = EntryField(ask="words")  # what an entry without fields is


def entry_fitting(question: Question, raw: Value) -> Value:
    """One entry of a list as it is kept. Raises InvalidAnswer."""
    if not question.fields:
        return _text(_WORDS, raw)
    if not isinstance(raw, Mapping) or set(raw) != set(question.fields):
        raise _invalid("not_an_entry", fields=[field.ask for field in question.fields.values()], item=question.item)
    return {name: _field(field, raw[name]) for name, field in question.fields.items()}


def _field(field: EntryField, raw: Value) -> str:
    if not field.options:
        return _text(field, raw)
    return _choice(Question(ask=field.ask, options=field.options), raw)


_FITTING: dict[str, Callable[[Question, Value], Value]] = {
    "choice": _choice,
    "choices": _choices,
    "scale": _number,
    "number": _number,
    "date": _date,
    "text": lambda question, raw: _text(question, raw, int(question.least or 1)),
    "list": _list,
}


def entries_in(question: Question, kept: Value) -> list[Value]:
    """The kept entries of a list that still fit it, for example after an edit."""
    return [entry for entry in kept if _entry_fits(question, entry)] if isinstance(kept, list | tuple) else []


def _entry_fits(question: Question, entry: Value) -> bool:
    try:
        return bool(entry_fitting(question, entry) == entry)
    except InvalidAnswer:
        return False


def said_shortly(raw: Value) -> Typed:
    """What a person said, for quoting."""
    text = cleaned(raw if isinstance(raw, str) else str(raw))
    return Typed(text if len(text) <= 60 else f"{text[:59]}…")


def meant(question: Question, value: Value, unsure_phrase: str) -> Any:
    """A kept answer as a value of the authors' language."""
    if value == UNSURE and question.unsure:
        if question.type in {"choices", "list"}:
            return NotKnown.said(unsure_phrase)
        return Chosen.option(UNSURE, unsure_phrase, unsure_phrase)
    if question.type == "choice":
        return _chosen(question, value)
    if question.type == "choices":
        return tuple(_chosen(question, one) for one in value)
    if question.type == "list":
        return tuple(_meant_entry(question, entry) for entry in value)
    if question.type == "date":
        return datetime.date.fromisoformat(value)
    return Typed(value) if question.type == "text" else value


def _chosen(question: Question | EntryField, id_: str) -> Chosen:
    option = next(option for option in question.options if option.id == id_)
    return Chosen.option(option.id, option.label, option.phrase or option.label)


def _meant_entry(question: Question, entry: Value) -> Any:
    if not question.fields:
        return Typed(entry)
    fields = question.fields.items()
    return Group({name: _chosen(field, entry[name]) if field.options else Typed(entry[name]) for name, field in fields})
