"""What must be right in the road: the dialogues and outcomes it names."""

from collections.abc import Iterator, Mapping

from bot.core.content.road import Road
from bot.core.loading.checks.course import shares_in
from bot.core.loading.checks.references import unknown, unknown_sources
from bot.core.loading.files import DIALOGUES, Files
from bot.core.loading.yaml_reader import Path, Reading
from bot.core.problems import Problem


def references_of_road(files: Files, road: Road, reading: Reading) -> Iterator[Problem]:
    """What the road names that stands elsewhere."""
    yield from unknown(reading, ("about",), "share", road.about, shares_in(files))
    seen: set[str] = set()
    for number, step in enumerate(road.steps):
        here: Path = ("steps", number)
        yield from _dialogue(files, reading, (*here, "dialogue"), step.dialogue)
        if step.dialogue in seen:
            yield reading.problem((*here, "dialogue"), "used-twice", f"“{step.dialogue}” is on the road already.", "Keep one.")
        seen.add(step.dialogue)
        yield from _ends(files, reading, (*here, "after"), step.after)
        yield from unknown_sources(files, reading, (*here, "cite"), step.cite)
    yield from _ends(files, reading, ("stops",), road.stops)


def _ends(files: Files, reading: Reading, path: Path, ends: Mapping[str, tuple[str, ...]]) -> Iterator[Problem]:
    for id_, outcomes in ends.items():
        yield from _dialogue(files, reading, (*path, id_), id_)
        if dialogue := files.dialogues.get(id_):
            for number, outcome in enumerate(outcomes):
                yield from unknown(reading, (*path, id_, number), "outcome", outcome, dialogue.outcomes)


def _dialogue(files: Files, reading: Reading, path: Path, id_: str) -> Iterator[Problem]:
    yield from unknown(reading, path, "dialogue", id_, files.ids(DIALOGUES))
