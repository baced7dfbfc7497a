"""Whether people are told that a rule is our own, on the screen where it decided something."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.authoring.decisions.player import Answers, Ended, ended_with
from bot.authoring.decisions.watched import DecisionRule, Watched, nothing
from bot.core.loading.yaml_reader import Reading
from bot.core.templating.templates import LanguageError

# Any of these words tells a reader that what stands there is ours. dialogues/README.md lists them for authors.
MARKS = ("our own", "our rule of thumb", "our reading", "our suggestion")


@dataclass(frozen=True)
class Unmarked:
    """A rule of our own that decided what was said, though nothing there tells the reader that it is ours."""

    rule: DecisionRule
    outcome: str
    screen: str

    def told(self, reading: Reading) -> str:
        """The rule with its place in the file that was read."""
        line, _ = reading.place(self.rule.place)
        return f"{reading.file}:{line}: nothing on {self.screen} of {self.outcome} says that this is our own: {self.rule.ours}"


def unmarked(watched: Watched, dialogue: str, answers: Answers) -> Iterator[Unmarked]:
    """The rules of our own on which this end rests, and of which its reader is not told. Raises LanguageError."""
    watched.seen = {}
    ended = ended_with(watched.library, dialogue, answers)
    for name, rule in _held(watched).items():
        if screen := _unmarked_screen(ended, _without(watched, dialogue, answers, name)):
            yield Unmarked(rule, ended.outcome, screen)
    outcome = watched.library.dialogues[dialogue].outcomes.get(ended.outcome)
    if outcome and outcome.ours and not _is_marked(ended.parts):
        yield Unmarked(DecisionRule(dialogue, ("outcomes", ended.outcome), "", outcome.ours), ended.outcome, _FIRST)


_FIRST = "the first screen"


def _is_marked(texts: Iterable[str]) -> bool:
    return any(mark in text for mark in MARKS for text in texts)


def _held(watched: Watched) -> dict[str, DecisionRule]:
    """The rules of our own that held; one that did not decides nothing by itself."""
    return {name: rule for name, rule in watched.rules.items() if rule.ours and any(watched.seen.get(name, ()))}


def _without(watched: Watched, dialogue: str, answers: Answers, name: str) -> Ended | None:
    """What the answers would lead to if the rule did not hold; none if they would lead to nothing."""
    watched.forced, watched.force = name, nothing
    try:
        return ended_with(watched.library, dialogue, answers)
    except LanguageError:
        return None
    finally:
        watched.forced = ""


def _unmarked_screen(ended: Ended, without: Ended | None) -> str:
    """Where the rule made a difference, if nothing there is marked."""
    if without is None or (ended.outcome, ended.offers) != (without.outcome, without.offers):
        return "" if _is_marked(ended.parts) else _FIRST
    if changed := set(ended.parts) - set(without.parts):
        return "" if _is_marked(changed) else f"{_FIRST}, where it decides,"
    changed = set(ended.sections) - set(without.sections)
    return "" if _is_marked(changed) or not changed else "the further parts"
