"""Texts that are too long for people to read, or for Slack to show."""

import re
from collections.abc import Iterator

from bot.authoring.definite_answers.followed import Followed
from bot.authoring.longest_text import Longest
from bot.core.content.dialogue_texts import sections_in
from bot.core.content.outcome import Outcome, Section, Table
from bot.core.loading.yaml_reader import Path
from bot.core.problems import Problem

A_SCREEN = 1_200  # characters, as dialogues/README.md has it
TOO_LONG = 1_500  # the guide says “about”
# Of one message; what is over is cut: https://docs.slack.dev/reference/block-kit, and bot/slack/blocks/message_size.py.
A_MESSAGE = 10_000
A_BUTTON = 75

# What may not be shown: names, and what stands between conditions, innermost first.
_CHOSEN = re.compile(r"\{% (?:if|for) (?:(?!\{% (?:if|for) ).)*?\{% end(?:if|for) %\}", re.DOTALL)
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


def long_texts(followed: Followed) -> Iterator[Problem]:
    """A warning for each text that shows more than a screen before any “more”, or that Slack would cut."""
    longest = Longest(followed.dialogue, followed.dialogues)
    for name, outcome in followed.dialogue.outcomes.items():
        path: Path = ("outcomes", name)
        length = surely_shown(outcome)
        if length > TOO_LONG:
            message = f"The first screen of “{name}” has {length} characters at least; about {A_SCREEN} are a screen."
            yield followed.reading.warning(path, "screen-too-long", message, "Shorten it, or put a part of it into “more”.")
        yield from _over(followed, path, sum(map(longest.text, _first_screen(outcome))))
    for place, section in sections_in(followed.dialogue):
        yield from _over(followed, place, sum(map(longest.text, _in_section(section))))
    yield from _cut_buttons(followed)


def surely_shown(outcome: Outcome) -> int:
    """The fewest characters that an outcome's first screen shows."""
    entries = [entry.say for entry in (*outcome.because, *outcome.do) if entry.when is None]
    return sum(len(_plain(text)) for text in (outcome.title, outcome.say, *entries))


def _plain(text: str) -> str:
    while (shorter := _CHOSEN.sub("", text)) != text:
        text = shorter
    return _CODE.sub("", text)


def _first_screen(outcome: Outcome) -> list[str]:
    return [outcome.title, outcome.say, *(entry.say for entry in (*outcome.because, *outcome.do))]


def _in_section(section: Section) -> list[str]:
    rows = section.table.rows if isinstance(section.table, Table) else ()
    return [section.title, section.say or "", *(cell for row in rows for cell in row.cells)]


def _over(followed: Followed, path: Path, length: int) -> Iterator[Problem]:
    if length > A_MESSAGE:
        message = f"With the longest answers this has about {length} characters; Slack shows {A_MESSAGE} and cuts the rest."
        cure = "Give its questions and fields a smaller “most”, or show less of what was typed."
        yield followed.reading.warning(path, "over-slack-limit", message, cure)


def _cut_buttons(followed: Followed) -> Iterator[Problem]:
    dialogue = followed.dialogue
    shown: list[tuple[Path, str]] = [(("title",), dialogue.title)]
    for name, question in dialogue.asked.items():
        here: Path = ("questions", name)
        shown += [((*here, "options", number, "label"), option.label) for number, option in enumerate(question.options)]
        shown += [((*here, "ends", number), f"10: {end}") for number, end in enumerate(question.ends or ())]
        for field, asked in question.fields.items():
            inner: Path = (*here, "fields", field, "options")
            shown += [((*inner, number, "label"), option.label) for number, option in enumerate(asked.options)]
    for path, words in shown:
        if len(words) > A_BUTTON:
            message = f"This has {len(words)} characters, and a button in Slack shows {A_BUTTON}."
            cure = "Shorten it; what explains an option goes into its “description”."
            yield followed.reading.warning(path, "button-too-long", message, cure)
