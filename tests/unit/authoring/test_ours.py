"""Where a rule of our own decides what people read, they are told so on that screen."""

import pytest

from bot.authoring.content_tests import unsaid
from bot.core.content.library import Library
from bot.core.loading.loader import load_library
from bot.services.content import DECISIONS, read_tests, read_texts, shipped_content
from tests.support.good_library import GOOD
from tests.support.shared_paths import shared_paths

TABLES, CONTENT = read_tests(shipped_content(), DECISIONS), read_texts(shipped_content())


@pytest.mark.parametrize("dialogue", sorted(path.split("/")[-1][:-5] for path in CONTENT if path.startswith("dialogues/")))
def test_what_is_ours_is_said_to_be_ours(dialogue: str, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.authoring.content_tests.paths_of", shared_paths)
    assert list(unsaid(library, [dialogue], TABLES, CONTENT)) == []


OURS = """title: Ours
summary: Rules of our own.
cite: ["doc:one"]
questions:
  q: {ask: Q?, options: [{id: a, label: A, next: left}, {id: b, label: B}, {id: c, label: C}]}
  n:
    ask: N?
    type: scale
    least: 0
    most: 3
    next:
      - {when: n == 3, to: left}
      - {to: right}
values:
  many: n > 1
  size:
    - {when: n == 0, is: none_at_all}
    - {is: some}
outcomes:
  left: {title: Left, say: Left.}
  right:
    title: Right
    say: "{% if many %}Many{% else %}Few{% endif %}."
    because: [{say: Because., when: q == "c"}]
    more:
      - {title: More, say: "{% if size == 'none_at_all' %}Nothing{% endif %}", when: n < 2}
"""
OTHER = """title: Other
summary: It calls the one with rules of our own.
cite: ["doc:one"]
questions:
  ours: {call: ours, next: fine}
outcomes:
  fine: {title: Fine, say: "All is {{ ours.outcome }}."}
"""


def told(ours: str, other: str = OTHER) -> list[str]:
    content = GOOD | {"dialogues/ours.yaml": ours, "dialogues/other.yaml": other}
    del content["dialogues/care.yaml"]
    return list(unsaid(load_library(content), ["ours", "other"], {}, content))


DECIDES = "nothing on the first screen, where it decides, of"
FIRST, LATER = "nothing on the first screen of", "nothing on the further parts of"
SAYS = "says that this is our own: why"
DECIDING = [
    ("next: left}", "next: left, ours: why}", [(5, FIRST, "left"), (5, FIRST, "fine")]),
    ("{when: n == 3, to: left}", "{when: n == 3, to: left, ours: why}", [(12, FIRST, "left"), (12, DECIDES, "fine")]),
    ("{to: right}", "{to: right, ours: why}", [(13, FIRST, "right"), (13, DECIDES, "fine")]),
    ("many: n > 1", "many: {work_out: n > 1, ours: why}", [(15, DECIDES, "right")]),
    ("is: none_at_all}", "is: none_at_all, ours: why}", [(17, LATER, "right")]),
    ('when: q == "c"}', 'when: q == "c", ours: why}', [(24, DECIDES, "right")]),
    ("when: n < 2}", "when: n < 2, ours: why}", [(26, LATER, "right")]),
    ("say: Left.}", "say: Left., ours: why}", [(20, FIRST, "left")]),
]


@pytest.mark.parametrize(("old", "new", "found"), DECIDING, ids=[new for _, new, _ in DECIDING])
def test_a_rule_of_our_own_that_nobody_is_told_of(old: str, new: str, found: list[tuple[int, str, str]]) -> None:
    assert told(OURS) == []
    ours = OURS.replace(old, new)
    assert told(ours) == [f"dialogues/ours.yaml:{line}: {where} {outcome} {SAYS}" for line, where, outcome in found]
    marked = ours.replace("Left.", "Left by our own rule.").replace("say: Because.", "say: Our reading.")
    marked = marked.replace('"{% if', '"Our rule of thumb: {% if')
    assert told(marked, OTHER.replace("All is", "By our own reading all is")) == []


def test_a_word_elsewhere_on_the_screen_does_not_tell_of_it() -> None:
    ours = OURS.replace('when: q == "c"', 'when: q == "c", ours: why').replace("title: Right", "title: Right by our own rule")
    assert told(ours) == [f"dialogues/ours.yaml:24: {DECIDES} right {SAYS}"]


def test_a_rule_of_our_own_that_did_not_hold_needs_no_word() -> None:
    assert told(OURS.replace("n == 3, to: left}", "n > 3, to: left, ours: why}")) == []
