"""A list of entries, each of words or of fields."""

from collections.abc import Mapping
from typing import Any

from bot.core.content.question import EntryField, Question
from bot.core.questions.answer import InvalidAnswer, Value, invalid
from bot.core.questions.choice import option_id
from bot.core.questions.option_words import exact_option
from bot.core.questions.question_type import QuestionType, chosen
from bot.core.questions.text import checked_words
from bot.core.templating.values import Group, Typed, shown

MOST_ENTRIES = 50
_WORDS = EntryField(ask="words")  # what an entry without fields is


class Entries(QuestionType):
    """A list of entries, each of words or of fields."""

    takes_words = True
    several = True

    def checked(self, question: Question, raw: Value) -> Value:
        """The entries."""
        entries = [entry_fitting(question, one) for one in (raw if isinstance(raw, list | tuple) else [raw])]
        least, most = int(1 if question.least is None else question.least), most_entries(question)
        if len(entries) < least:
            raise invalid("too_few_entries", least=least, entries=len(entries), item=question.item)
        if len(entries) > most:
            raise invalid("too_many_entries", most=most, item=question.item)
        return entries

    def meant(self, question: Question, value: Value) -> Any:
        """The entries: words, or groups of their fields."""
        return tuple(_meant_entry(question, entry) for entry in value)

    def words(self, question: Question, value: Value) -> str:
        """The entries one after the other."""
        return "; ".join(entry_words(question, entry) for entry in value)

    def most(self, question: Question) -> float | None:
        """How many entries."""
        return most_entries(question)

    def impersonal(self, question: Question, value: Value, removed: str) -> Value:
        """What was chosen in the fields stays."""
        if not question.fields:
            return [removed for _ in value]
        own = {name for name, field in question.fields.items() if not field.options}
        return [{name: removed if name in own else said for name, said in entry.items()} for entry in value]


def most_entries(question: Question) -> int:
    """How many entries a list may hold."""
    return int(question.most or MOST_ENTRIES)


def entry_fitting(question: Question, raw: Value) -> Value:
    """One entry of a list as it is kept. Raises InvalidAnswer."""
    if not question.fields:
        return checked_words(_WORDS, raw)
    if not isinstance(raw, Mapping) or set(raw) != set(question.fields):
        raise invalid("not_an_entry", fields=[field.ask for field in question.fields.values()], item=question.item)
    return {name: _checked_field(field, raw[name]) for name, field in question.fields.items()}


def _checked_field(field: EntryField, raw: Value) -> str:
    return option_id(field.options, False, raw) if field.options else checked_words(field, raw)


def entry_in(question: Question, words: str) -> Value:
    """Typed words as an entry: the fields parted by semicolons."""
    if not question.fields:
        return words
    parts = [part.strip() for part in words.split(";")]
    if len(parts) != len(question.fields):
        return words  # which is not an entry, and will be said to be none
    return {name: _field_in(field, part) for (name, field), part in zip(question.fields.items(), parts, strict=True)}


def _field_in(field: EntryField, part: str) -> str:
    option = exact_option(field.options, part)
    return option.id if option else part


def entries_in(question: Question, stored: Value) -> list[Value]:
    """The stored entries of a list that still fit it, for example after an edit."""
    return [entry for entry in stored if _entry_fits(question, entry)] if isinstance(stored, list | tuple) else []


def _entry_fits(question: Question, entry: Value) -> bool:
    try:
        return bool(entry_fitting(question, entry) == entry)
    except InvalidAnswer:
        return False


def _meant_entry(question: Question, entry: Value) -> Any:
    if not question.fields:
        return Typed(entry)
    fields = question.fields.items()
    return Group({name: chosen(field, entry[name]) if field.options else Typed(entry[name]) for name, field in fields})


def entry_words(question: Question, entry: Value) -> str:
    """An entry in words, as Markdown."""
    value = _meant_entry(question, entry)
    if not question.fields:
        return str(shown(value))
    return ", ".join(str(value[name].label if field.options else shown(value[name])) for name, field in question.fields.items())
