"""The kind of every part of an expression or text, and each place where kinds do not fit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from jinja2 import nodes

from bot.core.loading.types.comparisons import compared, unsure_here
from bot.core.loading.types.filters import filtered, part_of, tested
from bot.core.loading.types.kind import ANY, NUMBER, WORD, YES_NO, Kind, described, joined, list_of, of_constant
from bot.core.loading.types.mismatch import Mismatch, told
from bot.core.loading.types.narrowing import NONE, Facts, Values, holds_something
from bot.core.loading.types.narrowing import told as facts_told
from bot.core.templating.trees import written

_ALWAYS_TRUE = {"option", "text", "date", "group"}


@dataclass(frozen=True)
class Inference:
    """Reads one text or condition; `known` is what is certain where it stands, `found` what does not fit."""

    kinds: Mapping[str, Kind]
    values: Values
    known: Facts = NONE
    found: list[Mismatch] = field(default_factory=list)

    def knowing(self, known: Facts) -> "Inference":
        """A new reader, at a place where this is certain."""
        return replace(self, known=known, found=[])

    def kind(self, node: nodes.Node) -> Kind:
        """What an expression is."""
        text, kind = written(node), self._kind(node)
        if f"{text}[]" in self.known:
            return replace(kind, may_be_empty=False, unsure=False)
        return kind.known if text in self.known else kind

    def truth(self, node: nodes.Node) -> Kind:
        """What an expression is that is asked whether it holds."""
        kind = self.kind(node)
        if isinstance(node, nodes.Tuple):
            cure = "Write “and” or “or”; of several words “pays in ['a', 'b']”. A number has no comma."
            self.found.append(Mismatch("always-holds", "A comma makes two things of one here, which always holds.", cure))
        elif isinstance(node, nodes.Const) and isinstance(node.value, str):
            message = f"“{told(node)}” by itself always holds."
            self.found.append(Mismatch("always-holds", message, f"Write what it is compared with: “… or pays == {told(node)}”."))
        elif kind.name in _ALWAYS_TRUE and isinstance(node, nodes.Name | nodes.Getattr):
            message = f"“{told(node)}” is {described(kind)}, so by itself it always holds."
            self.found.append(Mismatch("always-holds", message, f"Compare it, or ask “{told(node)} is defined”."))
        return kind

    def text(self, node: nodes.Node | None) -> None:
        """Go through a text."""
        match node:
            case nodes.Output():
                for part in node.nodes:
                    if not isinstance(part, nodes.TemplateData):
                        self._shown(part)
            case nodes.If():
                self._if(node.test, node.body, [*node.elif_, *node.else_])
            case nodes.For():
                self._for(node)
            case nodes.Template():
                self._all(node.body)

    def _all(self, parts: Iterable[nodes.Node]) -> None:
        for part in parts:
            self.text(part)

    def _if(self, test: nodes.Node, body: list[nodes.Node], others: list[nodes.Node]) -> None:
        self.truth(test)
        self.where(test, True)._all(body)
        otherwise = self.where(test, False)
        if others and isinstance(others[0], nodes.If):  # an “elif”, with what follows it
            otherwise._if(others[0].test, others[0].body, others[1:])
        else:
            otherwise._all(others)

    def where(self, test: nodes.Node, truth: bool) -> "Inference":
        """The same, where a condition came out so."""
        return replace(self, known=self.known | facts_told(test, truth, self.values))

    def _for(self, node: nodes.For) -> None:
        entry = self._entries(node.iter)
        names = [name.name for name in (node.target, *node.target.find_all(nodes.Name)) if isinstance(name, nodes.Name)]
        own = {names[0]: entry} if isinstance(node.target, nodes.Name) else dict.fromkeys(names, ANY)
        known = frozenset(fact for fact in self.known if fact.partition(".")[0].removesuffix("[]") not in own)
        inner = replace(self, kinds={**self.kinds, **own, "loop": ANY}, known=known | {holds_something(node.iter)})
        if node.test:
            inner.truth(node.test)
            inner = inner.where(node.test, True)
        inner._all(node.body)
        self._all(node.else_)

    def _entries(self, node: nodes.Node) -> Kind:
        kind = self.kind(node)
        if kind.family not in {"list", "any", "words"} or kind.name == "option":
            message = f"“{told(node)}” is {described(kind)}, so there is nothing to go through."
            self.found.append(Mismatch("wrong-kind", message, "Go through a list, or a question of type “choices” or “list”."))
        return kind.entry

    def _shown(self, node: nodes.Expr) -> None:
        kind = self.kind(node)
        if kind.unsure and kind.name in {"number", "date"}:
            name = told(node)
            message = f"“{name}” may be “I don't know”, which reads oddly here: “… you don't know yet …”."
            cure = f"Write “{{% if {name} is unsure %}}…{{% else %}}…{{{{ {name} }}}}…{{% endif %}}”."
            self.found.append(Mismatch("unsure-in-text", message, cure, "warning"))
        if kind.name == "yes_no":
            message = f"“{told(node)}” is true or false, and people would read “True” or “False”."
            self.found.append(Mismatch("true-in-text", message, "Choose words: “{% if … %}…{% else %}…{% endif %}”.", "warning"))

    def _kind(self, node: nodes.Node) -> Kind:
        match node:
            case nodes.Const():
                return of_constant(node.value)
            case nodes.Name():
                return self.kinds.get(node.name, ANY)
            case nodes.Getattr():
                return self._attribute(node)
            case nodes.List() | nodes.Tuple():
                return list_of(joined([self.kind(item) for item in node.items]), may_be_empty=not node.items)
            case nodes.Dict():
                fields = {str(getattr(pair.key, "value", "")): self.kind(pair.value) for pair in node.items}
                return Kind("group", fields=fields)
            case nodes.Test() | nodes.Compare() | nodes.Not():
                self._condition(node)
                return YES_NO
            case nodes.And() | nodes.Or():
                return joined([self.truth(node.left), self.where(node.left, isinstance(node, nodes.And)).truth(node.right)])
            case nodes.CondExpr():
                return self._chosen(node)
            case nodes.Filter(node=nodes.Expr() as inner):
                return filtered(self, node, inner)
            case nodes.Concat():
                for part in node.nodes:
                    self._shown(part)
                return WORD
            case nodes.Add() | nodes.Sub() | nodes.Mul() | nodes.Div() | nodes.Neg():
                return self._reckoned(node)
        return ANY

    def _attribute(self, node: nodes.Getattr) -> Kind:
        if isinstance(node.node, nodes.Name) and (dotted := f"{node.node.name}.{node.attr}") in self.kinds:
            return self.kinds[dotted]
        return part_of(self, node.node, self.kind(node.node), node.attr)

    def _condition(self, node: nodes.Node) -> None:
        match node:
            case nodes.Not():
                self.truth(node.node)
            case nodes.Test(name="defined" | "undefined"):
                return
            case nodes.Test():
                tested(self, node.name, (node.node, self.kind(node.node)), node.args)
            case nodes.Compare():
                left = (node.expr, self.kind(node.expr))
                for operand in node.ops:
                    right = (operand.expr, self.kind(operand.expr))
                    self.found.extend(compared(left, operand.op, right))
                    left = right

    def _chosen(self, node: nodes.CondExpr) -> Kind:
        self.truth(node.test)
        parts = [self.where(node.test, True).kind(node.expr1)]
        return joined([*parts, self.where(node.test, False).kind(node.expr2)] if node.expr2 else parts)

    def _reckoned(self, node: nodes.BinExpr | nodes.UnaryExpr) -> Kind:
        parts = [node.node] if isinstance(node, nodes.UnaryExpr) else [node.left, node.right]
        sides = [(part, self.kind(part)) for part in parts]
        if isinstance(node, nodes.Add) and all(kind.family in {"list", "any"} for _, kind in sides):
            empty = all(kind.may_be_empty for _, kind in sides)
            return replace(joined([kind for _, kind in sides]), may_be_empty=empty)
        for part, kind in sides:
            if kind.name not in {"any", "number", "yes_no"}:
                message = f"“{told(part)}” is {described(kind)}, and “{node.operator}” needs numbers."
                self.found.append(Mismatch("wrong-kind", message, "Use numbers here; “~” puts words together, “+” also lists."))
            self.found.extend(unsure_here(part, kind, f"reckoned with “{node.operator}”"))
        return NUMBER
