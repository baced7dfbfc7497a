"""Alarms about answers that may be missing, against every conversation there is."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.authoring.sample_answers import possible_answers
from bot.core.content.library import Library
from bot.core.dialogue.conversation import Answer, Conversation
from bot.core.dialogue.guidance import guidance_for
from bot.core.dialogue.position import Ending, walk
from bot.core.loading.loader import load_library
from bot.core.templating.templates import LanguageError
from tests.support.authoring.asked_somewhere import INNER, filled
from tests.support.good_library import GOOD, problems

NAMES = st.sampled_from(["first", "second", "third", "inner.deep", "inner.deeper", "named", "inner"])
TESTS = st.sampled_from(
    """
    first == "yes"; first != "no"; first is unsure; second == "a"; second is defined; third > 4; skipped; seen; named == "one";
    inner.outcome == "found"; inner.deep in ["yes", "no"]; inner is defined; inner.deep is defined
    """.replace("\n", "")
    .strip()
    .split(";")
)
CONDITIONS = st.recursive(
    TESTS,
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner) | inner.map("not ({})".format),
)
ROUTES = st.one_of(st.just("inner"), CONDITIONS.map("[{{when: '{}', to: last}}]".format))


@settings(max_examples=60, deadline=None)
@given(condition=CONDITIONS, other=CONDITIONS, name=NAMES, routes=ROUTES)
def test_an_alarm_is_given_wherever_some_conversation_fails(condition: str, other: str, name: str, routes: str) -> None:
    text = filled(SAY=f"{{% if {condition} %}}{{{{ {name} }}}}{{% elif {other} %}}-{{% endif %}}", ROUTES=routes, WHEN="1 == 1")
    told = problems(GOOD | {"dialogues/d.yaml": text, "dialogues/inner.yaml": INNER})
    assert told or not failures(load_library(GOOD | {"dialogues/d.yaml": text, "dialogues/inner.yaml": INNER}))


@settings(max_examples=60, deadline=None)
@given(condition=CONDITIONS, routes=ROUTES)
def test_what_is_said_never_to_hold_never_does(condition: str, routes: str) -> None:
    texts = GOOD | {"dialogues/d.yaml": filled(WHEN=condition, ROUTES=routes), "dialogues/inner.yaml": INNER}
    if any(problem.code == "never-holds" and problem.line == 26 for problem in problems(texts)):
        library = load_library(texts)
        for ending in endings(library):
            with suppress(LanguageError):
                assert not guidance_for(library, ending, "today").because


def endings(library: Library) -> Iterator[Ending]:
    """The ends of all conversations that come to one."""
    asked = {f"{id_}.{name}": one for id_ in ("d", "inner") for name, one in library.dialogues[id_].asked.items()}
    for values in product(*(possible_answers(one, name, ("third > 4",)) for name, one in asked.items())):
        answers = {key: Answer(value) for key, value in zip(asked, values, strict=True)}
        with suppress(LanguageError):
            ending = walk(library, Conversation("c", "d", answers=answers)).ending
            assert ending is not None
            yield ending


def failures(library: Library) -> set[str]:
    """Whether the walk, or the words at its end, fail in any conversation."""
    asked = {f"{id_}.{name}": one for id_ in ("d", "inner") for name, one in library.dialogues[id_].asked.items()}
    found: set[str] = set()
    for values in product(*(possible_answers(one, name, ("third > 4",)) for name, one in asked.items())):
        answers = {key: Answer(value) for key, value in zip(asked, values, strict=True)}
        try:
            ending = walk(library, Conversation("c", "d", answers=answers)).ending
        except LanguageError:
            found.add("walk")
            continue
        assert ending is not None
        try:
            guidance_for(library, ending, "today")
        except LanguageError:
            found.add("say")
    return found
