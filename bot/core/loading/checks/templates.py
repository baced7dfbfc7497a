"""What must be right in one text or condition: that it can be read, and that its names and words are known."""

import re
from collections.abc import Iterator, Mapping

from bot.core.loading.checks.near_misses import in_plain_words
from bot.core.loading.types.inference import Inference
from bot.core.loading.types.kind import ANY, Kind
from bot.core.loading.types.mismatch import Mismatch
from bot.core.loading.types.names import Names
from bot.core.loading.yaml_reader import Path, Reading
from bot.core.problems import Problem, did_you_mean
from bot.core.templating.templates import LanguageError, condition_source, names_in
from bot.core.templating.trees import parsed, text_tree

# What depends on where a text stands: a condition or route before it may have settled it.
WHERE_IT_STANDS = {"unsure-number", "unsure-in-text", "may-be-empty"}

_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
# A name within what are no two braces; square brackets before a round one make a link.
_OTHER_BRACKETS = {
    "single-braces": re.compile(r"(?<!\{)\{\s*([\w.]+)\s*\}"),
    "square-brackets": re.compile(r"\[\s*([a-z][a-z0-9_.]*)\s*\](?!\()"),
}


def problems_in_text(reading: Reading, path: Path, source: str, known: Names, condition: bool = False) -> Iterator[Problem]:
    """The mistakes in a text or condition; `known` are the names it may use."""
    try:
        names = names_in(condition_source(source) if condition else source)
    except LanguageError as error:
        yield reading.problem(path, "bad-text", *in_plain_words(source, str(error), condition))
        return
    yield from _unknown(reading, path, names, known.kinds)
    for mismatch in mismatches(Inference(known.kinds, known.values), path, source, condition):
        if mismatch.code not in WHERE_IT_STANDS:
            yield as_problem(reading, path, mismatch)
    if condition and not names and path[0] != "values":
        cure = "Compare an answer, or leave the condition out."
        yield reading.problem(path, "no-answer", "This condition rests on no answer, so it always comes out the same.", cure)
    for code, pattern in _OTHER_BRACKETS.items():
        for found in pattern.finditer(_CODE.sub("", source)) if not condition else ():
            if found[1] in known.kinds:
                message, cure = f"“{found[0]}” is shown as it stands.", f"Did you mean “{{{{ {found[1]} }}}}”?"
                yield reading.warning(path, code, message, cure)


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


def _unknown(reading: Reading, path: Path, names: frozenset[str], known: Mapping[str, Kind]) -> Iterator[Problem]:
    heads = {name.split(".")[0] for name in known}
    for name in sorted(names - set(known)):
        head = name.split(".")[0]
        if name not in heads and known.get(head) != ANY:  # of a dialogue that cannot be read, nothing is known
            yield reading.problem(path, "unknown-name", f"“{name}” is not asked or worked out here.", _meant(name, known))


def _meant(name: str, known: Mapping[str, Kind]) -> str:
    """What an author may have meant by a name that is not known: an option's id without its quotes, or a name beside
    it."""
    if any(name in kind.words | kind.entry.words for kind in known.values()):
        return f'Put quotes round an answer: “"{name}"”.'
    return did_you_mean(name, known)
