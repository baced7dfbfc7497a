"""What an author wrote that the language cannot read, in the author's words: what it is, and how it is written here."""

import re
from collections.abc import Iterable

from bot.core.problems import did_you_mean
from bot.core.templating.sandbox import ENVIRONMENT

# What is wrong, and what to do about it.
Words = tuple[str, str]

_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_CODE = re.compile(r"\{[{%](.*?)(?:[%}]\}|$)", re.DOTALL)
_SEE = "See “Conditions” and “Text” in dialogues/README.md."

# By what stands in the code, outside quotes: a sign or word that other languages have, and what it is here.
_SIGNS = (
    (re.compile(r"[“”„‘’]"), "Curly quotes cannot be read in a condition or in braces.", "Use straight quotes here: \" or '."),
    (re.compile(r"==="), "“===” cannot be read.", "Write “==”."),
    (re.compile(r"<>"), "“<>” cannot be read.", "Write “!=” for “is not”."),
    (re.compile(r"=[<>]"), "The signs stand the wrong way round.", "Write “>=” or “<=”."),
    (re.compile(r"(?<![=!<>])=(?!=)"), "A single “=” does not compare.", 'Write “==”, as in “pays == "we_do"”.'),
    (re.compile(r"&&?"), "“&” cannot be read.", "Write “and”."),
    (re.compile(r"\|\|"), "“||” cannot be read.", "Write “or”."),
    (re.compile(r"!(?!=)"), "“!” cannot be read.", "Write “not”, as in “not large_buyer”; “!=” stays in one piece."),
    (re.compile(r"\b(AND|OR|NOT|IS|IN)\b"), "“and”, “or”, “not”, “is” and “in” have small letters.", "Write them so."),
    (re.compile(r"[£$€]"), "A number has no sign of money here.", "Write the number alone."),
    (re.compile(r"\d\s*%"), "A number has no “%” here.", "Write the number alone."),
    (re.compile(r"\belse\s*if\b"), "“else if” is one word here.", "Write “{% elif … %}”."),
    (re.compile(r"\b(contains|includes|has)\b"), "“{0}” cannot be read.", 'Write “"…" in levers”.'),
    (re.compile(r"\b(equals|equal)\b"), "“{0}” cannot be read.", "Write “==”."),
    (
        re.compile(r"\bis\s+(?:not\s+)?(?=Q)"),
        "“is” goes before a test such as “unsure”.",
        "Write “==” or “!=”.",
    ),
    (re.compile(r"\bnot\s+unsure\b(?<!is not unsure)"), "“not unsure” lacks its “is”.", "Write “not pays is unsure”."),
)
_CONDITION = (
    (re.compile(r"\{[{%]"), "A condition has no braces.", "Leave the braces out: the names stand by themselves."),
    (re.compile(r"^\s*(if|when)\b"), "A condition begins with what is compared, not with “{0}”.", "Leave “{0}” out."),
)
# By the parser's own words.
_SAID = (
    ("expected 'end of print statement'", "A “{{” is not closed, or a sign is missing between two words.", "Close it with “}}”."),
    ("unexpected '}'", "A bracket or “{{” is not closed well here.", "Close each “(” with “)”, and “{{” with “}}”."),
    ("be closed is 'if'", "An “{% if … %}” is not closed.", "Write “{% endif %}” at its end."),
    ("be closed is 'for'", "A “{% for … %}” is not closed.", "Write “{% endfor %}” at its end."),
    ("unknown tag 'endif'", "There is an “{% endif %}” without its “{% if … %}”.", "Remove it, or write the “{% if … %}”."),
    ("unknown tag 'endfor'", "There is an “{% endfor %}” without its “{% for … %}”.", "Remove it, or write the “{% for … %}”."),
    ("unknown tag", "Only “if” and “for” stand in “{% … %}”.", "A name that is to be shown stands in “{{ … }}”."),
    ("Expected an expression", "There is nothing between the braces.", "Write a name there, or remove them."),
    ("expected token 'in'", "A loop is written “{% for one in people %}”.", "Write the “in”."),
    (
        "expected token 'name'",
        "A word is missing here.",
        "After “is” stands a test such as “unsure”, after “|” a filter.",
    ),
    ("got 'not'", "“not” stands before what it denies.", "Write “not pays is unsure”, or “and not …”."),
)
_NO_PART = {
    "call": ("There are no brackets behind a name here.", "Use a filter, as in “{{ service | upper }}”."),
    "getitem": ("There are no square brackets behind a name here.", "Use a filter, as in “levers | first”."),
    "assign": ("Nothing can be set in a text.", "Work it out under “values:”, and use its name."),
    "include": ("No other file can be brought in here.", "Write the text out, or call a dialogue."),
    "mod": ("“%” is no part of this language.", "Write the number alone; “/” divides."),
    "pow": ("“**” is no part of this language.", "Multiply with “*”."),
    "floordiv": ("“//” is no part of this language.", "Divide with “/”."),
}


def in_plain_words(source: str, said: str, condition: bool) -> Words:
    """Why a text or condition cannot be read, and what to write; `said` is what its reader found."""
    if part := re.match(r"“(\w+)” is not part", said):
        return _NO_PART.get(part[1], (said, _SEE))
    code = source if condition else " ".join(_CODE.findall(source))
    bare = _QUOTED.sub("Q", code)
    for pattern, message, cure in (*(_CONDITION if condition else ()), *_SIGNS):
        if found := pattern.search(bare):
            return message.replace("{0}", found[0].strip()), cure.replace("{0}", found[0].strip())
    if kind := re.match(r"There is no (filter|test) “(.*)”", said):
        return said, _known(kind[1], kind[2])
    if not said.startswith("It cannot be read"):
        return said, _SEE
    return _counted(bare) or _parsed(said)


def _known(kind: str, name: str) -> str:
    if kind == "filter":
        return did_you_mean(name, _words(ENVIRONMENT.filters)) or _SEE
    return did_you_mean(name, _words(ENVIRONMENT.tests)) or f'Write “== "{name}"” for an answer, “is unsure” for “I don\'t know”.'


def _words(names: Iterable[str]) -> list[str]:
    return [name for name in names if name.isidentifier()]


def _counted(bare: str) -> Words | None:
    if "'" in bare or '"' in bare:
        return "A quote is not closed, or closed by another sign than it was opened with.", "Close it with the same sign."
    if bare.count("(") != bare.count(")"):
        return "The brackets do not match.", "Close each “(” with “)”."
    if re.search(r"(\b(and|or|not|in|is)|[=<>+*/|-])\s*\)*\s*$", bare):
        return "Something is missing at the end.", "Write what is compared, or remove the sign or word before it."
    return None


def _parsed(said: str) -> Words:
    found = next(((message, cure) for part, message, cure in _SAID if part in said), None)
    if not found and (got := re.search(r"got '(\w+)'", said)):
        return (
            f"“{got[1]}” cannot stand here.",
            "Put quotes round words that are compared; between two parts write “and”, “or” or a sign.",
        )
    return found or ("This cannot be read.", _SEE)
