"""A conversation as it stands on the screen of a terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.content.library import Library
from bot.services.conversations import Advisor
from bot.storage.database import open_database
from bot.storage.store import Store
from tests.support.scripted import CREW, PLAN, VISIT, talk
from tests.support.small_library import small_library


@pytest.fixture(scope="module")
def small() -> Library:
    return small_library(visit=VISIT, plan=PLAN, crew=CREW)


@pytest.fixture
def advisor(small: Library, tmp_path: Path) -> Iterator[Advisor]:
    advisor = Advisor(small, Store(open_database(f"sqlite:///{tmp_path / 'advisor.db'}")))
    yield advisor
    advisor.store.close()


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

More to read
  1. The table

Go on with
  plan: A small decision

Source: A Document, Part one

To go on with another decision, type its name; your answers come along. You can
say more to read on, change and the number of a question, answers, start again,
menu for another decision, or stop.
> more
1 of 1

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


def test_what_people_type_is_never_formatting(advisor: Advisor) -> None:
    shown = talk(advisor, "[bold]*care* `x` [link](https://evil.example)[/bold]")
    assert "Is [bold]*care* `x` [link](https://evil.example)[/bold] needed?" in shown


def test_changing_an_answer_shows_what_it_was(advisor: Advisor) -> None:
    shown = talk(advisor, "home care", "1", "change 2", "back")
    assert " • 1. Yes\n" in shown
    assert "Your answer so far: home care" in shown
