"""What each filter and test needs, and what comes out of it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from jinja2 import nodes

from bot.core.loading.types.comparisons import TESTS, Side, compared, unsure_here
from bot.core.loading.types.kind import ANY, NUMBER, WORD, Kind, described, joined, list_of
from bot.core.loading.types.mismatch import Mismatch, told
from bot.core.problems import did_you_mean
from bot.core.templating.trees import SIGNS

_SAME_LIST, _WORDS = {"sort", "unique", "list"}, {"join", "listed", "bullets", "lower", "upper", "capitalize"}
_PICKING = {"select", "reject", "selectattr", "rejectattr"}
_TYPED = {"says_nothing", "mentions", "begins_with"}


class Reader(Protocol):
    """What reads expressions, and gathers what does not fit."""

    @property
    def found(self) -> list[Mismatch]:
        """What does not fit."""
        ...

    def kind(self, node: nodes.Node) -> Kind:
        """What an expression is."""
        ...


def filtered(reader: Reader, node: nodes.Filter, inner: nodes.Expr) -> Kind:
    """What comes out of a filter."""
    if node.name == "default":
        return _with_default(reader, node, inner)
    kind = reader.kind(inner)
    if node.name in _WORDS:
        return WORD
    if node.name == "label":
        return list_of(WORD, kind.may_be_empty) if kind.family == "list" else WORD
    if node.name in {"counted", "all_or_some", "if_one"}:
        reader.found.extend(unsure_here(inner, kind, "counted"))
        return WORD
    if node.name == "round":
        reader.found.extend(unsure_here(inner, kind, "rounded"))
        if kind.name not in {"any", "number", "yes_no"}:
            message = f"“{told(inner)}” is {described(kind)}, and “round” needs a number."
            reader.found.append(Mismatch("wrong-kind", message, "Leave “round” out."))
        return NUMBER
    _expect_list(reader, node.name, inner, kind)
    return _of_list(reader, node, (inner, kind))


def _with_default(reader: Reader, node: nodes.Filter, inner: nodes.Expr) -> Kind:
    so_far = len(reader.found)
    kind = reader.kind(inner)
    reader.found[so_far:] = [one for one in reader.found[so_far:] if one.code != "may-be-empty"]
    return joined([kind, *map(reader.kind, node.args[:1])])


def _expect_list(reader: Reader, name: str, node: nodes.Expr, kind: Kind) -> None:
    if kind.family not in {"list", "any"} and not (name in {"count", "length", "first", "last"} and kind.name == "text"):
        message = f"“{told(node)}” is {described(kind)}, and “{name}” needs a list."
        cure = "Leave the filter out, or give it a list: a question of type “choices” or “list”, or “[…, …]”."
        reader.found.append(Mismatch("wrong-kind", message, cure))


def _of_list(reader: Reader, node: nodes.Filter, side: Side) -> Kind:
    inner, kind = side
    if node.name in {"count", "length"}:
        return NUMBER
    if node.name in _PICKING:
        return _picked(reader, node, side)
    if node.name in {"first", "last", "min", "max"}:
        return _one_of(reader, node, side)
    if node.name == "map":
        return _mapped(reader, node, side)
    if node.name == "sum":
        return _summed(reader, node, side)
    for attribute in _attributes(node):
        part_of(reader, inner, kind.entry, attribute)
    return replace(kind, name="list", unsure=False) if node.name in _SAME_LIST and kind.name != "any" else ANY


def _attributes(node: nodes.Filter) -> list[str]:
    return [str(one.value.value) for one in node.kwargs if one.key == "attribute" and isinstance(one.value, nodes.Const)]


def _one_of(reader: Reader, node: nodes.Filter, side: Side) -> Kind:
    inner, kind = side
    if kind.family == "list" and (kind.may_be_empty or kind.unsure):
        name = told(inner)
        message = f"“{name}” may hold nothing, and then it has no “{node.name}”: the conversation could not go on."
        cure = f'Ask first: “{name} | count > 0 and …”. For whether something is among them: “"…" in {name}”.'
        reader.found.append(Mismatch("may-be-empty", message, cure))
    return kind.entry if kind.family == "list" else WORD if kind.name == "text" else ANY


def _mapped(reader: Reader, node: nodes.Filter, side: Side) -> Kind:
    inner, kind = side
    attributes = _attributes(node)
    if attributes:
        return list_of(part_of(reader, inner, kind.entry, attributes[0]), kind.may_be_empty or kind.unsure)
    of_words = [one.value for one in node.args[:1] if isinstance(one, nodes.Const)]
    return list_of(WORD if of_words and of_words[0] in _WORDS | {"label"} else ANY, kind.may_be_empty or kind.unsure)


def _summed(reader: Reader, node: nodes.Filter, side: Side) -> Kind:
    inner, kind = side
    entry = kind.entry
    for attribute in _attributes(node):
        entry = part_of(reader, inner, entry, attribute)
    if entry.name not in {"any", "number", "yes_no"}:
        message = f"“{told(inner)}” holds {described(entry)}, and “sum” needs numbers."
        reader.found.append(Mismatch("wrong-kind", message, "Count them with “count”, or add numbers."))
    elif entry.unsure:
        message = f"“I don't know” may be among “{told(inner)}”, and cannot be added."
        reader.found.append(Mismatch("unsure-number", message, 'Leave it out first: “… | reject("unsure") | sum”.'))
    return NUMBER


def _picked(reader: Reader, node: nodes.Filter, side: Side) -> Kind:
    """Entries that pass a test; those that were “I don't know” may be left out by it."""
    inner, kind = side
    arguments, subject = list(node.args), (inner, kind.entry)
    if node.name.endswith("attr"):
        attribute = arguments.pop(0) if arguments else None
        name = str(attribute.value) if isinstance(attribute, nodes.Const) else ""
        subject = (nodes.Getattr(nodes.Name("entry", "load"), name, "load"), part_of(reader, inner, kind.entry, name))
    test = str(arguments[0].value) if arguments and isinstance(arguments[0], nodes.Const) else ""
    if test:
        tested(reader, test, subject, arguments[1:])
    is_known = (node.name, test) in {("reject", "unsure"), ("select", "=="), ("select", "eq")}
    if kind.family != "list":
        return ANY
    entry = kind.entry.known if is_known else kind.entry
    return Kind("list", of=entry)  # whether one is left, only the answers tell


