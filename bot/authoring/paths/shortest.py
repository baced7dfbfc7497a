"""The shortest conversation to each outcome: found by trying many answers at once, in seconds, without following every
path."""

import random
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from bot.authoring.paths.route_conditions import behind_routes
from bot.authoring.sample_answers import possible_answers
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Answer, Conversation, Key
from bot.core.dialogue.position import Position, walk
from bot.core.questions.answer import Value

TRIES = 100  # answers to all questions at once; a walk asks those that it needs


def shortest_conversations(library: Library, dialogue: str, tested: Iterable[Position] = ()) -> dict[str, Conversation]:
    """By outcome, the conversation with the fewest questions of those tried. Raises LanguageError of an author's route.

    Where its tests have been is known; beside that the real walk is taken over answers to all questions: each answer in
    turn, then mixed at random, always the same way.
    """
    found: dict[str, Conversation] = {}
    for position in chain(tested, _walks(library, dialogue)):
        ending = position.ending
        if ending and ending.dialogue == dialogue:
            asked = {step.key: step.answer for step in position.asked}
            best = found.get(ending.id)
            if best is None or len(asked) < len(best.answers):
                found[ending.id] = Conversation("tried", dialogue, library.editions[dialogue], asked)
    return {name: found[name] for name in library.dialogues[dialogue].outcomes if name in found}


def _walks(library: Library, dialogue: str) -> Iterator[Position]:
    for answers in answers_tried(library, dialogue):
        given = {key: Answer(value) for key, value in answers.items()}
        yield walk(library, Conversation("tried", dialogue, library.editions[dialogue], given))


def answers_tried(library: Library, dialogue: str) -> Iterator[Mapping[Key, Value]]:
    """Answers to all questions at once: each answer in turn, then mixed at random, always the same way."""
    conditions = list(chain(*behind_routes(library, dialogue).values()))
    possible = {
        f"{id_}.{name}": possible_answers(question, name, conditions)
        for id_ in library.within(dialogue)
        for name, question in library.dialogues[id_].asked.items()
    }
    for number in range(max(map(len, possible.values()))):
        yield {key: values[number % len(values)] for key, values in possible.items()}
    first = {key: values[0] for key, values in possible.items()}
    yield from ({**first, key: value} for key, values in possible.items() for value in values)
    chance = random.Random(dialogue)  # noqa: S311 (no secret: the same answers every time)
    yield from ({key: chance.choice(values) for key, values in possible.items()} for _ in range(TRIES))
