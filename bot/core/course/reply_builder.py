"""From where somebody stands in a course to what a surface shows."""

from collections.abc import Iterable
from datetime import datetime

from bot.core.content.course import CheckOption, Course, Lesson
from bot.core.content.library import Library
from bot.core.content.source import Source
from bot.core.course.progress import Standing
from bot.core.course.reminders import Reminder
from bot.core.course.reply import Feedback, ShownCheck, ShownLesson, ShownModule, ShownStatus
from bot.core.dialogue.guidance import Link
from bot.core.dialogue.reply import ShownOption
from bot.core.working_days import day_in_words, in_words, next_slot


def sources_of(library: Library, ids: Iterable[str]) -> tuple[Source, ...]:
    """The sources with these ids."""
    return tuple(library.sources[id_] for id_ in ids)


def places_in_words(sources: Iterable[Source]) -> str:
    """Sources in one line, each document once with its places."""
    places: dict[str, list[str]] = {}
    for source in sources:
        places.setdefault(source.document, []).append(source.locator)
    return " · ".join(f"{document}: {'; '.join(locators)}" for document, locators in places.items())


def point_of(library: Library, lesson: Lesson) -> str:
    """The point in detail; a lesson without one takes it from its first topic."""
    return lesson.point or library.topics[lesson.topics[0]].body


def lesson_shown(library: Library, course: Course, id_: str) -> ShownLesson:
    """A lesson as surfaces show it."""
    lesson, ids = course.lessons[id_], list(course.lessons)
    return ShownLesson(
        id=id_,
        number=ids.index(id_) + 1,
        total=len(ids),
        module=course.module_of(id_).title,
        title=lesson.title,
        lead=lesson.lead,
        point=point_of(library, lesson),
        example=lesson.example or "",
        do=lesson.do or "",
        dialogue=Link(lesson.try_, library.dialogues[lesson.try_].title) if lesson.try_ else None,
        topics=tuple(Link(topic, library.topics[topic].title) for topic in lesson.topics),
        sources=sources_of(library, lesson.cite),
    )


def check_shown(course: Course, stand: Standing, id_: str) -> ShownCheck:
    """The check of a lesson as surfaces show it."""
    lesson = course.lessons[id_]
    options = tuple(ShownOption(option.id, option.label) for option in lesson.check.options)
    came_back = id_ in {one.lesson for one in stand.returning}
    return ShownCheck(id_, lesson.title, lesson.check.ask, options, came_back)


def feedback_shown(library: Library, course: Course, stand: Standing, id_: str, chosen: CheckOption) -> Feedback:
    """What is said to an answer; `stand` is where it led."""
    lesson = course.lessons[id_]
    due = next((one.due for one in stand.returning if one.lesson == id_), None)
    return Feedback(
        lesson=id_,
        right=chosen.right,
        answer=chosen.label,
        text=chosen.feedback,
        sources=sources_of(library, chosen.cite or lesson.cite),
        right_answer="" if chosen.right else lesson.check.right.label,
        comes_back=day_in_words(due) if due else "",
    )


def status_shown(library: Library, course: Course, stand: Standing, now: datetime) -> ShownStatus:
    """How far somebody is."""
    done = set(stand.done)
    modules = (ShownModule(m.title, len(done & set(m.lessons)), len(m.lessons)) for m in course.modules.values())
    return ShownStatus(len(done), len(stand.lessons), tuple(modules), tuple(_status_lines(library, course, stand, now)))


def _status_lines(library: Library, course: Course, stand: Standing, now: datetime) -> Iterable[str]:
    say = library.phrases.say
    yield say("course_progress", done=len(stand.done), total=len(stand.lessons), skipped=len(stand.skipped))
    if stand.phase in {"paused", "stopped", "finished"}:
        yield say(f"course_is_{stand.phase}")
    if stand.phase == "running":
        yield coming_next(library, course, stand, now)
    if later := [one.due for one in stand.returning if one not in stand.come_back]:
        yield say("course_checks_return", count=len(later), day=day_in_words(later[0]))
    yield pace_words(library, stand, now)
    if stand.inviter:
        yield say("course_seen" if stand.may_see else "course_not_seen")


def pace_words(library: Library, stand: Standing, now: datetime) -> str:
    """The pace, and the time it is where they are."""
    time = f"{stand.at:%H:%M}" if stand.at else ""
    return library.phrases.say("course_pace", time=time, zone=stand.zone.key, now=in_words(now, stand.zone))


def coming_next(library: Library, course: Course, stand: Standing, now: datetime) -> str:
    """What comes next, and when."""
    say = library.phrases.say
    if stand.waits:
        return say("course_open", title=course.lessons[stand.open].title)
    if stand.come_back:
        return say("course_check_back", title=course.lessons[stand.come_back[0].lesson].title)
    if not stand.left:
        return say("course_check_returns", day=day_in_words(stand.missed[0].due)) if stand.missed else say("course_nothing_left")
    title = course.lessons[stand.left[0]].title
    if stand.at is None or stand.next_day <= stand.today:
        return say("course_ready", title=title)
    return say("course_next_at", title=title, when=in_words(next_slot(now, stand.at, stand.zone, stand.next_day), stand.zone))


def reminder_words(library: Library, course: Course, reminder: Reminder) -> str:
    """A reminder as it is sent."""
    phrase = "course_last_reminder" if reminder.number > 1 else f"course_reminder_{reminder.about}"
    return library.phrases.say(phrase, title=course.lessons[reminder.lesson].title)
