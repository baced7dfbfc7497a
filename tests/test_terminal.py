"""The chat in a terminal, with lines from a script instead of a keyboard, read as it stands on the screen."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from bot.core.library import Library
from bot.service import Advisor
from bot.stores.database import open_database
from bot.stores.store import Store
from bot.surfaces.terminal.chat import chat
from tests.small import small_library

VISIT = """
questions:
  service: {ask: Which service?, type: text, shares: service, why: The advice names it., help: A few words will do.}
  need:
    ask: "Is {{ service }} needed?"
    options:
      - {id: yes, label: "Yes", description: It is badly needed., guidance: Then count the *people*.}
      - {id: no, label: "No"}
    unsure: true
  levers: {ask: Which levers?, type: choices, least: 0, options: [{id: a, label: Grants}, {id: b, label: Rules}]}
  people:
    ask: Who helps?
    type: list
    item: person
    least: 0
    fields: {who: {ask: Who is it?}, role: {ask: What do they do?, options: [{id: lead, label: Leads}, {id: help, label: Helps}]}}
    next: end
outcomes:
  end:
    title: "Care for {{ service }}"
    say: "You have {{ levers | count }} levers."
    because: ["{{ service }} was named."]
    do: [Ask around., Go on.]
    more: [{title: The table, table: {columns: [What, For you], rows: [[Levers, "{{ levers }}"]]}}]
    offers: [plan]
"""
PLAN = """
questions:
  about: {ask: A plan for what?, type: text, shares: service}
  broken: {ask: Shall it break?, options: [{id: yes, label: "Yes"}, {id: no, label: "No", next: fine}], next: bad}
outcomes:
  bad: {title: "{{ about | round }}", say: S.}
  fine: {title: A fine plan, say: S.}
"""
CREW = "questions:\n  who: {ask: Who?, type: list, next: end}\noutcomes:\n  end: {title: E, say: E.}\n"


@pytest.fixture(scope="module")
def small() -> Library:
    return small_library(visit=VISIT, plan=PLAN, crew=CREW)


@pytest.fixture
def advisor(small: Library, tmp_path: Path) -> Iterator[Advisor]:
    advisor = Advisor(small, Store(open_database(f"sqlite:///{tmp_path / 'advisor.db'}")))
    yield advisor
    advisor.store.close()


class Interrupted(str):
    """A line that is Ctrl-C."""


def talk(advisor: Advisor, *lines: str, dialogue: str = "visit") -> str:
    """What stands on the screen after these lines; then the input ends."""
    console = Console(file=io.StringIO(), width=80, highlight=False)
    script = iter(lines)

    def ask(prompt: str) -> str:
        line = next(script, None)
        if line is None:
            raise EOFError
        if isinstance(line, Interrupted):
            raise KeyboardInterrupt
        console.print(f"{prompt}{line}", markup=False)
        return line

    chat(advisor, console, ask, dialogue)
    assert isinstance(console.file, io.StringIO)
    shown = "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())
    assert next(script, None) is None, "the chat ended before the script"
    return shown


WHOLE = """
Question 1 of 4
Which service?
A few words will do.
In your own words (up to 500 characters).
> home care
  ✓ home care

Question 2 of 4
Is home care needed?
   1. Yes
      It is badly needed.
   2. No
Choose one. If you don't know, type “?”.
> 1
  ✓ Yes
    Then count the people.

Question 3 of 4
Which levers?
   1. Grants
   2. Rules
Choose all that apply. Type the numbers, like 1, 3, or “none”.
> 1 and 2
  ✓ Grants; Rules

Question 4 of 4
Who helps?
Nothing on the list yet.
Add each person by itself; say “done” when the list is complete.
> Ann
     1. Leads
     2. Helps
   What do they do? 1

Question 4 of 4
Who helps?
So far:
   1. Ann, Leads
Add each person by itself; say “done” when the list is complete.
> done
  ✓ Ann, Leads

────────────────────────────────────────────────────────────────────────────────
Care for home care

You have 2 levers.

Why I say so

 • home care was named.

What to do next

 1 Ask around.
 2 Go on.

Source
  A Document, Part one

More to read
  1. The table

Go on with
  plan: A small decision

To go on with another decision, type its name; your answers come along. You can
say more to read on, change and the number of a question, answers, start again
or stop.
> more

