"""Where a number or a date is needed, “I don't know” must have been ruled out by then; where a first entry is, an empty
list."""

from collections.abc import Iterator
from functools import cache, partial

from bot.authoring.definite_answers.facts import answered
from bot.authoring.definite_answers.followed import Followed
from bot.authoring.definite_answers.uses import Use
from bot.core.content.dialogue import Dialogue
from bot.core.dialogue.conversation import key_of
from bot.core.loading.checks.templates import WHERE_IT_STANDS, as_problem
from bot.core.loading.types.inference import Inference
from bot.core.loading.types.kind import WORD
from bot.core.loading.types.mismatch import Mismatch
from bot.core.loading.types.names import names_of
from bot.core.loading.types.narrowing import NONE, Facts, told
from bot.core.loading.yaml_reader import Path
from bot.core.problems import Problem
from bot.core.templating.trees import parsed, text_tree
from bot.core.templating.values import UNSURE

Found = Iterator[tuple[Path, Mismatch]]


def unsure_answers(followed: Followed) -> Iterator[Problem]:
    """Where a conversation would stop, or read oddly, after “I don't know” or “none of these”."""
    dialogue = followed.dialogue
    inference = Inference(names_of(dialogue, followed.dialogues).also(today=WORD).kinds, dialogue.values)
    found = dict.fromkeys([*_in_values(inference, dialogue), *_in_uses(inference, followed)])
    for path, mismatch in found:
        if mismatch.code in WHERE_IT_STANDS:
            yield as_problem(followed.reading, path, mismatch)


def _in_uses(inference: Inference, followed: Followed) -> Found:
    dialogue, ruled_out = followed.dialogue, cache(partial(_ruled_out, followed))
    for use in followed.uses:
        if use.source:
            known = ruled_out(use.at).union(*(told(parsed(one), True, dialogue.values) for one in use.guards))
            for mismatch in _mismatches(inference.knowing(known), use):
                yield use.path, mismatch


def _ruled_out(followed: Followed, at: str) -> Facts:
    """The questions to which nobody who comes here has answered “I don't know”."""
    given = followed.places[at].given
    others = (name for name in followed.dialogue.asked if name != at)
    return frozenset(name for name in others if answered(key_of(followed.id, name), UNSURE) not in given)


def _mismatches(inference: Inference, use: Use) -> list[Mismatch]:
    if use.condition:
        inference.truth(use.tree)
    else:
        inference.text(text_tree(use.source))
    return inference.found


def _in_values(inference: Inference, dialogue: Dialogue) -> Found:
    """A value is worked out at every end, wherever it is used; so nothing that leads there rules anything out."""
    for name, value in dialogue.values.items():
        if isinstance(value, str):
            one = inference.knowing(NONE)
            one.kind(parsed(value))
            yield from ((("values", name), mismatch) for mismatch in one.found)
            continue
        before = NONE
        for number, case in enumerate(value):
            if case.when:
                one = inference.knowing(before)
                one.truth(parsed(case.when))
                yield from ((("values", name, number, "when"), mismatch) for mismatch in one.found)
                before |= told(parsed(case.when), False, dialogue.values)
