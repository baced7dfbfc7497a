"""What must be right in one text or condition: that it can be read, and that its names and words are known."""

import re
from collections.abc import Iterator, Mapping

from bot.core.loading.yaml_reader import Path, Reading
from bot.core.problems import Problem, did_you_mean
from bot.core.templating.templates import LanguageError, compared_in, condition_source, names_in

_SINGLE_BRACES = re.compile(r"(?<!\{)\{\s*([\w.]+)\s*\}")
_CURLY_QUOTE = re.compile(r"unexpected char '[“”„‘’]'")


def problems_in_text(
    reading: Reading, path: Path, source: str, known: Mapping[str, frozenset[str]], condition: bool = False
) -> Iterator[Problem]:
    """The mistakes in a text or condition; `known` are the names it may use, each with the words it may be compared with."""
    try:
        read = condition_source(source) if condition else source
        names, compared = names_in(read), compared_in(read)
    except LanguageError as error:
        yield _unreadable(reading, path, str(error))
        return
    yield from _names(reading, path, names, known)
    for name, word in compared:
        if known.get(name) and word not in known[name]:
            cure = did_you_mean(word, known[name]) or f"It may be {', '.join(sorted(known[name]))}."
            yield reading.problem(path, "unknown-option", f"“{name}” is never “{word}”.", cure)
    for braces in _SINGLE_BRACES.finditer(source):
        if braces[1] in known:
            message, cure = f"“{braces[0]}” is shown as it stands.", f"Did you mean “{{{{ {braces[1]} }}}}”?"
            yield reading.warning(path, "single-braces", message, cure)


def _unreadable(reading: Reading, path: Path, message: str) -> Problem:
    if _CURLY_QUOTE.search(message):
        cure = "Use straight quotes here: \" instead of “ and ”, or ' instead of ‘ and ’."
        return reading.problem(path, "bad-text", "Curly quotes cannot be read in a condition or in braces.", cure)
    return reading.problem(path, "bad-text", message, "See “Conditions” and “Text” in dialogues/README.md.")


def _names(reading: Reading, path: Path, names: frozenset[str], known: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    locals_ = {name.split(".")[0] for name in known}
    for name in sorted(names - set(known)):
        if name not in locals_:
            yield reading.problem(path, "unknown-name", f"“{name}” is not asked or worked out here.", did_you_mean(name, known))
