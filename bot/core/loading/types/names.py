"""The names that a dialogue's texts and conditions may use, each with the kind of its value."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from bot.core.content.dialogue import Case, Dialogue
from bot.core.content.question import EntryField, Question
from bot.core.loading.types.inference import Inference
from bot.core.loading.types.kind import ANY, TEXT, WORD, Kind, joined, of_constant
from bot.core.loading.types.narrowing import Values
from bot.core.templating.templates import LanguageError
from bot.core.templating.trees import parsed

Kinds = Mapping[str, Kind]


@dataclass(frozen=True)
class Names:
    """What may be named at some place, and what the values among it are worked out from."""

    kinds: Kinds
    values: Values = field(default_factory=dict)

    def without(self, names: Collection[str]) -> "Names":
        """The same, where these cannot be used."""
        return replace(self, kinds={name: kind for name, kind in self.kinds.items() if name not in names})

    def also(self, **kinds: Kind) -> "Names":
        """The same, where these can be used, too."""
        return replace(self, kinds={**self.kinds, **kinds})


def names_of(dialogue: Dialogue, dialogues: Mapping[str, Dialogue]) -> Names:
    """The names of a dialogue, with those of the dialogues it calls, as in `market.outcome`."""
    return Names(_kinds_in(dialogue, dialogues), dialogue.values)


def _kinds_in(dialogue: Dialogue, dialogues: Mapping[str, Dialogue]) -> dict[str, Kind]:
    kinds: dict[str, Kind] = {name: _answer(question) for name, question in dialogue.asked.items()}
    for name, call in dialogue.calls.items():
        kinds[name] = ANY
        if inner := dialogues.get(call.call):
            kinds |= {f"{name}.{one}": kind for one, kind in _own(inner).items()}
            kinds |= {f"{name}.outcome": Kind("word", words=frozenset(inner.outcomes)), f"{name}.title": WORD}
            kinds[name] = Kind("group")
    return _with_values(dialogue, kinds)


def _own(dialogue: Dialogue) -> dict[str, Kind]:
    return _with_values(dialogue, {name: _answer(question) for name, question in dialogue.asked.items()})


def _with_values(dialogue: Dialogue, kinds: dict[str, Kind]) -> dict[str, Kind]:
    for name, value in dialogue.values.items():
        kinds[name] = _expression(dialogue, value, kinds) if isinstance(value, str) else _cases(value)
    return kinds


def _expression(dialogue: Dialogue, expression: str, kinds: Kinds) -> Kind:
    try:
        return Inference(kinds, dialogue.values).kind(parsed(expression))
    except LanguageError:
        return ANY  # which is told where it stands


def _cases(cases: tuple[Case, ...]) -> Kind:
    return joined(of_constant(case.is_) for case in cases)


def _answer(question: Question) -> Kind:
    unsure, words = bool(question.unsure), frozenset(option.id for option in question.options)
    may_be_empty = question.least == 0
    match question.type:
        case "choice":
            return Kind("option", unsure, words)
        case "choices":
            return Kind("options", unsure, of=Kind("option", words=words), may_be_empty=may_be_empty)
        case "list":
            return Kind("list", unsure, of=_entry(question.fields), may_be_empty=may_be_empty)
        case "date" | "text":
            return Kind(question.type, unsure)
    return Kind("number", unsure)


def _entry(fields: Mapping[str, EntryField]) -> Kind:
    return Kind("group", fields={name: _field(field) for name, field in fields.items()}) if fields else TEXT


def _field(field: EntryField) -> Kind:
    return Kind("option", words=frozenset(option.id for option in field.options)) if field.options else TEXT
