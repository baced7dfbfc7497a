"""The names a text would see in a conversation of which so much is decided: a real one, for anything else may be answered."""

from typing import Any

from bot.authoring.asked_before.looking import Looking, Scope
from bot.authoring.asked_before.world import Undecided, World
from bot.core.answers import meant
from bot.core.conversation import key_of
from bot.core.language import rendered
from bot.core.values import Group, Names
from bot.core.worked_out import with_values


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
