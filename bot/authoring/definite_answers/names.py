"""The names a text would see in a conversation of which so much is decided: a real one, for anything else may be answered."""

from typing import Any

from bot.authoring.definite_answers.evaluator import Looking, Scope
from bot.authoring.definite_answers.partial_conversation import Undecided, World
from bot.core.dialogue.answers import meant
from bot.core.dialogue.computed_values import with_values
from bot.core.dialogue.conversation import key_of
from bot.core.templating.templates import rendered
from bot.core.templating.values import Group, Names


def names_at(looking: Looking, scope: Scope, world: World) -> Names:
    """The names as the walk has them. Raises LanguageError."""
    dialogue = looking.dialogues[scope]
    names: dict[str, Any] = {}
    for name, question in dialogue.asked.items():
        if world.passed.get(key_of(scope, name)):
            names[name] = meant(question, _answer(looking, scope, name, world), "not known")
    for call in dialogue.calls:
        if world.passed.get(key_of(scope, call)):
            inner, end = names_at(looking, call, world), world.ends[call]
            title = rendered(looking.dialogues[call].outcomes[end].title, inner)
            names[call] = Group({**inner, "outcome": end, "title": title})
    return with_values(dialogue, names, frozenset(dialogue.values))


def _answer(looking: Looking, scope: Scope, name: str, world: World) -> Any:
    try:
        return looking.answer(scope, name, world)
    except Undecided as undecided:
        return undecided.values[0]
