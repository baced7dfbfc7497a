"""A small library without a mistake, for tests that put one in."""

from bot.authoring.author_checks import author_checks
from bot.core.loading.files import PHRASES, SOURCES
from bot.core.loading.loader import load_library
from bot.core.problems import LibraryError, Problem
from tests.support.small_library import ONE_SOURCE, SHIPPED_PHRASES

CARE = """title: Is care needed?
summary: Whether care is needed.
cite: ["doc:one"]
questions:
  service:
    ask: Which service?
    type: text
    shares: service
  other: {call: other}
  need:
    ask: Is {{ service }} needed?
    options:
      - {id: yes, label: "Yes", phrase: it is needed}
      - {id: no, label: "No", next: not_needed}
    unsure: true
    next:
      - {when: need == "yes" and other.outcome == "fine", to: needed}
      - {when: verdict == "good", to: needed}
      - {to: not_needed}
values:
  verdict:
    - {when: need is unsure, is: good}
    - {is: bad}
outcomes:
  needed:
    title: Go on with {{ service }}
    say: You said that {{ need }}.
    because: ["{{ other.title }}"]
    more:
      - title: More
        table: {columns: [A, B], rows: [[a, "{{ need }}"]]}
      - {title: Levers, table: levers}
      - {title: Risks, say: Mind the gap., cite: ["doc:one"]}
    topics: [a-topic]
    offers: [other]
  not_needed: {title: Stop, say: Nothing to do.}
"""
OTHER = """title: Other
summary: Another one.
cite: ["doc:one"]
questions:
  service: {ask: "Service?", type: text, shares: service}
  q: {ask: "Q?", options: [{id: a, label: A}], next: fine}
outcomes:
  fine: {title: Fine, say: All is well.}
"""
TOPIC = """---
title: A topic
answer: It is so.
cite: ["doc:one"]
related: []
reviewed: "2027-01"
owner: us
---
It is so.
"""
TABLE = 'title: Levers\ncite: ["doc:one"]\ncolumns: [A, B]\nrows:\n  - {cells: [a, b]}\n'
GOOD = {
    "dialogues/care.yaml": CARE,
    "dialogues/other.yaml": OTHER,
    "knowledge/topics/a-topic.md": TOPIC,
    "knowledge/tables/levers.yaml": TABLE,
    SOURCES: ONE_SOURCE,
    PHRASES: SHIPPED_PHRASES,
}


def problems(texts: dict[str, str]) -> list[Problem]:
    """Every problem of these files, warnings too, as `advisor check` finds them."""
    try:
        return list(load_library(texts, author_checks).warnings)
    except LibraryError as error:
        return list(error.problems)


def edited(file: str, old: str, new: str) -> dict[str, str]:
    """The good files with one edit."""
    assert GOOD[file].count(old) == 1, old
    return GOOD | {file: GOOD[file].replace(old, new)}
