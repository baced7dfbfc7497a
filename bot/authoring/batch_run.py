"""A conversation without a person: all answers given at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.core.content.library import Library
from bot.core.content.question import Question
from bot.core.dialogue.conversation import Answer, Conversation, Key, full, short
from bot.core.dialogue.guidance import Guidance, guidance_for
from bot.core.dialogue.plain_text import guidance_text, plain_asked
from bot.core.dialogue.position import walk
from bot.core.dialogue.reply_builder import asked_shown
from bot.core.loading.yaml_reader import Reading
from bot.core.problems import did_you_mean
from bot.core.questions.answer import InvalidAnswer
from bot.core.questions.answers import answer_ids, fitting
from bot.core.templating.markdown import plain
from bot.core.templating.templates import LanguageError
from bot.core.templating.values import Typed


@dataclass(frozen=True)
class Run:
    """What came of the answers."""

    dialogue: str
    edition: str
    status: Literal["finished", "waiting", "invalid"]
    asked: tuple[str, ...] = ()
    waiting_for: str | None = None
    outcomes: tuple[str, ...] = ()
    text: str = ""
    sources: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def run_through(library: Library, dialogue: str, answers: Reading, today: str) -> Run:
    """Walk a dialogue over answers by question id, as read from a file."""
    edition = library.editions[dialogue]
    given, problems = accepted(library, dialogue, answers.value)
    problems = [str(problem) for problem in answers.problems] or problems
    if problems:
        return Run(dialogue, edition, "invalid", problems=tuple(problems), text="\n".join(problems))
    try:
        return _walked(library, Conversation("run", dialogue, edition, given), today)
    except LanguageError as error:
        problem = plain(library.phrases.say("cannot_go_on", what=Typed(error)))
        return Run(dialogue, edition, "invalid", problems=(problem,), text=problem)


def _walked(library: Library, conversation: Conversation, today: str) -> Run:
    dialogue, edition = conversation.dialogue, conversation.edition
    position = walk(library, conversation)
    asked = tuple(short(step.key, dialogue) for step in position.asked)
    outcomes = tuple(short(f"{ending.dialogue}.{ending.id}", dialogue) for ending in position.endings)
    if position.waiting:
        shown = asked_shown(library, conversation, position, today)
        waiting_for = short(position.waiting.key, dialogue)
        text = f"{plain_asked(shown)}\n\n{_line_wanted(waiting_for, position.waiting.question)}"
        return Run(dialogue, edition, "waiting", asked, waiting_for, outcomes, text)
    assert position.ending is not None
    guidance = guidance_for(library, position.ending, today)
    text = guidance_text(library.phrases, guidance)
    return Run(dialogue, edition, "finished", asked, None, outcomes, text, _ids(guidance))


def _line_wanted(name: str, question: Question) -> str:
    ids = answer_ids(question)
    return f"Add a line “{name}: …” to the answers." + (f" It may be {', '.join(ids)}." if ids else "")


def _ids(guidance: Guidance) -> tuple[str, ...]:
    return tuple(source.id for source in guidance.all_sources)


def accepted(library: Library, dialogue: str, answers: Any) -> tuple[dict[Key, Answer], list[str]]:
    """Answers by question id as they are kept, and what is wrong with the others."""
    if answers is None:
        answers = {}
    if not isinstance(answers, Mapping):
        return {}, ["The answers must be lines of the form “question: answer”."]
    found: dict[Key, Answer] = {}
    problems: list[str] = []
    known = [f"{id_}.{name}" for id_ in library.within(dialogue) for name in library.dialogues[id_].asked]
    for name, value in answers.items():
        key = full(str(name), dialogue)
        question = library.question(key) if key in known else None
        if question is None:
            cure = did_you_mean(str(name), [short(key, dialogue) for key in known])
            problems.append(f"“{name}” is not a question of “{dialogue}”. {cure}".strip())
            continue
        try:
            found[key] = Answer(fitting(question, value))
        except InvalidAnswer as invalid:
            problems.append(f"{name}: {_said(library, invalid)}")
    return found, problems


def _said(library: Library, invalid: InvalidAnswer) -> str:
    if invalid.phrase == "not_an_option":  # in a file an option is named by its id
        return f"“{plain(str(invalid.names['said']))}” is not one of the answers. It may be {', '.join(invalid.names['ids'])}."
    return plain(invalid.said(library.phrases))