def tested(reader: Reader, name: str, side: Side, arguments: Iterable[nodes.Expr]) -> None:
    """Gather what does not fit a test."""
    node, kind = side
    sign = TESTS.get(name, name)
    if sign in SIGNS:
        for argument in list(arguments)[:1]:
            reader.found.extend(compared(side, sign, (argument, reader.kind(argument))))
    elif name in _TYPED and kind.name not in {"any", "text", "word"}:
        message = f"“{told(node)}” is {described(kind)}, and “is {name}” reads words that people type."
        reader.found.append(Mismatch("wrong-kind", message, "Use it on the answer to a question of type “text”."))
    elif name == "unsure" and not _may_be_unsure(kind):
        message = f"“{told(node)}” is never “I don't know”."
        reader.found.append(Mismatch("never-unsure", message, "Give the question “unsure: true”, or leave this out.", "warning"))


def _may_be_unsure(kind: Kind) -> bool:
    """Whether it may be “I don't know”, or hold such an answer."""
    return kind.name == "any" or kind.unsure or (kind.family == "list" and _may_be_unsure(kind.entry))


def part_of(reader: Reader, node: nodes.Node, kind: Kind, name: str) -> Kind:
    """What is called so in an entry or a group."""
    if kind.name == "any" or (kind.name == "group" and not kind.fields):
        return ANY
    if kind.name == "group":
        if name not in kind.fields:
            cure = did_you_mean(name, kind.fields) or f"It has {', '.join(kind.fields)}."
            reader.found.append(Mismatch("unknown-field", f"There is no “{name}” in “{told(node)}”.", cure))
        return kind.fields.get(name, ANY)
    message = f"“{told(node)}” is {described(kind)}, so there is no “{name}” in it."
    reader.found.append(Mismatch("wrong-kind", message, "Leave the full stop and what follows it out."))
    return ANY
