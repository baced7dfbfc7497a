"""Whether a text can be filled in: goes through what would be shown of it, and raises NotThere for a name without a value."""

from collections.abc import Iterable

from jinja2 import nodes

from bot.authoring.definite_answers.evaluator import Looking, Scope, tree_of
from bot.authoring.definite_answers.guards import Guards
from bot.authoring.definite_answers.partial_conversation import CannotTell, NotThere, World
from bot.core.dialogue.conversation import Key


class Needing:
    """Goes through texts at a place before which these questions were surely asked."""

    def __init__(self, looking: Looking, guards: Guards, scope: Scope, surely: frozenset[Key]) -> None:
        self.looking, self.guards, self.scope, self.surely = looking, guards, scope, surely

    def is_sure(self, *parts: nodes.Node) -> bool:
        """Whether all that these need was surely asked."""
        return all(self.guards.needs(part, self.scope) <= self.surely for part in parts)

    def go_through(self, node: nodes.Node, world: World) -> None:
        """Raises NotThere, Undecided and CannotTell."""
        if self.is_sure(node):
            return
        match node:
            case nodes.If():
                self._if(node, world)
            case nodes.And() | nodes.Or():
                self.go_through(node.left, world)
                if not self.is_sure(node.right) and isinstance(node, nodes.And) in self._truths(node.left, world):
                    self.go_through(node.right, world)
            case nodes.CondExpr():
                self.go_through(node.test, world)
                truths = self._truths(node.test, world)
                self._all([part for part, when in ((node.expr1, True), (node.expr2, False)) if part and when in truths], world)
            case nodes.Test(name="defined" | "undefined"):
                self._all([node.node.node] if isinstance(node.node, nodes.Getattr) else [], world)  # “x.y is defined” needs x
            case nodes.Filter(name="default", node=nodes.Expr() as inner):
                self._all([] if self.looking.is_there(inner, self.scope, world) else node.args, world)
            case nodes.Name() | nodes.Getattr():
                self._name(node, world)
            case _:
                self._all(node.iter_child_nodes(), world)

    def _all(self, parts: Iterable[nodes.Node], world: World) -> None:
        for part in parts:
            self.go_through(part, world)

    def _if(self, node: nodes.If, world: World) -> None:
        self.go_through(node.test, world)
        if self.is_sure(*node.body, *node.elif_, *node.else_):
            return
        truths = self._truths(node.test, world)
        if True in truths:
            self._all(node.body, world)
        if False in truths:
            self._otherwise(node, world)

    def _otherwise(self, node: nodes.If, world: World) -> None:
        if not node.elif_:
            self._all(node.else_, world)
            return
        first, *others = node.elif_
        self._if(nodes.If(first.test, first.body, others, node.else_), world)

    def _truths(self, node: nodes.Node, world: World) -> set[bool]:
        """How a condition may come out; within a loop, where it is about one entry, either way."""
        try:
            return {bool(self.looking.value(node, self.scope, world))}
        except CannotTell:
            return {True, False}

    def _name(self, node: nodes.Name | nodes.Getattr, world: World) -> None:
        dialogue = self.looking.dialogues[self.scope]
        if isinstance(node, nodes.Name) and node.name in dialogue.questions:
            if not self.looking.passed(self.scope, node.name, world):
                raise NotThere(node.name)
        elif isinstance(node, nodes.Name) and isinstance(value := dialogue.values.get(node.name), str):
            self.go_through(tree_of(value), world)
        else:
            self.looking.value(node, self.scope, world)
