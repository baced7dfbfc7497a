"""What is said once for a case: the newest answer to each question, whichever dialogue asked it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.core.cases.case import Case
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Answer, Conversation, Key
from bot.core.dialogue.position import Position, walk
from bot.core.openings.opening import Opening
from bot.core.questions.answers import fits

OPENING = "opening"  # where an answer was given that no dialogue asked for: in the sentence somebody began with


@dataclass(frozen=True)
class Known:
    """The newest answers of a case, by question, and by the name under which dialogues share it."""

    by_key: Mapping[Key, Answer]
    by_share: Mapping[str, Answer]


def known_in(library: Library, case: Case, conversations: Iterable[Conversation]) -> Known:
    """What was said in a case so far; answers are carried from the dialogue they were first given in."""
    return known_at(library, case, ((one.dialogue, walk(library, one)) for one in conversations))


def known_at(library: Library, case: Case, positions: Iterable[tuple[str, Position]]) -> Known:
    """The same where it is known how far each dialogue was walked."""
    answers = [(key, replace(answer, carried=answer.carried or OPENING)) for key, answer in case.said.items()]
    for dialogue, position in positions:
        answers += [(step.key, replace(step.answer, carried=step.answer.carried or dialogue)) for step in position.steps]
    answers.sort(key=lambda one: one[1].at)
    by_share = {share: answer for key, answer in answers if (share := _share(library, key))}
    return Known(dict(answers), by_share)


def answers_for(library: Library, dialogue: str, known: Known) -> dict[Key, Answer]:
    """The answers that a dialogue, and those it calls, need not ask for again."""
    found: dict[Key, Answer] = {}
    for id_ in library.within(dialogue):
        for name, question in library.dialogues[id_].asked.items():
            answer = known.by_share.get(question.shares or "") or known.by_key.get(f"{id_}.{name}")
            if answer and fits(question, answer.value):
                found[f"{id_}.{name}"] = answer
    return found


def ticks_for(library: Library, dialogue: str, case: Case) -> dict[Key, tuple[str, ...]]:
    """What is ticked beforehand in a dialogue, and those it calls: what the sentence said that the case began with."""
    return {key: case.ticked[key] for key in _keys(library, dialogue) if key in case.ticked}


def said_at_first(library: Library, opening: Opening, by: str, at: str) -> dict[Key, Answer]:
    """The answers that a sentence gave, as kept with a case; the service is the answer to each question that shares
    it."""
    answers = {key: Answer(value, by, at) for key, value in opening.all_answers.items()}
    about = library.road.about if library.road else None
    key = next((key for key in _keys(library, opening.dialogue) if _share(library, key) == about), "")
    return {**answers, key: Answer(opening.service, by, at)} if key and opening.service else answers


def service_of(library: Library, known: Known) -> str:
    """What the case is about, as far as somebody named it."""
    answer = known.by_share.get(library.road.about) if library.road else None
    return str(answer.value) if answer else ""


def _keys(library: Library, dialogue: str) -> list[Key]:
    return [f"{id_}.{name}" for id_ in library.within(dialogue) for name in library.dialogues[id_].asked]


def _share(library: Library, key: Key) -> str:
    question = library.question(key)
    return (question.shares or "") if question else ""