The table
┏━━━━━━━━┳━━━━━━━━━━━━━━━━━━┓
┃ What   ┃ For you          ┃
┡━━━━━━━━╇━━━━━━━━━━━━━━━━━━┩
│ Levers │ Grants and Rules │
└────────┴──────────────────┘
> plan
You told me this before, so I won't ask again. You can change it.
"""


def test_a_whole_conversation_as_it_stands_on_the_screen(advisor: Advisor) -> None:
    shown = talk(advisor, "home care", "1", "1 and 2", "Ann", "1", "done", "more", "plan")
    carried, told = next(line for line in shown.splitlines() if "A plan for what?" in line), shown.replace("\n\n\n", "\n\n")
    assert carried.startswith("  ✓ A plan for what?  →  home care  (from “A small decision”, ")
    assert told.partition(carried)[0].strip() + "\n" == WHOLE.strip().rpartition("\n")[0] + "\n"


def test_asides_and_words_that_do_not_fit_leave_the_question_open(advisor: Advisor) -> None:
    shown = talk(advisor, "why", "home care", "answers", "zebra", "yess", "", "help", "\x1b[31m", "2")
    for words in (
        "The advice names it.",
        "  1. Which service?  →  home care",
        "“zebra” is not one of the answers here.",
        "Did you mean “Yes”?",
        "There was nothing in that answer.",
        "You can say back, change and the number of a question",
        "  ✓ No",
    ):
        assert words in shown
    assert "\x1b" not in shown.replace("> \x1b[31m", "")
    assert shown.count("Question 2 of 4") == 1


def test_changing_an_answer_shows_what_it_was(advisor: Advisor) -> None:
    shown = talk(advisor, "home care", "1", "change 2", "back")
    assert " • 1. Yes\n" in shown
    assert "Your answer so far: home care" in shown


@pytest.mark.parametrize("end", [[], [Interrupted("^C")], ["stop"], ["quit"]], ids=["end of input", "Ctrl-C", "stop", "quit"])
def test_what_was_said_is_kept_and_resumed(advisor: Advisor, end: list[str]) -> None:
    shown = talk(advisor, "home care", *end)
    assert shown.rstrip().endswith("Stopped. Your answers are kept, and you can come back whenever you like.")
    shown = talk(advisor, "answers", dialogue="")
    assert "Is home care needed?" in shown
    assert "Which service?  →  home care" in shown
    assert "What would you like to decide?" not in shown


def test_a_list_that_was_begun_is_resumed_even_when_nothing_else_was_answered(advisor: Advisor) -> None:
    talk(advisor, "Ann", "Bob", dialogue="crew")
    assert "2. Bob" in talk(advisor, dialogue="")


def test_a_finished_conversation_is_not_resumed(advisor: Advisor) -> None:
    for last in ("stop", "answers"):
        talk(advisor, "x", "?", "none", "done", last)
        assert "Question 1 of 4" in talk(advisor)


def test_nothing_said_is_nothing_to_resume(advisor: Advisor) -> None:
    talk(advisor)
    assert "What would you like to decide?" in talk(advisor, dialogue="")


@pytest.mark.parametrize("words", ["visit", "3", " VISIT "])
def test_the_menu_by_number_or_name(advisor: Advisor, words: str) -> None:
    shown = talk(advisor, "0", "99999999999", "²", "", "zebra", "vist", words, dialogue="")
    assert shown.count("I have no decision called") == 6
    assert "I have no decision called “vist”. Did you mean “visit”?" in shown
    assert "Question 1 of 4" in shown


def test_leaving_the_menu(advisor: Advisor) -> None:
    assert "Question" not in talk(advisor, "exit", dialogue="")


def test_an_offer_is_taken_after_other_words_too_but_only_where_it_is_offered(advisor: Advisor) -> None:
    shown = talk(advisor, "plan", "1", "none", "done", "why", "more", "more", "plan")
    assert "✓ plan" in shown  # the first time it was an answer
    assert "Shall it break?" in shown
    assert "no decision called" not in shown


def test_a_text_that_cannot_be_filled_in_is_told_plainly_and_the_conversation_goes_on(advisor: Advisor) -> None:
    shown = talk(advisor, "x", "1", "2", dialogue="plan")
    assert "I cannot go on from here, because a text or a condition of this decision" in shown
    assert "Traceback" not in shown
    assert "A fine plan" in shown


def test_a_list_entry_by_its_fields(advisor: Advisor) -> None:
    lists = ("Ann; zebra", "Ann", "9", "Ann", "2", "edit 1 Cat; 1", "remove 2", "remove 1", "done")
    shown = talk(advisor, "x", "?", "none", *lists)
    assert "“zebra” is not one of the answers here." in shown
    assert "“9” is not one of the answers here." in shown
    assert "1. Cat, Leads" in shown
    assert "The list goes from 1 to 1." in shown
    assert "✓ None of these" in shown


def test_what_people_type_is_never_formatting(advisor: Advisor) -> None:
    shown = talk(advisor, "[bold]*care* `x` [link](https://evil.example)[/bold]")
    assert "Is [bold]*care* `x` [link](https://evil.example)[/bold] needed?" in shown
