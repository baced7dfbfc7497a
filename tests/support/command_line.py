"""The `advisor` command run on a small content folder."""

from pathlib import Path

from typer.testing import CliRunner, Result

from bot.cli.main import app
from tests.support.small_library import small_texts

VISIT = """
questions:
  service: {ask: Which service?, type: text, shares: service}
  size: {call: size}
  need:
    ask: "Is *{{ service }}* needed?"
    options: [{id: yes, label: "Yes", phrase: it is needed}, {id: no, label: "No", next: stop}]
    unsure: true
  levers: {ask: Which levers?, type: choices, options: [{id: grants, label: Grants}, {id: rules, label: Rules}]}
  people: {ask: Who?, type: list, least: 0, fields: {who: {ask: Who?}, role: {ask: What?, options: [{id: lead, label: Leads}]}}}
  money: {ask: How much?, type: number, next: go}
outcomes:
  go:
    title: "Care for {{ service }}"
    say: "You said that {{ need }}, with {{ levers }} and {{ money }}."
    do: [Go on.]
    more: [{title: Further, say: A further part., cite: ["doc:two"]}]
  stop: {title: "{{ [service] | map('round') | list }}", say: S.}
"""
SIZE = "questions:\n  area: {ask: How large?, type: scale, least: 1, most: 5, next: any}\noutcomes:\n  any: {title: A, say: S.}\n"
ANSWERS = "service: home care\nsize.area: 3\nneed: yes\nlevers: [rules, grants]\npeople: [{who: Ann, role: lead}]\nmoney: 1,500\n"


def written(folder: Path) -> Path:
    """A content folder with two dialogues, one of which calls the other."""
    content = folder / "our content"
    for name, text in small_texts(visit=VISIT, size=SIZE).items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text, encoding="utf-8")
    sources = content / "knowledge/sources.yaml"
    sources.write_text(sources.read_text() + '  - {id: "doc:two", document: A Document, locator: Part two}\n')
    return content


def advisor(*arguments: str | Path, given: str = "") -> Result:
    """One command, in this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=given)
