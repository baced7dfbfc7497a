"""Outcomes whose first screen is too long for people to read, whatever they answered."""

import re
from collections.abc import Iterator

from bot.authoring.definite_answers.followed import Followed
from bot.core.content.outcome import Outcome
from bot.core.problems import Problem

A_SCREEN = 1_200  # characters, as dialogues/README.md has it
TOO_LONG = 1_500  # the guide says “about”

# What may not be shown: names, and what stands between conditions, innermost first.
_CHOSEN = re.compile(r"\{% (?:if|for) (?:(?!\{% (?:if|for) ).)*?\{% end(?:if|for) %\}", re.DOTALL)
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def long_screens(followed: Followed) -> Iterator[Problem]:
    """A warning for each outcome that shows more than a screen before any “more”."""
    for name, outcome in followed.dialogue.outcomes.items():
        length = surely_shown(outcome)
        if length > TOO_LONG:
            message = f"The first screen of “{name}” has {length} characters at least; about {A_SCREEN} are a screen."
            cure = "Shorten it, or put a part of it into “more”."
            yield followed.reading.warning(("outcomes", name), "screen-too-long", message, cure)


def surely_shown(outcome: Outcome) -> int:
    """The fewest characters that an outcome's first screen shows."""
    entries = [entry.say for entry in (*outcome.because, *outcome.do) if entry.when is None]
    return sum(len(_plain(text)) for text in (outcome.title, outcome.say, *entries))


def _plain(text: str) -> str:
    while (shorter := _CHOSEN.sub("", text)) != text:
        text = shorter
    return _CODE.sub("", text)
