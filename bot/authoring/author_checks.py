"""What is checked for authors, who can wait for it, beyond what the advisor needs to start."""

from collections.abc import Collection, Iterator
from functools import partial

from bot.authoring.definite_answers.check import indefinite_answers
from bot.authoring.definite_answers.dead import always_taken, dead_conditions
from bot.authoring.definite_answers.followed import Followed
from bot.authoring.definite_answers.unsure import unsure_answers
from bot.authoring.screen_length import long_texts
from bot.core.loading.checks.dialogues import called_by
from bot.core.loading.files import DIALOGUES, Files
from bot.core.problems import Problem, is_error

# In this order: what one finds is not told again in the words of the next.
_FOLLOWING = (always_taken, unsure_answers, indefinite_answers, dead_conditions)


def author_checks(files: Files, problems: Collection[Problem]) -> Iterator[Problem]:
    """The mistakes in what can happen: found by following the routes of dialogues without another mistake."""
    wrong = {problem.file for problem in problems if is_error(problem)}
    for id_ in sorted(files.dialogues, key=lambda id_: (len(called_by(files, id_)), id_)):  # what is called before who calls
        within = {id_, *called_by(files, id_)}
        if within <= files.dialogues.keys() and not wrong & {files.readings[DIALOGUES, one].file for one in within}:
            found = files.earlier.problems("routes", files.edition(id_), partial(_in_dialogue, files, id_))
            wrong |= {problem.file for problem in found if is_error(problem)}
            yield from found


def _in_dialogue(files: Files, id_: str) -> Iterator[Problem]:
    followed = Followed(files.dialogues, id_, files.readings[DIALOGUES, id_])
    yield from long_texts(followed)
    for check in _FOLLOWING:
        found = list(check(followed))
        yield from found
        if any(map(is_error, found)):
            return
