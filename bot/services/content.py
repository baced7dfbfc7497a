"""Where the dialogues and the knowledge are, and their texts."""

from pathlib import Path

from bot.core.content.library import Library
from bot.core.loading.file_reader import read_files
from bot.core.loading.files import DIALOGUES, SINGLE_FILES, TABLES, TOPICS, Files
from bot.core.loading.loader import Check, checked_library, load_library
from bot.core.problems import LibraryError, Problem
from bot.services.check_cache import digest_of, earlier_check, earlier_problems, keep_check, keep_problems
from bot.services.unread_files import unread_files

CONVERSATIONS, DECISIONS = "tests/conversations", "tests/decisions"

_PLACES = ((DIALOGUES, "*.yaml"), (TOPICS, "*.md"), (TABLES, "*.yaml"))


def shipped_content() -> Path:
    """The content that comes with the advisor: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "content"
    return inside if (inside / DIALOGUES).is_dir() else package.parent


def read_texts(content: Path) -> dict[str, str]:
    """The text of every file of a content folder, by its path inside. Raises LibraryError for what is no text."""
    if not (content / DIALOGUES).is_dir():
        raise LibraryError(
            [Problem(str(content), 1, 1, "no-content", "There is no folder “dialogues” here.", "Name a folder that has one.")]
        )
    paths = [path for folder, pattern in _PLACES for path in sorted((content / folder).glob(pattern))]
    paths += [content / name for name in SINGLE_FILES if (content / name).is_file()]
    texts, problems = {}, []
    for path in paths:
        name = path.relative_to(content).as_posix()
        if not path.is_file():  # reading from a pipe would never end
            problems.append(
                Problem(name, 1, 1, "not-a-file", "This is no file with text in it.", "Remove it, or give it another name.")
            )
            continue
        try:
            texts[name] = path.read_text(encoding="utf-8-sig")
        except (UnicodeDecodeError, OSError):
            problems.append(Problem(name, 1, 1, "not-text", "The file cannot be read as UTF-8 text.", "Save it again as UTF-8."))
    if problems:
        raise LibraryError(problems)
    return texts


def read_tests(content: Path, folder: str) -> dict[str, str]:
    """The text of every conversation or decision table of a content folder, by its path inside."""
    paths = sorted((content / folder).glob("*.yaml"))
    return {path.relative_to(content).as_posix(): path.read_text(encoding="utf-8-sig") for path in paths}


def library_at(content: Path, *further: Check) -> Library:
    """The library of a content folder, with further checks for authors. Raises LibraryError with every problem at
    once."""
    texts = read_texts(content)
    digest = digest_of(texts)
    if not further and (known := earlier_check(digest)):
        return load_library(texts, checked=known)
    checks = [lambda *_: unread_files(content), *further] if further else []
    earlier = earlier_problems(content)
    try:
        library, checked = checked_library(texts, *checks, earlier=earlier)
    finally:
        keep_problems(content, earlier)
    if not further:
        keep_check(digest, checked)
    return library


def knowledge_at(content: Path) -> Files:
    """The knowledge of a content folder, without its dialogues. Raises LibraryError with every mistake in it."""
    texts = read_texts(content)
    earlier = earlier_check(digest_of(texts))
    knowledge = {path: text for path, text in texts.items() if path.startswith("knowledge/")}
    files = read_files(knowledge, earlier.values if earlier else None)
    if any(problem.severity == "error" for problem in files.problems):
        raise LibraryError(files.problems)
    return files
