"""What must be right in one text or condition: that it can be read, and that its names and words are known."""

import re
from collections.abc import Iterator, Mapping

from bot.core.loading.types.inference import Inference
from bot.core.loading.types.kind import Kind
from bot.core.loading.types.mismatch import Mismatch
from bot.core.loading.types.names import Names
from bot.core.loading.yaml_reader import Path, Reading
from bot.core.problems import Problem, did_you_mean
from bot.core.templating.templates import LanguageError, condition_source, names_in
from bot.core.templating.trees import parsed, text_tree

# What depends on where a text stands: a condition or route before it may have settled it.
WHERE_IT_STANDS = {"unsure-number", "unsure-in-text", "may-be-empty"}

_SINGLE_BRACES = re.compile(r"(?<!\{)\{\s*([\w.]+)\s*\}")
_CURLY_QUOTE = re.compile(r"unexpected char '[“”„‘’]'")


def problems_in_text(reading: Reading, path: Path, source: str, known: Names, condition: bool = False) -> Iterator[Problem]:
    """The mistakes in a text or condition; `known` are the names it may use."""
    try:
        names = names_in(condition_source(source) if condition else source)
    except LanguageError as error:
        yield _unreadable(reading, path, str(error))
        return
    yield from _unknown(reading, path, names, known.kinds)
    for mismatch in mismatches(Inference(known.kinds, known.values), path, source, condition):
        if mismatch.code not in WHERE_IT_STANDS:
            yield as_problem(reading, path, mismatch)
    for braces in _SINGLE_BRACES.finditer(source):
        if braces[1] in known.kinds:
            message, cure = f"“{braces[0]}” is shown as it stands.", f"Did you mean “{{{{ {braces[1]} }}}}”?"
            yield reading.warning(path, "single-braces", message, cure)


def mismatches(inference: Inference, path: Path, source: str, condition: bool) -> list[Mismatch]:
    """Where kinds do not fit in a text, a condition or a value, each once. Raises LanguageError."""
    if not condition:
        inference.text(text_tree(source))
    elif path[0] == "values" and len(path) == 2:
        inference.kind(parsed(source))
    else:
        inference.truth(parsed(source))
    return list(dict.fromkeys(inference.found))


def as_problem(reading: Reading, path: Path, mismatch: Mismatch) -> Problem:
    """The mismatch at its place in the file."""
    tell = reading.problem if mismatch.severity == "error" else reading.warning
    return tell(path, mismatch.code, mismatch.message, mismatch.cure)


def _unreadable(reading: Reading, path: Path, message: str) -> Problem:
    if _CURLY_QUOTE.search(message):
        cure = "Use straight quotes here: \" instead of “ and ”, or ' instead of ‘ and ’."
        return reading.problem(path, "bad-text", "Curly quotes cannot be read in a condition or in braces.", cure)
    return reading.problem(path, "bad-text", message, "See “Conditions” and “Text” in dialogues/README.md.")


def _unknown(reading: Reading, path: Path, names: frozenset[str], known: Mapping[str, Kind]) -> Iterator[Problem]:
    locals_ = {name.split(".")[0] for name in known}
    for name in sorted(names - set(known)):
        if name not in locals_:
            yield reading.problem(path, "unknown-name", f"“{name}” is not asked or worked out here.", did_you_mean(name, known))
