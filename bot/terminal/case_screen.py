"""Cases as a terminal shows them: the list, the road, and the record as a file."""

from collections.abc import Sequence
from pathlib import Path

from rich.text import Text

from bot.core.cases.record import file_stem, record_of
from bot.core.content.library import Library
from bot.core.templating.markdown import plain
from bot.services.cases import CaseShown
from bot.terminal.screen import Screen

MOST_LISTED = 5
LETTERS = "abcde"  # numbers are for dialogues, whose numbers should not move with the cases


def show_cases(screen: Screen, cases: Sequence[CaseShown]) -> None:
    """A person's cases, each by its letter, with where it stands."""
    if cases:
        screen.console.print(Text(f"\n{plain(screen.phrases.say('cases_title'))}", style="bold"))
    for letter, shown in zip(LETTERS, cases, strict=False):
        screen.console.print(
            Text(f"  {letter}. {case_line(screen, shown)}"), width=screen.width, overflow="ellipsis", no_wrap=True
        )


def case_line(screen: Screen, shown: CaseShown) -> str:
    """A case in a line: its name, the last verdict, and what is next."""
    say, going_on, last = screen.phrases.say, shown.position.going_on, shown.position.last_done
    name = shown.case.name or say("case_without_name")
    line = say("case_line", name=name, verdict=last.verdict if last else "", next=going_on.title if going_on else "")
    return plain(line)


def show_road(screen: Screen, shown: CaseShown) -> None:
    """Where a case stands."""
    position = shown.position
    screen.console.print()
    screen.text(f"{position.title}: {shown.case.name}" if shown.case.name else position.title)
    for stop in position.stops:
        if stop.state != "later" or position.going_on is None:
            screen.text(f"  {plain(screen.phrases.say('road_line', **vars(stop)))}")
    if position.ended:
        screen.words("road_ended", verdict=position.ended)


def save_record(screen: Screen, library: Library, shown: CaseShown, today: str) -> None:
    """The record of a case as a file in the folder one is in."""
    conversations = [stored.conversation for stored in shown.conversations]
    if not any(one.answers for one in conversations):
        screen.words("record_nothing", style="yellow")
        return
    path = Path(f"{file_stem(shown.case)}.md")
    path.write_text(record_of(library, shown.case, conversations, today), encoding="utf-8")
    screen.words("record_saved", file=str(path))
