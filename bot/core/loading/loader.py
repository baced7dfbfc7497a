"""The library made of its files."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.content.library import Library
from bot.core.content.state_machine import build_machine
from bot.core.loading.accepted import without_accepted
from bot.core.loading.checks.dialogues import problems_between
from bot.core.loading.earlier import Earlier
from bot.core.loading.file_reader import read_files
from bot.core.loading.files import Files
from bot.core.problems import LibraryError, Problem, is_error, told_once

# What looks at the files, knowing the problems found so far, for more of them.
Check = Callable[[Files, Collection[Problem]], Iterable[Problem]]


@dataclass(frozen=True)
class Checked:
    """What an earlier check found in the very same texts: no errors, these warnings, and the value of each file."""

    warnings: tuple[Problem, ...]
    values: Mapping[str, Any]


def load_library(texts: Mapping[str, str], *further: Check, checked: Checked | None = None) -> Library:
    """The library in these files, given by path; `further` checks are for authors, who can wait for them.

    What was `checked` is not checked again. Raises LibraryError with every problem at once.
    """
    if checked:
        return library_of(read_files(texts, checked.values), checked.warnings)
    return checked_library(texts, *further)[0]


def checked_library(texts: Mapping[str, str], *further: Check, earlier: Earlier | None = None) -> tuple[Library, Checked]:
    """The library, and what to remember of its check; what was found `earlier` is not looked for again.

    Raises LibraryError with every problem at once.
    """
    files = read_files(texts, earlier=earlier)
    problems = [*files.problems, *problems_between(files)]
    for check in further:
        problems += check(files, tuple(problems))
    problems = without_accepted(problems, texts)
    if any(map(is_error, problems)):
        raise LibraryError(problems)
    warnings = tuple(told_once(problems))
    return library_of(files, warnings), Checked(warnings, files.values)


def library_of(files: Files, warnings: tuple[Problem, ...]) -> Library:
    """The library of files without errors. Raises LibraryError where something is missing all the same."""
    if files.phrases is None or files.sources is None:
        raise LibraryError(files.problems)
    return Library(
        dialogues=files.dialogues,
        topics=files.topics,
        tables=files.tables,
        sources=files.sources,
        phrases=files.phrases,
        nicknames=files.nicknames,
        not_for_us=files.not_for_us,
        question_kinds=files.question_kinds,
        limits=files.limits,
        languages=files.languages,
        editions={id_: files.edition(id_) for id_ in files.dialogues},
        machines={id_: build_machine(dialogue) for id_, dialogue in files.dialogues.items()},
        warnings=warnings,
        course=files.course,
        road=files.road,
        service_words=files.service_words,
    )
