"""Every kind of mistake in a dialogue is reported with its code, its line and a cure."""

import pytest

from tests.support.good_library import GOOD, edited, problems

# What is changed in care.yaml, into what, the code and line expected, and words that the message or cure must have.
MISTAKES = [
    ("    type: text\n", "    typ: text\n", "unknown-key", 7, "Did you mean “type”?"),
    ("summary: Whether care is needed.\n", "", "missing-key", 1, "summary: …"),
    ("    ask: Which service?\n", "", "missing-key", 5, "ask: …"),
    ("    type: text", "    type: txet", "bad-value", 7, "Did you mean “text”?"),
    ("    unsure: true", "    unsure: [no]", "not-a-text", 15, "not a list"),
    ("    ask: Which service?", "    ask: 12", "not-a-text", 6, "Put it in quotes"),
    ("    ask: Which service?", "    ask:", "empty", 6, "There is nothing here"),
    ("    ask: Which service?", '    ask: "  "', "empty", 6, "There is nothing here"),
    (
        "title: Is care needed?",
        "title: " + "long " * 100,
        "too-long",
        1,
        "400",
    ),
    ('cite: ["doc:one"]\nquestions', "cite: doc:one\nquestions", "bad-value", 3, "square brackets"),
    ("    type: text", "    type: text\n    most: lots", "bad-value", 8, "A number is needed"),
    ("    type: text", "    type: text\n    most: 0", "bad-value", 5, "1 at least"),
    ("    type: text", "    type: choices\n    options: [{id: a, label: A}]\n    least: 2", "bad-value", 5, "more ticks"),
    ("    type: text", "    type: scale", "bad-value", 5, "needs “least” and “most”"),
    (
        "    type: text",
        "    type: list\n    fields: {f: {ask: F, options: [{id: a, label: A}, {id: a, label: B}]}}",
        "used-twice",
        8,
        "already the id of an option here (line 8)",
    ),
    ('{id: no, label: "No", next', '{id: yes, label: "No", next', "used-twice", 14, "already the id of an option here (line 13)"),
    ('{id: no, label: "No", next', '{id: no, label: "yes.", next', "label-twice", 14, "tell them apart"),
    ("{title: Stop, say: Nothing to do.}", "{title: Stop, say: Nothing, ever, to do.}", "comma-in-text", 36, "Put quotes round"),
    ('{id: no, label: "No", next: not_needed}', '{id: no, label: "No", when: x}', "unknown-key", 14, "Here may stand: ours, id"),
    ('{id: no, label: "No", next: not_needed}', '{id: no, label: "No", next: [{to: needed}]}', "not-a-text", 14, "next: a"),
    ('{id: no, label: "No", next', '{id: unsure, label: "No", next', "bad-value", 14, "unsure: true"),
    ('{id: no, label: "No", next', '{id: No way, label: "No", next', "bad-id", 14, "small letters"),
    ("  service:\n    ask: W", "  Service-1:\n    ask: W", "bad-id", 5, "small letters"),
    ("  service:\n    ask: W", "  title:\n    ask: W", "bad-value", 5, "meaning of its own"),
    ("  not_needed: {title", "  need: {title", "used-twice", 36, "already the id of one of the questions"),
    ("      - {to: not_needed}", "      - {to: not_neded}", "unknown-route", 19, "Did you mean “not_needed”?"),
    ("next: not_needed}", "next: nowhere}", "unknown-route", 14, "nowhere"),
    ("      - {to: not_needed}", "      - {to: service}", "backwards", 19, "Routes only lead forwards"),
    ("      - {to: not_needed}\n", "", "no-way-on", 10, "a route that always holds"),
    ('      - {when: verdict == "good", to: needed}', "      - {to: needed}", "never-taken", 19, "last"),
    ('need == "yes" and', 'ned == "yes" and', "unknown-name", 17, "Did you mean “need”?"),
    ('need == "yes" and', 'need == "yse" and', "unknown-option", 17, "Did you mean “yes”?"),
    ('other.outcome == "fine"', 'other.outcome == "nice"', "unknown-option", 17, "It may be fine"),
    ('other.outcome == "fine"', 'other.otcome == "fine"', "unknown-name", 17, "Did you mean “other.outcome”?"),
    ("{when: need is unsure, is: good}", '{when: verdict == "bad", is: good}', "unknown-name", 22, "“verdict” is not asked"),
    ('verdict == "good"', 'verdict == "god"', "unknown-option", 18, "Did you mean “good”?"),
    ('verdict == "good"', 'verdict = "good"', "bad-text", 18, "A single “=” does not compare. Write “==”"),
    ('verdict == "good"', "verdict == good", "unknown-name", 18, 'Put quotes round an answer: “"good"”'),
    ('verdict == "good"', 'verdict === "good"', "bad-text", 18, "Write “==”"),
    ('verdict == "good"', 'verdict <> "good"', "bad-text", 18, "Write “!=”"),
    ('verdict == "good"', 'verdict is "good"', "bad-text", 18, "Write “==”"),
    ('verdict == "good"', "verdict is good", "bad-text", 18, 'Write “== "good"”'),
    ('verdict == "good"', 'verdict equals "good"', "bad-text", 18, "“equals” cannot be read. Write “==”"),
    ('verdict == "good"', 'verdict == "good" && need == "yes"', "bad-text", 18, "Write “and”"),
    ('verdict == "good"', 'verdict == "good" or "bad"', "always-holds", 18, "what it is compared with"),
    ('verdict == "good"', 'verdict == "good", "bad"', "comma-in-text", 18, "Put quotes round"),
    ('verdict == "good"', 'verdict == "good', "bad-text", 18, "A quote is not closed"),
    ('verdict == "good"', '(verdict == "good"', "bad-text", 18, "The brackets do not match"),
    ('verdict == "good"', 'verdict == "good" and', "bad-text", 18, "Something is missing at the end"),
    ('verdict == "good"', 'if verdict == "good"', "bad-text", 18, "Leave “if” out"),
    ('when: verdict == "good"', 'when: "verdict) }} x {{ (verdict"', "bad-text", 18, "A condition has no braces"),
    ("{when: need is unsure, is: good}", "{is: good, our: We think so}", "unknown-key", 22, "Did you mean “ours”?"),
    ("  verdict:\n", "  v: {work_ou: need, ours: We think so}\n  verdict:\n", "unknown-key", 21, "Did you mean “work_out”?"),
    ("  verdict:\n", "  v: {work_out: ned, ours: We think so}\n  verdict:\n", "unknown-name", 21, "Did you mean “need”?"),
    ("when: need is unsure", "when: need is unsrue", "bad-text", 22, "no test “unsrue”"),
    ("    say: You said that {{ need }}.", '    say: "{{ need | shout }}"', "bad-text", 27, "no filter “shout”"),
    ("    say: You said that {{ need }}.", "    say: You said that {{ need }.", "bad-text", 27, "is not closed well"),
    ("    say: You said that {{ need }}.", '    say: "{{ need.upper() }}"', "bad-text", 27, "no brackets behind a name"),
    ("    say: You said that {{ need }}.", '    say: "{{ need[0] }}"', "bad-text", 27, "levers | first"),
    ("    say: You said that {{ need }}.", '    say: "{{ need.__class__ }}"', "bad-text", 27, "do not begin with “_”"),
    ("    say: You said that {{ need }}.", '    say: "{% set x = 1 %}"', "bad-text", 27, "under “values:”"),
    ("    say: You said that {{ need }}.", '    say: "{% include need %}"', "bad-text", 27, "No other file"),
    ("    say: You said that {{ need }}.", '    say: "{% if need %}yes"', "bad-text", 27, "Write “{% endif %}”"),
    (
        "    say: You said that {{ need }}.",
        '    say: "{% if need %}a{% elseif other %}b{% endif %}"',
        "bad-text",
        27,
        "{% elif … %}",
    ),
    ("    say: You said that {{ need }}.", '    say: "{% need %}"', "bad-text", 27, "stands in “{{ … }}”"),
    ('label: "Yes"', 'label: "Yes, {{ service }}"', "no-names-here", 13, "as it stands"),
    ('because: ["{{ other.title }}"]', 'because: [{say: x, when: tody == "x"}]', "unknown-name", 28, "tody"),
    ('cite: ["doc:one"]}\n', 'cite: ["doc:on"]}\n', "unknown-source", 33, "Did you mean “doc:one”?"),
    ("topics: [a-topic]", "topics: [a-tpoic]", "unknown-topic", 34, "Did you mean “a-topic”?"),
    ("table: levers", "table: leavers", "unknown-table", 32, "Did you mean “levers”?"),
    ("offers: [other]", "offers: [ohter]", "unknown-dialogue", 35, "Did you mean “other”?"),
    ("other: {call: other}", "other: {call: otter}", "unknown-dialogue", 9, "Did you mean “other”?"),
    ("other: {call: other}", "another: {call: other}", "bad-call", 9, "“other”, not “another”"),
    ("columns: [A, B]", "columns: [A, B, C]", "uneven-table", 31, "3 columns, but this row has 2 cells"),
    ('because: ["{{ other.title }}"]', "because:\n      - First: ask them.", "colon-in-text", 29, "round a text with a colon"),
    ("title: Is care needed?", "title: Is care needed?\nalso: [Note: care]", "not-a-text", 2, "quotes round a text with a colon"),
    ('need == "yes" and', "need == “yes” and", "bad-text", 17, "Use straight quotes"),
    ("    say: You said that {{ need }}.", "    say: '{{ need or ‘none’ }}'", "bad-text", 27, "Use straight quotes"),
    ("    say: You said that {{ need }}.", "    say: You said { need }.", "single-braces", 27, "Did you mean “{{ need }}”?"),
    ("    say: You said that {{ need }}.", "    say: It { other.title }}.", "single-braces", 27, "“{{ other.title }}”?"),
    ("    say: You said that {{ need }}.", "    say: Ask # 1 was {{ need }}.", "cut-short", 27, "Put quotes round"),
    ("say: Mind the gap.,", "say: Mind # the gap.,\n", "bad-yaml", 33, "Close it with “}”"),
]


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "words"), MISTAKES, ids=[f"{m[2]}: {m[1].strip()[:40]}" for m in MISTAKES]
)
def test_a_mistake_is_reported_with_its_code_its_line_and_a_cure(old: str, new: str, code: str, line: int, words: str) -> None:
    found = [problem for problem in problems(edited("dialogues/care.yaml", old, new)) if problem.file == "dialogues/care.yaml"]
    assert (code, line) in [(problem.code, problem.line) for problem in found]
    assert any(problem.code == code and words in f"{problem.message} {problem.cure}" for problem in found), found


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("    unsure: true", "    unsure: [Ask]", ["not-a-text"]),
        ('because: ["{{ other.title }}"]', 'because: ["A: b", First: ask them.]', ["colon-in-text"]),
    ],
)
def test_one_mistake_is_told_once(old: str, new: str, codes: list[str]) -> None:
    assert [problem.code for problem in problems(edited("dialogues/care.yaml", old, new))] == codes


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    ask: Which service?", "    # a note\n    ask: Which service?"),
        ("    ask: Which service?", '    ask: "Which service?"  # a note'),
        ("    type: text\n", "    type: text  # a note\n    most: 12  # a note\n"),
        ("    unsure: true", "    unsure: true  # a note"),
        ("summary: Whether", "group: Home/Care  # a note\nsummary: Whether"),
        ("  service:\n    ask: W", "  service:  # a note\n    ask: W"),
        ('{when: verdict == "good", to: needed}', 'when: verdict == "good"  # a note\n        to: needed'),
        ("  verdict:\n", "  simple: need == 'yes'  # a note\n  verdict:\n"),
        ("    say: You said that {{ need }}.", "    say: You said { so } and {{ need }}."),
        ("    say: You said that {{ need }}.", "    say: 'No. #1: {{ need }}#'"),
        ("    say: You said that {{ need }}.", "    say: We said C#, {{ need }}."),
    ],
)
def test_what_is_no_mistake_is_not_told(old: str, new: str) -> None:
    assert problems(edited("dialogues/care.yaml", old, new)) == []


def test_a_file_of_words_alone_is_one_problem() -> None:
    found = problems(GOOD | {"dialogues/care.yaml": "To be written # soon\n"})
    assert [problem.code for problem in found if problem.file == "dialogues/care.yaml"] == ["empty"]


LAST = "  q: {ask: Q?, options: [{id: a, label: A, next: fine}, {id: b, label: B%s}]%s}\n"


@pytest.mark.parametrize(
    ("second", "more", "codes"),
    [
        (", next: fine", "", []),
        (", next: fine", ", unsure: true", ["no-way-on"]),
        ("", "", ["no-way-on"]),
        ("", ", next: fine", []),
    ],
)
def test_a_last_question_leads_on_when_each_of_its_answers_does(second: str, more: str, codes: list[str]) -> None:
    last = '  q: {ask: "Q?", options: [{id: a, label: A}], next: fine}\n'
    found = problems(edited("dialogues/other.yaml", last, LAST % (second, more)))
    assert [problem.code for problem in found] == codes
