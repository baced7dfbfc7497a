"""Understanding typed words: a command, an answer to the open question, or nearly one."""

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process, utils

from bot.core.content.question import Question
from bot.core.dialogue import intents
from bot.core.dialogue.conversation import Key, short
from bot.core.dialogue.intents import Command, Intent
from bot.core.questions.answer import InvalidAnswer
from bot.core.questions.answers import answer_in
from bot.core.questions.entries import entry_in
from bot.core.questions.option_words import (
    CLOSE,
    MOST_UNDERSTOOD,
    NearMatch,
    exact_option,
    folded,
    is_unsure_words,
    names_of_option,
)
from bot.core.templating.markdown import cleaned
from bot.core.templating.values import UNSURE

_WORDS: dict[Intent, tuple[str, ...]] = {
    Command.BACK: ("back", "go back"),
    Command.START_AGAIN: ("start again", "restart"),
    Command.STOP: ("stop", "quit", "exit"),
    Command.SHOW_ANSWERS: ("answers", "so far"),
    Command.WHY: ("why", "why?"),
    Command.HELP: ("help",),
    intents.More(): ("more",),
    intents.Show(): ("resume",),
}
_COMMANDS = {word: intent for intent, words in _WORDS.items() for word in words}
_YES = frozenset({"yes", "y", "ok", "okay", "confirm", "change it", "yes please"})
_NO = frozenset({"no", "n", "keep", "keep it", "leave it", "no thanks"})
_CHANGE = re.compile(r"change\s+(?P<what>\S.*)")
_LIST = re.compile(r"(?P<verb>remove|edit)\s+(?P<number>[0-9]{1,3})(\s+(?P<entry>.+))?", re.S | re.I)


def command(text: str) -> Intent | None:
    """The command these words are, if they are one."""
    return _COMMANDS.get(folded(text))


def consent(text: str) -> Intent | None:
    """Yes or no to what was proposed, or neither."""
    words = folded(text)
    return Command.CONFIRM if words in _YES else Command.KEEP if words in _NO else None


def change_wanted(text: str) -> str:
    """What is to be changed by these words: a number, an id or a question's words; empty when nothing is."""
    match = _CHANGE.fullmatch(cleaned(text).lower())
    return match["what"] if match else ""


def list_message(key: Key, question: Question, text: str) -> Intent:
    """What typed words mean while a list is open: done, remove 2, edit 2 …, or one more entry."""
    words = cleaned(text)
    if folded(text) in {"done", "thats all", "finished", "none"}:
        return intents.Done(key)
    match = _LIST.fullmatch(words)
    if match and match["verb"].lower() == "edit":
        return intents.Edit(key, int(match["number"]), entry_in(question, match["entry"] or ""))
    if match and not match["entry"]:
        return intents.Remove(key, int(match["number"]))
    if question.unsure and is_unsure_words(text):
        return intents.Give(key, UNSURE)
    return intents.Add(key, entry_in(question, words))


def question_meant(what: str, asked: Iterable[tuple[Key, str]], dialogue: str, exactly: bool = False) -> Key:
    """The earlier question meant by its number or id, or else by its words; empty when none is."""
    asked = list(asked)
    if re.fullmatch(r"[0-9]{1,3}", what) and 0 < int(what) <= len(asked):
        return asked[int(what) - 1][0]
    for key, _ in asked:
        if what in (key, short(key, dialogue), key.rpartition(".")[2]):
            return key
    if exactly or len(what) > MOST_UNDERSTOOD:
        return ""
    found = process.extractOne(
        what, [words for _, words in asked], scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=CLOSE
    )
    return asked[found[2]][0] if found else ""


def is_answer(question: Question, text: str) -> bool:
    """Whether these words are an answer: an option, a number, or the words that were asked for."""
    try:
        answer_in(question, text)
    except (InvalidAnswer, NearMatch):
        return False
    return bool(cleaned(text))


def is_exact(question: Question, text: str) -> bool:
    """Whether they are one to the letter: a yes among colleagues is not yet the option “Yes, it is”."""
    words = folded(text)
    if question.type == "choice" and exact_option(question.options, text) is None:
        return bool(question.unsure) and is_unsure_words(text)
    short = (
        bool(question.options) and words in {"yes", "no"} and not any(words in names_of_option(one) for one in question.options)
    )
    return is_answer(question, text) and not short
