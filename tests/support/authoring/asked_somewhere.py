"""A dialogue in which some answers are asked only on some ways, to be filled in by tests."""

from tests.support.good_library import GOOD, problems

HEAD = 'title: T\nsummary: S\ncite: ["doc:one"]\n'
INNER = (
    HEAD
    + """questions:
  deep: {ask: Deep?, options: [{id: yes, label: "Yes"}, {id: no, label: "No", next: shallow}], unsure: true}
  deeper: {ask: Deeper?, type: text, next: found}
outcomes:
  found: {title: Found, say: Found.}
  shallow: {title: Shallow, say: Shallow.}
"""
)
# `first` leads past `second` when it is no; `third` is always asked.
DIALOGUE = (
    HEAD
    + """questions:
  first:
    ask: FIRST
    options: [{id: yes, label: "Yes"}, {id: no, label: "No", next: third, guidance: ADVICE}, {id: perhaps, label: Perhaps}]
    unsure: UNSURE
  second:
    ask: SECOND
    options: [{id: a, label: A}, {id: b, label: B}]
    unsure: true
  third: {ask: THIRD, type: number, next: ROUTES}
  inner: {call: inner}
  last: {ask: "Last?", options: [{id: a, label: A}], next: done}
values:
  skipped: first == "no"
  seen: second is defined and second == "a"
  named:
    - {when: first == "yes", is: one}
    - {when: first == "no", is: other}
outcomes:
  done:
    title: Done
    say: SAY
    because: [{when: WHEN, say: BECAUSE}]
    more: [table]
sections:
  table: {title: TITLE, when: SHOWN, table: {columns: [A], rows: [{when: ROW, cells: [CELL]}]}}
"""
)
PLAIN = {
    "ROUTES": "inner",
    "SAY": "Done.",
    "WHEN": "third > 2",
    "BECAUSE": "So.",
    "SHOWN": "third > 3",
    "ROW": "third > 4",
    "CELL": "x",
    "TITLE": "Table",
    "FIRST": "First?",
    "SECOND": "Second?",
    "THIRD": "Third?",
    "ADVICE": "Advice.",
    "UNSURE": "Ask.",
}


def filled(**parts: str) -> str:
    """The dialogue with these texts and conditions."""
    text = DIALOGUE
    for name, plain in PLAIN.items():
        text = text.replace(name, f"'{parts.get(name, plain)}'" if name != "ROUTES" else parts.get(name, plain))
    return text


def found(**parts: str) -> list[tuple[str, str, int]]:
    """The problems of the dialogue with these texts and conditions: code, name and line."""
    told = problems(GOOD | {"dialogues/d.yaml": filled(**parts), "dialogues/inner.yaml": INNER})
    return [(problem.code, problem.message.split("“")[1].split("”")[0], problem.line) for problem in told]
