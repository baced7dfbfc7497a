"""What must be right between a course and the rest of the library."""

from collections.abc import Iterator

from bot.core.content.course import Course, Lesson
from bot.core.loading.checks.references import unknown
from bot.core.loading.files import DIALOGUES, TOPICS, Files
from bot.core.loading.yaml_reader import Path, Reading
from bot.core.problems import Problem, did_you_mean


def references_of_course(files: Files, course: Course, reading: Reading) -> Iterator[Problem]:
    """What a course names that is not there: topics, dialogues, sources; and lessons named twice."""
    yield from _used_twice(course, reading)
    for module_id, module in course.modules.items():
        for id_, lesson in module.lessons.items():
            yield from _lesson(files, lesson, reading, ("modules", module_id, "lessons", id_))
    if course.brief is None:
        return
    for number, part in enumerate(course.brief.parts):
        path: Path = ("brief", "parts", number)
        yield from _dialogue(files, part.dialogue, reading, (*path, "dialogue"))
        for index, entry in enumerate(part.say):
            yield from _sources(files, entry.cite, reading, (*path, "say", index, "cite"))
    if course.brief.about not in shares_in(files):
        message, cure = f"No question shares “{course.brief.about}”.", did_you_mean(course.brief.about, shares_in(files))
        yield reading.problem(("brief", "about"), "unknown-share", message, cure)


def _used_twice(course: Course, reading: Reading) -> Iterator[Problem]:
    names: set[str] = set()
    for module_id, module in course.modules.items():
        for id_, lesson in module.lessons.items():
            for name in sorted({id_, *lesson.formerly} & names):
                message = f"Another lesson is, or was formerly, called “{name}”."
                path: Path = ("modules", module_id, "lessons", id_)
                yield reading.problem(path, "used-twice", message, "Give each lesson a name of its own.")
            names |= {id_, *lesson.formerly}


def _lesson(files: Files, lesson: Lesson, reading: Reading, path: Path) -> Iterator[Problem]:
    yield from _sources(files, lesson.cite, reading, (*path, "cite"))
    for number, option in enumerate(lesson.check.options):
        yield from _sources(files, option.cite, reading, (*path, "check", "options", number, "cite"))
    for number, topic in enumerate(lesson.topics):
        yield from unknown(reading, (*path, "topics", number), "topic", topic, files.ids(TOPICS))
    if lesson.try_:
        yield from _dialogue(files, lesson.try_, reading, (*path, "try"))


def _dialogue(files: Files, name: str, reading: Reading, path: Path) -> Iterator[Problem]:
    yield from unknown(reading, path, "dialogue", name, files.ids(DIALOGUES))


def _sources(files: Files, cited: tuple[str, ...], reading: Reading, path: Path) -> Iterator[Problem]:
    for number, source in enumerate(cited):
        if files.sources is not None:
            yield from unknown(reading, (*path, number), "source", source, files.sources)


def shares_in(files: Files) -> set[str]:
    """The names that questions share."""
    return {question.shares for dialogue in files.dialogues.values() for question in dialogue.asked.values() if question.shares}
