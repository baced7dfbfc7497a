"""Understanding typed words: a command, an answer to the open question, or nearly one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from bot.core.content.question import EntryField, Option, Question
from bot.core.dialogue import intents
from bot.core.dialogue.answers import InvalidAnswer, Value, fitting
from bot.core.dialogue.conversation import Key, short
from bot.core.dialogue.intents import Command, Intent
from bot.core.templating.markdown import cleaned
from bot.core.templating.typed_words import UNSURE_WORDS
from bot.core.templating.values import UNSURE
from bot.core.words.said_words import clauses_of, is_said, said_words

CLOSE = 85  # of 100, by rapidfuzz's weighted ratio
MOST_UNDERSTOOD = 400  # characters: what is longer is pasted, and means no option; to compare it takes seconds
MOST_COMPARED = 30  # parts of one message that are compared with options

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


@dataclass(frozen=True)
class NearMatch(Exception):
    """Close to one or more options, but not exactly any."""

    options: tuple[Option, ...]


def command(text: str) -> Intent | None:
    """The command these words are, if they are one."""
    return _COMMANDS.get(_folded(text))


def consent(text: str) -> Intent | None:
    """Yes or no to what was proposed, or neither."""
    words = _folded(text)
    return Command.CONFIRM if words in _YES else Command.KEEP if words in _NO else None


def change_wanted(text: str) -> str:
    """What is to be changed by these words: a number, an id or a question's words; empty when nothing is."""
    match = _CHANGE.fullmatch(cleaned(text).lower())
    return match["what"] if match else ""


def list_message(key: Key, question: Question, text: str) -> Intent:
    """What typed words mean while a list is open: done, remove 2, edit 2 …, or one more entry."""
    words = cleaned(text)
    if _folded(text) in {"done", "thats all", "finished", "none"}:
        return intents.Done(key)
    match = _LIST.fullmatch(words)
    if match and match["verb"].lower() == "edit":
        return intents.Edit(key, int(match["number"]), _entry(question, match["entry"] or ""))
    if match and not match["entry"]:
        return intents.Remove(key, int(match["number"]))
    if question.unsure and is_unsure_words(text):
        return intents.Give(key, UNSURE)
    return intents.Add(key, _entry(question, words))


def _entry(question: Question, words: str) -> Value:
    """Typed words as an entry: the fields parted by semicolons."""
    if not question.fields:
        return words
    parts = [part.strip() for part in words.split(";")]
    if len(parts) != len(question.fields):
        return words  # which is not an entry, and will be said to be none
    return {name: _field(field, part) for (name, field), part in zip(question.fields.items(), parts, strict=True)}


def _field(field: EntryField, part: str) -> str:
    option = exact_option(field.options, part)
    return option.id if option else part


def answer_in(question: Question, text: str) -> Value:
    """The answer these words give. Raises NearMatch when it is close to options only, InvalidAnswer when it fits nothing."""
    if question.unsure and is_unsure_words(text):
        return UNSURE
    if question.type == "choice":
        return _one(question, text)
    if question.type == "choices":
        return _several(question, text)
    return fitting(question, text)


def is_unsure_words(text: str) -> bool:
    """Whether somebody says that they don't know."""
    return bool(UNSURE_WORDS.fullmatch(_folded(text)))


def _folded(text: str) -> str:
    return " ".join(cleaned(text).lower().replace("’", "'").replace("'", "").rstrip(".!").split())


def _one(question: Question, text: str) -> Value:
    option = exact_option(question.options, text) or said_option(question.options, text)
    if option is None and (near := near_options(question.options, text)):
        raise NearMatch(near)
    return option.id if option else fitting(question, text)


def exact_option(options: Iterable[Option], text: str) -> Option | None:
    """The option meant by its number, id, label or phrase, or None."""
    if len(text) > MOST_UNDERSTOOD:
        return None
    words, options = _folded(text).strip("[]() "), list(options)
    if re.fullmatch(r"[0-9]{1,3}", words):
        return options[int(words) - 1] if 0 < int(words) <= len(options) else None
    return next((option for option in options if words in _names(option)), None) or _yes_or_no(options, words)


def said_option(options: Iterable[Option], text: str) -> Option | None:
    """The one option whose `said` these words say, as they would in a sentence that somebody begins with."""
    if len(text) > MOST_UNDERSTOOD:
        return None
    clauses = clauses_of(text)
    said = [option for option in options if is_said(map(said_words, option.said), clauses)]
    return said[0] if len(said) == 1 else None


def _names(option: Option) -> set[str]:
    return {_folded(name) for name in (option.id, option.label, option.phrase or option.label)}


def _yes_or_no(options: list[Option], words: str) -> Option | None:
    """The one option that begins with this yes or no, as in “Yes, it is”; None when several do."""
    if words not in {"yes", "no"}:
        return None
    meant = [option for option in options if re.match(rf"{words}\s*(,|$)", option.label.strip(), re.I)]
    return meant[0] if len(meant) == 1 else None


def numbered(options: Iterable[Option], near: Iterable[Option]) -> list[str]:
    """The labels of some of a question's options, each with the number that typing it means."""
    numbers = {option.id: number for number, option in enumerate(options, 1)}
    return [f"{numbers[option.id]}. {option.label}" for option in near]


def near_options(options: Iterable[Option], text: str) -> tuple[Option, ...]:
    """The options whose label is close to these words, closest first, three at most."""
    if len(text) > MOST_UNDERSTOOD or len(cleaned(text)) < 3:
        return ()
    options = list(options)
    labels = [option.label for option in options]
    found = process.extract(text, labels, scorer=fuzz.WRatio, processor=utils.default_process, limit=3, score_cutoff=CLOSE)
    return tuple(options[index] for _, _, index in found)


def _several(question: Question, text: str) -> Value:
    if whole := exact_option(question.options, text):
        return fitting(question, [whole.id])
    if _folded(text) in {"none", "none of these", "no", "nothing"}:
        return fitting(question, [])
    chosen = []
    for number, part in enumerate(_parts(text)):
        option = exact_option(question.options, part)
        if option is None and number < MOST_COMPARED and (near := near_options(question.options, part)):
            raise NearMatch(near)
        chosen.append(option.id if option else part)  # which will be said to be no option
    if not chosen:
        raise InvalidAnswer("empty", {})
    return fitting(question, chosen)


def _parts(text: str) -> list[str]:
    """What is named one after the other: "1, 3", "1 and 3", "1 3", or words with commas between them."""
    named = [" ".join(part.split()) for part in re.split(r"[,;\n]", cleaned(text))]
    return [part for one in named for part in re.split(r" and (?=\d)|(?<=\d) (?=\d)", one) if part]


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
    words = _folded(text)
    if question.type == "choice" and exact_option(question.options, text) is None:
        return bool(question.unsure) and is_unsure_words(text)
    short = bool(question.options) and words in {"yes", "no"} and not any(words in _names(one) for one in question.options)
    return is_answer(question, text) and not short
