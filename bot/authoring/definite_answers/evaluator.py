"""Working out an author's expressions in a world, deciding only what is looked at."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from functools import cache
from typing import Any

from jinja2 import TemplateError, nodes
from jinja2.environment import TemplateExpression

from bot.authoring.definite_answers.partial_conversation import CannotTell, NotThere, Undecided, World
from bot.authoring.sample_answers import possible_answers
from bot.core.content.dialogue import Call, Case, Dialogue
from bot.core.content.question import Question
from bot.core.dialogue.answers import Value, meant
from bot.core.dialogue.conversation import Key, key_of
from bot.core.templating.sandbox import ENVIRONMENT
from bot.core.templating.templates import condition_source, parsed

Scope = str  # the dialogue whose names are meant


@cache
def tree_of(condition: str) -> nodes.Expr:
    """A condition as a tree."""
    return next(parsed(condition_source(condition)).find_all(nodes.Output)).nodes[0]


class Looking:
    """Looks at expressions of one dialogue and those it calls."""

    def __init__(self, dialogues: Mapping[str, Dialogue], conditions: Sequence[str]) -> None:
        self.dialogues, self.conditions = dialogues, conditions
        self._possible: dict[Key, list[Value]] = {}

    def possible(self, scope: Scope, name: str) -> list[Value]:
        """Answers that stand for all that may be given."""
        key = key_of(scope, name)
        if key not in self._possible:
            self._possible[key] = possible_answers(self.dialogues[scope].asked[name], name, self.conditions)
        return self._possible[key]

    def answer(self, scope: Scope, name: str, world: World) -> Value:
        """What was answered to a question that was asked. Raises Undecided."""
        key = answer_key(scope, name, self.dialogues[scope].asked[name])
        if key not in world.answers:
            raise Undecided("answers", key, self.possible(scope, name))
        return world.answers[key]

    def passed(self, scope: Scope, name: str, world: World) -> bool:
        """Whether a question or call is on the way. Raises Undecided."""
        key = key_of(scope, name)
        if key not in world.passed and not world.walked:
            raise Undecided("passed", key, [False, True])
        return world.passed.get(key, False)

    def holds(self, condition: str | None, scope: Scope, world: World) -> bool:
        """Whether a condition holds. Raises Undecided, NotThere and CannotTell."""
        return condition is None or bool(self.value(tree_of(condition), scope, world))

    def value(self, node: nodes.Node, scope: Scope, world: World) -> Any:
        """What an expression comes to. Raises Undecided, NotThere and CannotTell."""
        match node:
            case nodes.Const():
                return node.value
            case nodes.Name():
                return self._name(node.name, scope, world)
            case nodes.Getattr(node=nodes.Name(name=call), attr=name) if call in self.dialogues[scope].calls:
                return self._of_call(call, name, scope, world)
            case nodes.And():
                return self.value(node.left, scope, world) and self.value(node.right, scope, world)
            case nodes.Or():
                return self.value(node.left, scope, world) or self.value(node.right, scope, world)
            case nodes.CondExpr(expr2=nodes.Expr() as otherwise):
                chosen = node.expr1 if self.value(node.test, scope, world) else otherwise
                return self.value(chosen, scope, world)
            case nodes.Test(name="defined" | "undefined" as test):
                return self.is_there(node.node, scope, world) == (test == "defined")
            case nodes.Filter(name="default", node=nodes.Expr() as inner):
                if not self.is_there(inner, scope, world):
                    return self.value(node.args[0], scope, world) if node.args else ""
        return self._applied(node, scope, world)

    def is_there(self, node: nodes.Node, scope: Scope, world: World) -> bool:
        """Whether an expression has a value."""
        if isinstance(node, nodes.Name) and node.name in self.dialogues[scope].questions:
            return self.passed(scope, node.name, world)
        try:
            self.value(node, scope, world)
        except NotThere:
            return False
        return True

    def _name(self, name: str, scope: Scope, world: World) -> Any:
        dialogue = self.dialogues[scope]
        if name in dialogue.values:
            key = key_of(scope, name)
            if key not in world.known:
                world.known[key] = self._worked_out(name, dialogue.values[name], scope, world)
            return world.known[key]
        step = dialogue.questions.get(name)
        if step is None:
            raise CannotTell(name)
        if not self.passed(scope, name, world):
            raise NotThere(name)
        return name if isinstance(step, Call) else meant(step, self.answer(scope, name, world), "not known")

    def _worked_out(self, name: str, value: str | tuple[Case, ...], scope: Scope, world: World) -> Any:
        if isinstance(value, str):
            return self.value(tree_of(value), scope, world)
        for case in value:
            if self.holds(case.when, scope, world):
                return case.is_
        raise NotThere(name, question=False)

    def _of_call(self, call: str, name: str, scope: Scope, world: World) -> Any:
        if not self.passed(scope, call, world):
            raise NotThere(call)
        if name == "title":
            return name
        if name == "outcome":
            if call not in world.ends:
                raise Undecided("ends", call, list(self.dialogues[call].outcomes))
            return world.ends[call]
        try:
            return self._name(name, call, world)
        except NotThere as missing:
            raise NotThere(f"{call}.{missing.name}", missing.question) from None

    def _applied(self, node: nodes.Node, scope: Scope, world: World) -> Any:
        """What is done here to the parts of the expression, in the language itself."""
        expression, parts = _apart(node)
        values = {f"part{number}": self.value(part, scope, world) for number, part in enumerate(parts)}
        try:
            found = expression(**values)
            return list(found) if isinstance(found, Iterator) else found
        except (TemplateError, TypeError, ValueError, ArithmeticError):
            raise CannotTell(str(node)) from None


def answer_key(scope: Scope, name: str, question: Question) -> Key:
    """Questions that share a name and may be answered alike have one answer."""
    return f"{question.shares} {bool(question.unsure)}" if question.shares else key_of(scope, name)


@cache
def _apart(node: nodes.Node) -> tuple[TemplateExpression, list[nodes.Expr]]:
    """An expression with places for its parts, and the parts."""
    parts: list[nodes.Expr] = []
    body = nodes.Assign(nodes.Name("result", "store"), _with_places(node, parts))
    template = nodes.Template([body])
    template.set_lineno(1).set_environment(ENVIRONMENT)
    return TemplateExpression(ENVIRONMENT.from_string(template), undefined_to_none=False), parts


def _with_places(node: nodes.Node, parts: list[nodes.Expr]) -> Any:
    def placed(value: Any) -> Any:
        if isinstance(value, list):
            return [placed(one) for one in value]
        if not isinstance(value, nodes.Node) or isinstance(value, nodes.Const):
            return value
        if not isinstance(value, nodes.Expr):
            return _with_places(value, parts)
        parts.append(value)
        return nodes.Name(f"part{len(parts) - 1}", "load")

    new = copy(node)
    for field, value in node.iter_fields():
        setattr(new, field, placed(value))
    return new
