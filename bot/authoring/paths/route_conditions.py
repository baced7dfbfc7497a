"""The routes ahead of a place, taken apart into the largest pieces that are already settled there."""

from collections.abc import Iterable, Mapping

from jinja2 import nodes

from bot.authoring.paths.expression_trees import Gathered, children, gathered
from bot.core.content.dialogue import Dialogue
from bot.core.content.library import Library
from bot.core.content.state_machine import ways_on
from bot.core.dialogue.conversation import Key, key_of
from bot.core.templating.templates import condition_source, names_in
from bot.core.templating.trees import parsed, written

CallStack = tuple[tuple[str, str], ...]  # the dialogues one is in, outermost first, with the question or call


def routing_in(dialogue: Dialogue, onward: str = "") -> list[str]:
    """The conditions of all routes, or of those from one question or call on."""
    steps = list(dialogue.questions)
    ahead = steps[steps.index(onward) :] if onward else steps
    return [route.when for name in ahead for route in ways_on(dialogue, name) if route.when]


def expressions_of(dialogue: Dialogue, name: str) -> list[str]:
    """What a value is worked out from; nothing, for any other name."""
    value = dialogue.values.get(name, ())
    return [value] if isinstance(value, str) else [case.when for case in value if case.when]


def behind_routes(library: Library, dialogue: str) -> dict[str, list[str]]:
    """All expressions that routes rest on, of this dialogue and of those it calls, by dialogue."""
    found = {id_: routing_in(library.dialogues[id_]) for id_ in library.within(dialogue)}
    waiting = [(id_, expression) for id_, expressions in found.items() for expression in expressions]
    while waiting:
        id_, expression = waiting.pop()
        for name in names_in(condition_source(expression)):
            call, _, inner = name.rpartition(".")
            new = [one for one in expressions_of(library.dialogues[call or id_], inner) if one not in found[call or id_]]
            found[call or id_] += new
            waiting += [(call or id_, one) for one in new]
    return found


def questions_behind(library: Library, expressions: Mapping[str, Iterable[str]]) -> frozenset[Key]:
    """The questions that these expressions name; whatever is answered to the others makes no difference to them."""
    named = [(id_, name) for id_, some in expressions.items() for one in some for name in names_in(condition_source(one))]
    keys = {name if "." in name else key_of(id_, name) for id_, name in named}
    asked = {key_of(id_, name): question for id_ in expressions for name, question in library.dialogues[id_].asked.items()}
    shared = {question.shares for key, question in asked.items() if key in keys and question.shares}
    return frozenset(key for key, question in asked.items() if key in keys or question.shares in shared)


class RouteConditions:
    """The settled pieces of the routes ahead of a place, for each dialogue one stands in.

    A piece is settled when it rests only on questions that were passed. `a == "x" and b == "y"` leaves `a == "x"` while
    `b` is ahead; a count, a sum or an `in` over `[a, b]` leaves the same over `[a]`. A value is taken apart into what
    it is worked out from. What cannot be taken apart is kept by the names in it: at worst too much is told apart, never
    too little.
    """

    def __init__(self, library: Library, call_stack: CallStack) -> None:
        self.library, self.call_stack = library, call_stack
        self.found: list[dict[str, None]] = [{} for _ in call_stack]
        self._seen: set[tuple[int, nodes.Node]] = set()
        for level in range(len(call_stack)):
            for expression in routing_in(self._dialogue(level), call_stack[level][1]):
                self._take_apart(level, parsed(expression))

    def _dialogue(self, level: int) -> Dialogue:
        return self.library.dialogues[self.call_stack[level][0]]

    def _take_apart(self, level: int, node: nodes.Node) -> None:
        if isinstance(node, nodes.Const) or (level, node) in self._seen:
            return
        self._seen.add((level, node))
        texts = _texts(self._dialogue(level))
        if self._settled(level, node):
            self.found[level][written(node)] = None
        elif found := gathered(node, texts):
            self._gather(level, found)
        elif isinstance(node, nodes.Name | nodes.Getattr):
            self._name(level, written(node))
        else:
            for child in children(node, texts):
                self._take_apart(level, child)

    def _name(self, level: int, name: str) -> None:
        for expression in expressions_of(self._dialogue(level), name):
            self._take_apart(level, parsed(expression))
        call, _, inner = name.partition(".")
        if inner and call == self.call_stack[level][1]:
            titles = [outcome.title for outcome in self._dialogue(level + 1).outcomes.values()] if inner == "title" else []
            for one in {inner}.union(*map(names_in, titles)):
                self._take_apart(level + 1, parsed(one))

    def _gather(self, level: int, found: Gathered) -> None:
        settled = [member for member in found.members if self._settled(level, member)]
        if settled:
            self.found[level][found.over([written(member) for member in settled])] = None
        for member in found.members:
            if member not in settled:
                self._take_apart(level, member)

    def _settled(self, level: int, node: nodes.Node) -> bool:
        text = written(node) if isinstance(node, nodes.Expr) else ""
        return bool(text) and all(self._passed(level, name) for name in names_in(condition_source(text)))

    def _passed(self, level: int, name: str) -> bool:
        dialogue, (_, step) = self._dialogue(level), self.call_stack[level]
        if name in dialogue.values:
            expressions = [condition_source(expression) for expression in expressions_of(dialogue, name)]
            return all(self._passed(level, one) for expression in expressions for one in names_in(expression))
        steps = list(dialogue.questions)
        return name.partition(".")[0] in steps[: steps.index(step)]


def _texts(dialogue: Dialogue) -> dict[str, str]:
    """The values that are one expression, or always the same."""
    lists = {name: value for name, value in dialogue.values.items() if not isinstance(value, str)}
    same = {name: repr(cases[0].is_) for name, cases in lists.items() if cases[0].when is None}
    return same | {name: value for name, value in dialogue.values.items() if isinstance(value, str)}
