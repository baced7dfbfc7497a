"""The content as its authors save it: read again at once, while the last good library keeps serving."""

from collections.abc import Callable, Sequence
from datetime import datetime
from os import stat_result
from pathlib import Path

from bot.authoring.author_checks import author_checks
from bot.core.content.library import Library
from bot.core.problems import LibraryError, Problem
from bot.core.quick_answers.memory import Said
from bot.core.quick_answers.reply import Reply
from bot.services.content import library_at
from bot.slack.features.quick_answers import Answers

FOLDERS, SUFFIXES = ("dialogues", "knowledge"), {".yaml", ".md"}

AnswersFor = Callable[[Library], Answers]
Stamp = dict[Path, tuple[int, int]]


class ContentWatcher:
    """A content folder, its library, and the answers from it; `changed` is told of each new library."""

    def __init__(self, folder: Path, library: Library, answers_for: AnswersFor, now: Callable[[], datetime]) -> None:
        self.folder, self.library, self.now = folder, library, now
        self.changed: Callable[[Library], None] = lambda _: None
        self.looked: Callable[[], None] = lambda: None  # told of each reading, good or not
        self.problems: tuple[Problem, ...] = library.warnings
        self.broken = False  # whether what is saved cannot be used, so that an earlier library serves
        self.read_at = now()
        self._answers_for, self._answers = answers_for, answers_for(library)
        self._stamp = self._stamp_now()

    def reply(self, typed: str, said: Said | None = None) -> Reply:
        """The answer to a message, in the knowledge as it is now."""
        return self._answers.reply(typed, said)

    def refers_back(self, typed: str) -> bool:
        """Whether a message refers to the answer before."""
        return self._answers.refers_back(typed)

    def explains(self, word: str) -> bool:
        """Whether a single word is the name of something that is explained."""
        return self._answers.explains(word)

    def look(self) -> None:
        """Read the content again if somebody saved a file."""
        stamp = self._stamp_now()
        if stamp != self._stamp:
            saved = {path.relative_to(self.folder).as_posix() for path, _ in stamp.items() - self._stamp.items()}
            self._stamp = stamp
            self._read(saved)

    def _read(self, saved: set[str]) -> None:
        self.read_at, self.problems = self.now(), tuple(self._problems_now())
        self.broken = any(problem.severity == "error" for problem in self.problems)
        self.problems = tuple(sorted(self.problems, key=lambda problem: problem.file not in saved))  # what was just saved first
        self.looked()
        if not self.broken:
            self._look_closer()

    def _problems_now(self) -> Sequence[Problem]:
        try:
            self.library = library_at(self.folder)
        except LibraryError as error:
            return error.problems
        self.changed(self.library)
        return self.library.warnings

    def _look_closer(self) -> None:
        """What takes a moment longer, while people go on."""
        self._answers = self._answers_for(self.library)
        try:
            self.problems = library_at(self.folder, author_checks).warnings
        except LibraryError as error:
            self.problems = tuple(error.problems)
        self.looked()

    def _stamp_now(self) -> Stamp:
        found = (path for folder in FOLDERS for path in (self.folder / folder).rglob("*") if path.suffix in SUFFIXES)
        return {path: (status.st_mtime_ns, status.st_size) for path in found if (status := _status(path))}


def _status(path: Path) -> stat_result | None:
    try:
        return path.stat()
    except OSError:  # it was taken away between the two looks
        return None
