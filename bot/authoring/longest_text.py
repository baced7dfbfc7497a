"""How long a text can become with the longest answers that people may give, counted from its words alone."""

from collections.abc import Iterable, Mapping

from jinja2 import nodes

from bot.core.content.dialogue import Dialogue
from bot.core.content.question import EntryField, Option, Question
from bot.core.questions.answer import LONGEST_TEXT
from bot.core.questions.entries import most_entries
from bot.core.templating.trees import parsed, text_tree

WORDS = 60  # what is taken for a value of which nothing more is known
_SAME = set("list select reject selectattr rejectattr unique sort bullets listed join label default".split())
_ONE = {"first", "last", "min", "max"}


class Longest:
    """The lengths of a dialogue's names, for any of its texts."""

    def __init__(self, dialogue: Dialogue, dialogues: Mapping[str, Dialogue]) -> None:
        self.dialogue = dialogue
        self.inner = {name: Longest(dialogues[call.call], dialogues) for name, call in dialogue.calls.items()}
        self.entries: dict[str, Question] = {}  # by the name that a loop gives to one entry of the list

    def text(self, text: str) -> int:
        """The most characters that a text can have. Raises LanguageError."""
        tree = text_tree(text)
        return self._all(tree.body) if tree else len(text)

    def _all(self, parts: Iterable[nodes.Node]) -> int:
        return sum(map(self._part, parts))

    def _part(self, node: nodes.Node) -> int:
        match node:
            case nodes.TemplateData():
                return len(node.data)
            case nodes.Output() | nodes.Concat() | nodes.List():
                return self._all(node.iter_child_nodes())
            case nodes.If():
                return max(self._all(node.body), *map(self._part, node.elif_), self._all(node.else_))
            case nodes.For():
                return self._loop(node)
            case nodes.CondExpr():
                return max(self._part(node.expr1), self._part(node.expr2) if node.expr2 else 0)
            case nodes.Const():
                return len(str(node.value))
            case nodes.Add():
                return self._part(node.left) + self._part(node.right)
            case nodes.Filter(node=nodes.Node() as inner):
                return self._filtered(node, inner)
            case nodes.Name():
                return self._named(node.name)
            case nodes.Getattr(node=nodes.Name(name=name)):
                return self._inside(name, node.attr)
        return WORDS

    def _loop(self, node: nodes.For) -> int:
        question = self._list_behind(node.iter)
        if question and isinstance(node.target, nodes.Name):
            self.entries[node.target.name] = question
        return self._all(node.body) * (_most(question) if question else 1)

    def _filtered(self, node: nodes.Filter, inner: nodes.Node) -> int:
        if node.name in _SAME:
            return self._part(inner)
        question = self._list_behind(inner)
        if node.name == "map" and question and node.kwargs and isinstance(node.kwargs[0].value, nodes.Const):
            field = question.fields.get(str(node.kwargs[0].value.value))
            return _field(field) * _most(question) if field else WORDS
        if node.name in _ONE and question:
            return self._part(inner) // _most(question)
        return WORDS

    def _list_behind(self, node: nodes.Node) -> Question | None:
        """The question whose entries or options these are."""
        while isinstance(node, nodes.Filter) and node.name in _SAME and node.node is not None:
            node = node.node
        match node:
            case nodes.Name(name=name):
                if isinstance(value := self.dialogue.values.get(name), str):
                    return self._list_behind(parsed(value))
                question = self.dialogue.asked.get(name)
                return question if question and question.type in {"list", "choices"} else None
            case nodes.Getattr(node=nodes.Name(name=call), attr=name) if call in self.inner:
                return self.inner[call]._list_behind(nodes.Name(name, "load"))
        return None

    def _named(self, name: str) -> int:
        if name in self.entries:
            return sum(map(_field, self.entries[name].fields.values())) or LONGEST_TEXT
        if question := self.dialogue.asked.get(name):
            return _answer(question)
        value = self.dialogue.values.get(name)
        if isinstance(value, str):
            return self._part(parsed(value))
        return max((len(str(case.is_)) for case in value), default=0) if value else WORDS

    def _inside(self, name: str, attribute: str) -> int:
        if name in self.inner:
            return WORDS * 4 if attribute == "title" else self.inner[name]._named(attribute)
        field = self.entries[name].fields.get(attribute) if name in self.entries else None
        return _field(field) if field else WORDS


def _most(question: Question) -> int:
    return most_entries(question) if question.type == "list" else len(question.options)


def _phrases(options: Iterable[Option]) -> list[int]:
    return [len(option.phrase or option.label) + 2 for option in options]


def _field(field: EntryField) -> int:
    return max(_phrases(field.options)) if field.options else field.most or LONGEST_TEXT


def _answer(question: Question) -> int:
    match question.type:
        case "text":
            return int(question.most or LONGEST_TEXT)
        case "choice":
            return max(_phrases(question.options))
        case "choices":
            return sum(_phrases(question.options))
        case "list":
            return (sum(map(_field, question.fields.values())) or LONGEST_TEXT) * most_entries(question)
    return 20
