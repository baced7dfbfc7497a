"""Where a number or a date is needed, “I don't know” must have been ruled out by then; where a first entry is, an empty list."""

from collections.abc import Iterable, Iterator, Mapping

from bot.authoring.definite_answers.check import without_mistakes
from bot.authoring.definite_answers.dataflow import Places, places_of
from bot.authoring.definite_answers.facts import answered
from bot.authoring.definite_answers.uses import Use, uses_in
from bot.core.content.dialogue import Dialogue
from bot.core.dialogue.conversation import key_of
from bot.core.loading.checks.templates import WHERE_IT_STANDS, as_problem
from bot.core.loading.file_reader import DIALOGUES, Files
from bot.core.loading.types.inference import Inference
from bot.core.loading.types.kind import WORD
from bot.core.loading.types.mismatch import Mismatch
from bot.core.loading.types.names import names_of
from bot.core.loading.types.narrowing import NONE, Facts, told
from bot.core.loading.yaml_reader import Path, Reading
from bot.core.problems import Problem
from bot.core.templating.trees import parsed, text_tree
from bot.core.templating.values import UNSURE

Found = Iterator[tuple[Path, Mismatch]]


def unsure_answers(files: Files, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Where a conversation would stop, or read oddly, after “I don't know” or “none of these”."""
    for id_ in without_mistakes(files, problems):
        yield from _problems(files.dialogues, id_, files.readings[DIALOGUES, id_])


def _problems(dialogues: Mapping[str, Dialogue], id_: str, reading: Reading) -> Iterator[Problem]:
    dialogue, places = dialogues[id_], places_of(dialogues, id_)
    inference = Inference(names_of(dialogue, dialogues).also(today=WORD).kinds, dialogue.values)
    found = dict.fromkeys([*_in_values(inference, dialogue), *_in_uses(inference, dialogue, id_, places)])
    for path, mismatch in found:
        if mismatch.code in WHERE_IT_STANDS:
            yield as_problem(reading, path, mismatch)


def _in_uses(inference: Inference, dialogue: Dialogue, id_: str, places: Places) -> Found:
    for use in uses_in(dialogue):
        if use.at in places and use.source:
            known = _ruled_out(dialogue, id_, use, places).union(
                *(told(parsed(one), True, dialogue.values) for one in use.guards)
            )
            for mismatch in _mismatches(inference.knowing(known), use):
                yield use.path, mismatch


def _ruled_out(dialogue: Dialogue, id_: str, use: Use, places: Places) -> Facts:
    """The questions to which nobody who comes here has answered “I don't know”."""
    given = places[use.at].given
    others = (name for name in dialogue.asked if name != use.at)
    return frozenset(name for name in others if answered(key_of(id_, name), UNSURE) not in given)


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
