"""A chat in the terminal with lines from a script instead of a keyboard."""

import io

from rich.console import Console

from bot.core.openings.opening import Understand, understand_nothing
from bot.services.conversations import Advisor
from bot.terminal.chat import chat

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
  bad: {title: "{{ 1 / 0 }}", say: S.}
  fine: {title: A fine plan, say: S.}
"""
CREW = "questions:\n  who: {ask: Who?, type: list, next: end}\noutcomes:\n  end: {title: E, say: E.}\n"


class Interrupted(str):
    """A line that is Ctrl-C."""


def talk(advisor: Advisor, *lines: str, dialogue: str = "visit", understand: Understand = understand_nothing) -> str:
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

    chat(advisor, console, ask, dialogue, understand)
    assert isinstance(console.file, io.StringIO)
    shown = "\n".join(line.rstrip() for line in console.file.getvalue().splitlines())
    assert next(script, None) is None, "the chat ended before the script"
    return shown
