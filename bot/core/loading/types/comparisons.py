"""Which kinds can be compared with which, and what to write where they cannot."""

from collections.abc import Iterator

from jinja2 import nodes

from bot.core.loading.types.kind import Kind, described
from bot.core.loading.types.mismatch import Mismatch, told
from bot.core.problems import did_you_mean
from bot.core.templating.trees import SIGNS
from bot.core.templating.values import UNSURE

TESTS = {"==": "eq", "!=": "ne", "<": "lt", "<=": "lteq", ">": "gt", ">=": "gteq", "le": "lteq", "ge": "gteq"}
Side = tuple[nodes.Node, Kind]  # a part of an expression, and what it is


def compared(left: Side, sign: str, right: Side) -> Iterator[Mismatch]:
    """What does not fit in a comparison."""
    if sign in {"eq", "ne"}:
        yield from _equal(left, SIGNS[sign], right)
    elif sign in {"in", "notin"}:
        yield from _within(left, SIGNS[sign], right)
    else:
        yield from _ordered(left, SIGNS[sign], right)


def _equal(left: Side, sign: str, right: Side) -> Iterator[Mismatch]:
    (one, kind), (other, needed) = left, right
    if "any" in {kind.name, needed.name} or _is_unsure(one, needed) or _is_unsure(other, kind):
        return
    if kind.family != needed.family:
        yield _unequal(left, sign, right)
    elif kind.family == "words":
        yield from _never_the_same(left, right)


def _is_unsure(node: nodes.Node, kind: Kind) -> bool:
    return kind.unsure and isinstance(node, nodes.Const) and node.value == UNSURE


def _never_the_same(left: Side, right: Side) -> Iterator[Mismatch]:
    """Words that can only be some, compared with others."""
    for (node, kind), (other, _) in ((left, right), (right, left)):
        if kind.words and isinstance(other, nodes.Const) and not isinstance(node, nodes.Const):
            yield from misspelt(node, kind, str(other.value))
            return
    (one, kind), (other, needed) = left, right
    if kind.words and needed.words and not kind.words & needed.words and not (kind.unsure and needed.unsure):
        message = f"“{told(one)}” ({_either(kind)}) and “{told(other)}” ({_either(needed)}) are never the same."
        yield Mismatch("never-the-same", message, "Compare each with an id in quotes.")


def misspelt(node: nodes.Node, kind: Kind, word: str) -> Iterator[Mismatch]:
    """A word that something never is."""
    if kind.words and word not in kind.words and not (kind.unsure and word == UNSURE):
        may_be = sorted(kind.words) + ([UNSURE] if kind.unsure else [])
        cure = did_you_mean(word, may_be) or f"It may be {', '.join(may_be)}."
        yield Mismatch("unknown-option", f"“{told(node)}” is never “{word}”.", cure)


def _either(kind: Kind) -> str:
    return " or ".join(sorted(kind.words))


def _unequal(left: Side, sign: str, right: Side) -> Mismatch:
    (one, kind), (other, needed) = left, right
    if isinstance(one, nodes.Const):
        (one, kind), (other, needed) = right, left
    message = f"“{told(one)}” is {described(kind)} and “{told(other)}” is {described(needed)}, so they are never equal."
    return Mismatch("wrong-kind", message, _cure(one, kind, sign, other, needed))


def _cure(one: nodes.Node, kind: Kind, sign: str, other: nodes.Node, needed: Kind) -> str:
    name, value = told(one), told(other)
    if kind.family == "list" and needed.family == "words":
        return f"Write “{value} {'in' if sign == '==' else 'not in'} {name}”."
    if kind.family == "list" and needed.name == "number":
        return f"Count them: “{name} | count {sign} {value}”."
    if kind.name == "yes_no":
        return f"Write “{name}” or “not {name}”."
    if kind.name == "number" and isinstance(other, nodes.Const):
        return "Write the number without quotes."
    if kind.name == "date":
        return "A date can be compared with another date only: the answer to another question of type “date”."
    if kind.name == "group":
        return f"Write “{name}.” and what you mean of it, such as “{name}.outcome”."
    if kind.name == "option":
        return f'Compare it with the id of an option, in quotes: “{name} {sign} "{min(kind.words, default="…")}"”.'
    return "Compare what is of one kind."


def _ordered(left: Side, sign: str, right: Side) -> Iterator[Mismatch]:
    for side, other in ((left, right), (right, left)):
        node, kind = side
        if kind.name not in {"any", "number", "date", "yes_no"}:
            message = f"“{told(node)}” is {described(kind)}; only numbers and dates can be compared with “{sign}”."
            yield Mismatch("wrong-kind", message, _ordered_cure(side, sign, other))
            return
    if {left[1].name, right[1].name} in ({"number", "date"}, {"yes_no", "date"}):
        yield _unequal(left, sign, right)
        return
    for node, kind in (left, right):
        yield from unsure_here(node, kind, f"compared with “{sign}”")


def _ordered_cure(side: Side, sign: str, other: Side) -> str:
    (node, kind), name = side, told(side[0])
    if kind.family == "list":
        return f"Count them: “{name} | count {sign} {told(other[0])}”."
    if isinstance(node, nodes.Const) and other[1].name == "number":
        return "Write the number without quotes."
    if other[1].name == "date":
        return "A date can be compared with another date only: the answer to another question of type “date”."
    return _cure(node, kind, "==", other[0], other[1])


def unsure_here(node: nodes.Node, kind: Kind, what: str) -> Iterator[Mismatch]:
    """A number or a date that may be “I don't know”, where it must be one."""
    if kind.unsure and kind.name in {"number", "date", "yes_no"}:
        name = told(node)
        message = f"“{name}” may be “I don't know”, and that cannot be {what}."
        yield Mismatch("unsure-number", message, f"Ask first: “not {name} is unsure and …”.")


def _within(left: Side, sign: str, right: Side) -> Iterator[Mismatch]:
    (one, kind), (other, needed) = left, right
    if "any" in {kind.name, needed.name} or (needed.name in {"text", "word"} and kind.family == "words"):
        return
    if needed.name == "option" and kind.family == "words":
        equal = "==" if sign == "in" else "!="
        message = f"“{told(other)}” is one option and no list."
        yield Mismatch("wrong-kind", message, f"Write “{told(other)} {equal} {told(one)}”.")
    elif needed.family != "list":
        message = f"“{told(other)}” is {described(needed)} and no list, so nothing is in it."
        yield Mismatch("wrong-kind", message, f"After “{sign}” write a list, or a question of type “choices”.")
    elif kind.family == "list" or ("any" != needed.entry.name != kind.name and kind.family != needed.entry.family):
        message = f"“{told(one)}” is {described(kind)}, and “{told(other)}” holds {_held(needed)}, so it is never in it."
        yield Mismatch("wrong-kind", message, "Write what is of one kind on both sides.")
    else:
        yield from _members(left, right)


def _held(kind: Kind) -> str:
    return {"option": "options", "number": "numbers", "date": "dates", "group": "groups of fields"}.get(kind.entry.name, "words")


def _members(left: Side, right: Side) -> Iterator[Mismatch]:
    """Each word that stands on one side, against what the other may be."""
    (one, kind), (other, needed) = left, right
    if isinstance(one, nodes.Const):
        held = Kind("word", needed.unsure or needed.entry.unsure, needed.entry.words)
        yield from misspelt(other, held, str(one.value)) if needed.entry.name != "number" else ()
    elif isinstance(other, nodes.List | nodes.Tuple):
        for item in other.items:
            if isinstance(item, nodes.Const) and not _is_unsure(item, kind):
                yield from misspelt(one, kind, str(item.value))
