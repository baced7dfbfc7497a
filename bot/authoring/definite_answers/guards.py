"""What an expression needs to be asked before it, by its words alone: “x is defined and x > 2” needs nothing."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

from jinja2 import nodes

from bot.authoring.definite_answers.facts import Fact, Keys, Place, answered
from bot.core.content.dialogue import Case, Dialogue
from bot.core.dialogue.conversation import Key, key_of
from bot.core.templating.trees import parsed as tree_of
from bot.core.templating.values import UNSURE

Scope = str  # the dialogue whose names are meant


def no_case(key: Key) -> Key:
    """The value of which this key says that one of its cases holds; empty for the key of a question."""
    return key.removesuffix(_ONE_HOLDS) if key.endswith(_ONE_HOLDS) else ""


_ONE_HOLDS = " is something"


def _within(dialogues: Mapping[str, Dialogue], id_: str) -> Iterator[str]:
    """The dialogue and those it calls."""
    yield id_
    for call in dialogues[id_].calls.values():
        yield from _within(dialogues, call.call)


class Guards:
    """Tells what is needed at a place, and what is known where a condition has come out true or false."""

    def __init__(self, dialogues: Mapping[str, Dialogue], id_: str, at: str, place: Place) -> None:
        self.dialogues, self.place = dialogues, place
        self.own, self.here = f"{id_}.", key_of(id_, at)
        self.needs = cache(self._needs)
        self.told = cache(self._all_told)

    def _needs(self, node: nodes.Node, scope: Scope) -> Keys:
        """The questions and calls that must have been passed, or nothing could be made of it."""
        match node:
            case nodes.Name():
                return self._named(node.name, scope)
            case nodes.Getattr(node=nodes.Name(name=call)) if call in self.dialogues[scope].calls:
                return self._named(call, scope) | self._named(node.attr, call)
            case nodes.And() | nodes.Or():
                return self.needs(node.left, scope) | (
                    self.needs(node.right, scope) - self.told(node.left, isinstance(node, nodes.And), scope)
                )
            case nodes.CondExpr() | nodes.If():
                return self._branched(node, scope)
            case nodes.Test(name="defined" | "undefined", node=nodes.Getattr(node=inner)):
                return self.needs(inner, scope)
            case nodes.Test(name="defined" | "undefined"):
                return frozenset()
            case nodes.Filter(name="default"):
                return self._all(node.args, scope)
        return self._all(node.iter_child_nodes(), scope)

    def _all(self, parts: Iterable[nodes.Node], scope: Scope) -> Keys:
        return frozenset[Key]().union(*(self.needs(part, scope) for part in parts))

    def _named(self, name: str, scope: Scope) -> Keys:
        dialogue = self.dialogues[scope]
        if name in dialogue.questions:
            return frozenset({key_of(scope, name)})
        value = dialogue.values.get(name, "")
        if isinstance(value, str):
            return self.needs(tree_of(value), scope) if value else frozenset()
        return self._cases(name, value, scope)

    def _cases(self, name: str, cases: tuple[Case, ...], scope: Scope) -> Keys:
        needed, known = frozenset[Key](), frozenset[Key]()
        for case in cases:
            if case.when is None:
                return needed
            needed |= self.needs(tree_of(case.when), scope) - known
            known |= self.told(tree_of(case.when), False, scope)
        return needed | {key_of(scope, name) + _ONE_HOLDS}

    def _branched(self, node: nodes.CondExpr | nodes.If, scope: Scope) -> Keys:
        if isinstance(node, nodes.If):
            true, false = self._all(node.body, scope), self._all([*node.elif_, *node.else_], scope)
        else:
            true, false = self.needs(node.expr1, scope), self._all([node.expr2] if node.expr2 else [], scope)
        tested = [true - self.told(node.test, True, scope), false - self.told(node.test, False, scope)]
        return self.needs(node.test, scope).union(*tested)

    def _all_told(self, node: nodes.Node, truth: bool, scope: Scope) -> frozenset[Fact]:
        told = self._told(node, truth, scope)
        return self._everything if self._contradicts(told) else self.place.known(told)

    def never(self, told: Iterable[frozenset[Fact]]) -> bool:
        """Whether conditions that tell this never come out so together here."""
        together = frozenset[Fact]().union(*told)
        return self._everything <= together or self._contradicts(together)

    def _contradicts(self, told: frozenset[Fact]) -> bool:
        """Whether these facts cannot be together, or one of them cannot be here."""
        answers = [fact.partition("=")[::2] for fact in told if "=" in fact and "!=" not in fact]
        twice = len({key for key, _ in answers}) < len(set(answers))
        denied = any(answered(key, answer, False) in told for key, answer in answers)
        return twice or denied or any(map(self._cannot_be, told))

    def _cannot_be(self, fact: Fact) -> bool:
        """Whether no way here brings this; what depends on it is then never looked at, and needs nothing."""
        is_told = "!=" in fact or no_case(fact) or fact.startswith(self.here)
        return fact.startswith(self.own) and not is_told and fact not in self.place.given

    @cached_property
    def _everything(self) -> frozenset[Fact]:
        within = {id_: self.dialogues[id_] for id_ in _within(self.dialogues, self.own[:-1])}
        names = [key_of(id_, name) for id_, one in within.items() for name in (*one.questions, *one.values)]
        return frozenset([*names, *(name + _ONE_HOLDS for name in names)])

    def _told(self, node: nodes.Node, truth: bool, scope: Scope) -> frozenset[Fact]:
        """What must have been passed, where a condition could be worked out and came out so."""
        match node:
            case nodes.Not():
                return self.told(node.node, not truth, scope)
            case nodes.And() | nodes.Or():
                both = isinstance(node, nodes.And) == truth  # then each part came out so
                first, second = self.told(node.left, truth, scope), self.told(node.right, truth, scope)
                return first | second if both else first & (self.told(node.left, not truth, scope) | second)
            case nodes.Test(name="defined" | "undefined", node=inner):
                return self.needs(inner if (node.name == "defined") == truth else nodes.Const(None), scope)
            case nodes.Name() if isinstance(value := self.dialogues[scope].values.get(node.name), str):
                return self.told(tree_of(value), truth, scope)
            case nodes.Compare(expr=name, ops=[nodes.Operand(op="eq" | "ne" as op, expr=nodes.Const(value=str(answer)))]):
                return self.needs(node, scope) | self._answered(name, answer, (op == "eq") == truth, scope)
            case nodes.Test(name="unsure", node=name):
                return self.needs(node, scope) | self._answered(name, UNSURE, truth, scope)
            case nodes.Compare(expr=name, ops=[nodes.Operand(op="in", expr=nodes.List(items=items))]) if truth:
                return self.needs(node, scope) | self._one_of(name, items, scope)
        return self.needs(node, scope)

    def _one_of(self, node: nodes.Node, items: list[nodes.Expr], scope: Scope) -> frozenset[Fact]:
        """What is known whichever of these it is."""
        words = [one.value for one in items if isinstance(one, nodes.Const)]
        each = [self.place.known(self._answered(node, word, True, scope)) for word in words]
        return frozenset.intersection(*each) if len(each) == len(items) > 0 else frozenset()

    def _answered(self, node: nodes.Node, answer: str, is_so: bool, scope: Scope) -> frozenset[Fact]:
        match node:
            case nodes.Name(name=name) if (question := self.dialogues[scope].asked.get(name)) and (
                question.type == "choice" or answer == UNSURE
            ):
                return frozenset({answered(key_of(scope, name), answer, is_so)})
            case nodes.Getattr(node=nodes.Name(name=call), attr="outcome") if call in self.dialogues[scope].calls:
                return frozenset({answered(key_of(scope, call), answer, is_so)})
        return frozenset()
