"""Understanding typed words: a command, an answer to the open question, or nearly one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process, utils

from bot.core import messages as say
from bot.core.answers import Misfit, Value, fitting
from bot.core.conversation import Key, full
from bot.core.dialogue import EntryField, Option, Question
from bot.core.language import UNSURE
from bot.core.markdown import cleaned
from bot.core.messages import Message

CLOSE = 85  # of 100, by rapidfuzz's weighted ratio

_UNSURE = re.compile(r"(i )?(dont|do not) know( yet)?|dk|dunno|not sure|unsure|no idea|\?")
_COMMANDS: dict[str, Message] = {
    "back": say.Back(), "go back": say.Back(), "start again": say.StartAgain(), "restart": say.StartAgain(),
    "stop": say.Stop(), "quit": say.Stop(), "exit": say.Stop(), "answers": say.ShowAnswers(), "so far": say.ShowAnswers(),
    "why": say.Why(), "why?": say.Why(), "help": say.Help(), "more": say.More(), "resume": say.Show(),
}  # fmt: skip
_CHANGE = re.compile(r"change\s+(?P<what>\S.*)")
_LIST = re.compile(r"(?P<verb>remove|edit)\s+(?P<number>\d{1,3})(\s+(?P<entry>.+))?", re.S)


@dataclass(frozen=True)
class Nearly(Exception):
    """Close to one or more options, but not exactly any."""

    options: tuple[Option, ...]


def command(text: str) -> Message | None:
    """The command these words are, if they are one."""
    return _COMMANDS.get(_folded(text))


def change_wanted(text: str) -> str:
    """What is to be changed by these words: a number, an id or a question's words; empty when nothing is."""
    match = _CHANGE.fullmatch(cleaned(text).lower())
    return match["what"] if match else ""


def list_message(key: Key, question: Question, text: str) -> Message | None:
    """What typed words mean while a list is open: done, remove 2, edit 2 …, or one more entry."""
    words = cleaned(text)
    if words.lower() in {"done", "that's all", "finished", "none"}:
        return say.Done(key)
    match = _LIST.fullmatch(words)
    if match and match["verb"] == "remove" and not match["entry"]:
        return say.Remove(key, int(match["number"]))
    if match and match["entry"] and match["verb"] == "edit":
        return say.Edit(key, int(match["number"]), _entry(question, match["entry"]))
    if question.unsure and is_unsure_words(text):
        return say.Give(key, UNSURE)
    return say.Add(key, _entry(question, words)) if words else None


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
    """The answer these words give. Raises Nearly when it is close to options only, Misfit when it fits nothing."""
    if question.unsure and is_unsure_words(text):
        return UNSURE
    if question.type == "choice":
        return _one(question, text)
    if question.type == "choices":
        return _several(question, text)
    return fitting(question, text)


def is_unsure_words(text: str) -> bool:
    """Whether somebody says that they don't know."""
    return bool(_UNSURE.fullmatch(_folded(text)))


def _folded(text: str) -> str:
    return " ".join(cleaned(text).lower().replace("’", "'").replace("'", "").rstrip(".!").split())


def _one(question: Question, text: str) -> Value:
    option = exact_option(question.options, text)
    if option is None and (near := near_options(question.options, text)):
        raise Nearly(near)
    return option.id if option else fitting(question, text)


def exact_option(options: Iterable[Option], text: str) -> Option | None:
    """The option meant by its number, id, label or phrase, or None."""
    words, options = _folded(text).strip("[]() "), list(options)
    if re.fullmatch(r"[0-9]{1,3}", words):
        return options[int(words) - 1] if 0 < int(words) <= len(options) else None
    return next((option for option in options if words in _names(option)), None)


def _names(option: Option) -> set[str]:
    return {_folded(name) for name in (option.id, option.label, option.phrase or option.label)}


def near_options(options: Iterable[Option], text: str) -> tuple[Option, ...]:
    """The options whose label is close to these words, closest first, three at most."""
    options = list(options)
    labels = [option.label for option in options]
    found = process.extract(text, labels, scorer=fuzz.WRatio, processor=utils.default_process, limit=3, score_cutoff=CLOSE)
    if len(cleaned(text)) < 3 or not found:
        return ()
    return tuple(options[index] for _, _, index in found)


def _several(question: Question, text: str) -> Value:
    if _folded(text) in {"none", "none of these", "no", "nothing"}:
        return fitting(question, [])
    parts = [part for part in re.split(r"\s*[,;\n]\s*|\s+and\s+(?=\d)|(?<=\d)\s+(?=\d)", cleaned(text)) if part]
    whole = exact_option(question.options, text)
    chosen = [whole] if whole else [exact_option(question.options, part) for part in parts]
    for option, part in zip(chosen, parts, strict=False):
        if option is None and (near := near_options(question.options, part)):
            raise Nearly(near)
        if option is None:
            raise Misfit("not_an_option", {"said": part, "options": [one.label for one in question.options]})
    return fitting(question, [option.id for option in chosen if option])


def question_meant(what: str, asked: Iterable[tuple[Key, str]], dialogue: str) -> Key:
    """The earlier question meant by its number, id or words; empty when none is."""
    asked = list(asked)
    if what.isdigit() and 0 < int(what) <= len(asked):
        return asked[int(what) - 1][0]
    for key, _ in asked:
        if key == full(what, dialogue) or key.rpartition(".")[2] == what:
            return key
    found = process.extractOne(
        what, [words for _, words in asked], scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=CLOSE
    )
    return asked[found[2]][0] if found else ""


def is_exact(question: Question, text: str) -> bool:
    """Whether these words are exactly an answer: an option, a number, or the words that were asked for."""
    try:
        answer_in(question, text)
    except (Misfit, Nearly):
        return False
    return bool(cleaned(text))
